"""``python -m yangguang``: the command, where its program is not on the path."""

from yangguang.cli import main

if __name__ == "__main__":
    main(prog_name="yangguang")
