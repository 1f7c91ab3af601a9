"""A snapshot as it leaves the archive: a bag with the copies that web archives read, and all checks of one."""
