"""The rules: is this content well-formed, complete and consistent; problems are values, never exceptions."""
