"""The build script: `python build.py` builds the site; every verb of the installed `yangguang` works here too."""

from yangguang.cli import main

if __name__ == "__main__":
    main(prog_name="build.py")
