"""Make data/thumbnails/: small pictures of what the pages open with, for the doors to them.

    python scripts/make_thumbnails.py [data set ...]

For each data set, on a light ground and on a dark one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from embedviz.datasets import DATASETS, Dataset
from embedviz.engine.jobs import Engine
from embedviz.plotting.palette import THEMES
from embedviz.plotting.thumbnail import thumbnail
from embedviz.projections import Projection
from embedviz.steps import first_visit, projection_of, projection_step
from embedviz.ui.progress import settings

FOLDER = Path(__file__).resolve().parents[1] / "data" / "thumbnails"


def main() -> None:
    """Draw and write, two files for each data set."""
    engine = Engine(settings())
    FOLDER.mkdir(exist_ok=True)
    for name in sys.argv[1:] or DATASETS:
        dataset = DATASETS[name]()
        view = opening_view(engine, dataset)
        for theme in THEMES.values():
            target = FOLDER / f"{name}-{theme.name}.svg"
            target.write_text(thumbnail(view, dataset.opening.color, theme) + "\n")
            print(f"{target.name}: {target.stat().st_size / 1e3:.1f} kB", flush=True)
    engine.close()


def opening_view(engine: Engine, dataset: Dataset) -> Projection:
    """Give the projection that a first visit sees; what ships is not computed anew."""
    request, drawn = first_visit(dataset)
    space = request.space(engine.submit(request.step).result())
    return projection_of(engine.submit(projection_step(request, drawn)).result(), space, drawn)


if __name__ == "__main__":
    main()
