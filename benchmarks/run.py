"""Run every bench_*.py of this folder, or those named, and write RESULTS.md: ``make bench``."""

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
MET = {True: "yes", False: "**no**", None: "–"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="such as neighbors; RESULTS.md is then left alone")
    asked = parser.parse_args().names
    load = f"{os.getloadavg()[0]:.1f}"
    names = sorted(path.stem for path in FOLDER.glob("bench_*.py"))
    chosen = [name for name in names if not asked or name.removeprefix("bench_") in asked]
    rows = []
    for name in chosen:
        print(f"{name} ...", flush=True)
        for row in import_module(name).measure():
            print(line(row), flush=True)
            rows.append(row)
    if not asked:
        (FOLDER / "RESULTS.md").write_text(report(rows, load), encoding="utf-8")
    return int(any(row.met is False for row in rows))


def report(rows: list[Row], load: str) -> str:
    used = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench`. Ratios carry over to another machine, seconds don't.",
            "",
            f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}.",
            f"Load before: {load} (0 is idle; what runs beside distorts the ratios too).",
            f"Python {platform.python_version()}, {used}.",
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
