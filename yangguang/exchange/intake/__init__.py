"""Items → the content: whose they are, which codes they have, and what of the content stays as it is."""
