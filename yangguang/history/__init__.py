"""Field histories: what changed in each item, commit by commit or snapshot by snapshot, kept as one file per region."""
