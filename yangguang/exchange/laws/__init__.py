"""Citations of the content held against a library of laws: found and quoted right, different, missing, outdated."""
