"""The build script: `python build.py` builds the site; every verb of the installed `yangguang` works here too."""

import os
import sys
from pathlib import Path

OURS = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
"""What `make site` sets up. The system's own Python has none of what the program needs, and hands over to it."""

if __name__ == "__main__":
    if sys.prefix == sys.base_prefix and OURS.is_file():
        os.execv(OURS, [str(OURS), *sys.argv])  # noqa: S606  (a program of this folder, without a shell)
    try:
        from yangguang.cli import main
    except ModuleNotFoundError as error:
        sys.exit(f"缺少 {error.name}；请先运行 make site / {error.name} is missing; run make site first")
    main(prog_name="build.py")
