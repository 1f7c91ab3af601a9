"""Makes medians.txt from the npm package hanzi-writer-data: ``python shrink.py PACKAGE_FOLDER`` writes it beside this file.

One line a character: the character, a blank, its strokes in their order separated by blanks. A stroke is its middle line
with the points left out that a straight line nearly passes (15 of 1,024 units); a point is two signs of ALPHABET, x from
the left and y from the top, in 64 steps each.
"""

import json
import math
import sys
from pathlib import Path

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
TOLERANCE = 15
TOP = 900
"""The upper edge of the package's square, whose y grows upwards."""

Point = tuple[float, float]


def thinned(points: list[Point]) -> list[Point]:
    """Ramer, Douglas and Peucker: only points that a line between their neighbours would miss."""
    if len(points) < 3:
        return points
    (x, y), (x2, y2) = points[0], points[-1]
    length = math.hypot(x2 - x, y2 - y) or 1
    away = [abs((x2 - x) * (y - b) - (x - a) * (y2 - y)) / length for a, b in points]
    far = max(range(len(points)), key=away.__getitem__)
    if away[far] <= TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: far + 1])[:-1] + thinned(points[far:])


def signs(points: list[Point]) -> str:
    """A stroke in two signs a point."""
    steps = (min(63, max(0, round(value / 16))) for x, y in thinned(points) for value in (x, TOP - y))
    return "".join(ALPHABET[step] for step in steps)


def main(package: Path) -> None:
    """Writes medians.txt for every character of the package."""
    lines = []
    for file in sorted(package.glob("?.json")):
        medians = json.loads(file.read_text(encoding="utf-8"))["medians"]
        lines.append(" ".join((file.stem, *(signs([(x, y) for x, y in stroke]) for stroke in medians))))
    Path(__file__).with_name("medians.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
