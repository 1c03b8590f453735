"""Run every bench_*.py of this folder, or those named, each with a section of RESULTS.md.

``make bench`` runs all; ``python benchmarks/run.py pages load`` two of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from row import Row

FOLDER = Path(__file__).resolve().parent
sys.path.append(str(FOLDER.parent / "scripts"))  # live_app: the app served, and Chromium
LIBRARIES = (
    "numpy",
    "scikit-learn",
    "faiss-cpu",
    "umap-learn",
    "torch",
    "sentence-transformers",
    "streamlit",
    "plotly",
)
RESULTS = FOLDER / "RESULTS.md"
HEAD = """\
# Benchmarks

Written by `make bench`. Ratios carry over to another machine, seconds don't; what runs beside
distorts the ratios too: a load of 0 is an idle machine.
"""
MET = {True: "yes", False: "**no**", None: "–"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="such as neighbors; the other sections stay")
    asked = parser.parse_args().names
    names = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    kept = {name: text for name, text in sections(RESULTS).items() if name in names}
    met = True
    for name in names:
        if asked and name not in asked:
            continue
        print(f"{name} ...", flush=True)
        load = os.getloadavg()[0]
        rows = []
        for row in import_module(f"bench_{name}").measure():
            print(line(row), flush=True)
            rows.append(row)
        met &= all(row.met is not False for row in rows)
        kept[name] = section(name, rows, load)
        RESULTS.write_text(HEAD + "".join(kept[each] for each in sorted(kept)), encoding="utf-8")
    return int(not met)


def sections(results: Path) -> dict[str, str]:
    """Give what stands in RESULTS.md of each benchmark, by its name."""
    text = results.read_text(encoding="utf-8") if results.exists() else ""
    begun = text.split("\n## ")[1:]
    return {each.partition("\n")[0]: f"\n## {each.rstrip()}\n" for each in begun}


def section(name: str, rows: list[Row], load: float) -> str:
    """Write what a benchmark measured, when and on what."""
    used = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    when = f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}, load before {load:.1f}"
    return "\n".join(
        [
            f"\n## {name}",
            "",
            f"{when}, with Python {platform.python_version()}, {used}.",
            "",
            "| what | ours | reference | ratio | target | met |",
            "|---|---|---|---|---|---|",
            *map(line, rows),
            "",
        ]
    )


def line(row: Row) -> str:
    cells = (row.name, row.ours, row.reference, row.ratio, row.target, MET[row.met])
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Describe this machine as far as the figures depend on it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.system()} {platform.machine()}, {cores} cores, {memory:.0f} GiB"


if __name__ == "__main__":
    sys.exit(main())
