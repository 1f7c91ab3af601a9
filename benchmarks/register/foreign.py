"""The same facts for Hugo, MkDocs and Zensical."""
FORMATS = {}
