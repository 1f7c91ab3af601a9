"""`python -m benchmarks.register OUT`: writes the register."""

from __future__ import annotations

import time
from pathlib import Path

import click

from benchmarks.register.foreign import FORMATS
from benchmarks.register.plan import ITEMS, RISKS_A_DUTY, plan
from benchmarks.register.write import MOST_REGIONS, write_content, write_foreign


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--regions", type=click.IntRange(1, MOST_REGIONS), default=1, help="the city, or with so many less one counties"
)
@click.option("--seed", default=1, help="another seed, another register of the same shape")
@click.option("--items", type=click.IntRange(1), default=ITEMS, help="items of each region, for small trials")
@click.option(
    "--library/--no-library", default=True, help="repeated texts as library entries, or written out everywhere"
)
@click.option("--format", "form", type=click.Choice(["content", *FORMATS]), default="content")
@click.option("--workers", type=click.IntRange(1), default=2, help="processes, one region each")
def main(out: Path, regions: int, seed: int, items: int, library: bool, form: str, workers: int) -> None:
    """Writes a made-up register of the mission's shape into the folder OUT."""
    if out.exists() and any(out.iterdir()):
        raise click.UsageError(f"{out} is not empty.")
    if form != "content" and regions > 1:
        raise click.UsageError("Other generators get the city only.")
    start = time.perf_counter()
    specs = plan(items, seed)
    if form == "content":
        count = write_content(out, specs, seed, regions, library=library, workers=workers)
    else:
        count = write_foreign(out, specs, seed, form)
    duties = sum(len(spec.stages) for spec in specs) * regions
    seconds = time.perf_counter() - start
    print(f"{out}: {count:,} items, {duties:,} duties, {duties * RISKS_A_DUTY:,} risk points, {seconds:.1f} s")


if __name__ == "__main__":
    main()
