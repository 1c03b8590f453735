"""Make data/computed/: what the pages open with, computed beforehand.

    python scripts/make_computed.py

Every page is opened as a visitor opens it, and every result it asks the engine for is kept:
vectors, neighbour graphs, pictures, and how far these can be believed. So are, for each data set,
all projections in 2D and 3D, UMAP at every stop of its two sliders, and under every metric the
projection it opens with.
"""

from __future__ import annotations

import json
import logging
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from itertools import product
from pathlib import Path

os.environ["EMBEDVIZ_CACHE_MEGABYTES"] = "0"  # all is computed afresh

from streamlit.testing.v1 import AppTest

from embedviz import tasks
from embedviz.engine.jobs import Engine
from embedviz.engine.record import from_bytes, to_bytes
from embedviz.engine.shipped import write_shipped
from embedviz.engine.step import Step
from embedviz.engine.ticket import Journey, Ticket
from embedviz.errors import InvalidRequest
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS, Method
from embedviz.space import METRICS, VectorSpace
from embedviz.ui import progress, results
from embedviz.ui.request import ViewRequest
from embedviz.ui.settings import AppSettings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "computed"
PAGES = ("cities", "tv_shows", "sentences", "words", "digits")
COMPACT = {"draw": ("coordinates",), "measure": ("trustworthiness_of", "continuity_of")}
"""What may be off by 1 / 65,535 of its range: nobody sees it."""
PATIENCE = 600  # seconds


class Recorder(Engine):
    """An engine that computes everything at once and keeps it as it will be shipped."""

    def __init__(self) -> None:
        super().__init__(AppSettings.load())
        self.blocks: dict[str, bytes] = {}
        self.drawn: list[tuple[VectorSpace, Method]] = []

    def submit(self, step: Step, *, session: str | None = None) -> Ticket:
        """Do a step and give its record as a visitor will have it."""
        if step.run is tasks.draw:
            self.drawn.append(step.arguments[:2])
        if step.key not in self.blocks:
            record = super().submit(step, session=session).result()
            self.blocks[step.key] = to_bytes(record, COMPACT.get(step.name, ()))
        shipped = from_bytes(self.blocks[step.key])
        return Ticket(step.key, self, Journey.done_already(step, shipped))


def main() -> None:
    """Compute and write, one file for each page."""
    logging.disable(logging.WARNING)  # Streamlit's, about having no browser
    recorder = Recorder()
    progress.engine = results.engine = lambda: recorder
    for page in PAGES:
        recorder.drawn.clear()
        at = open_page(page)
        space, method = recorder.drawn[0]
        for request in requests(options(at, "projection")):
            draw(space, request)
        for name, metric in METRICS.items():
            if metric.title in options(at, "metric"):
                for dimensions in (2, 3):
                    draw(space.with_metric(name), ViewRequest(method, dimensions))
        write_shipped(FOLDER / f"{page}.zip", recorder.blocks)
        size = (FOLDER / f"{page}.zip").stat().st_size
        print(f"{page}: {len(recorder.blocks)} results, {size / 1e6:.1f} MB")
        recorder.blocks.clear()
    recorder.close()
    (FOLDER / "machine.json").write_text(json.dumps(machine(), indent=2) + "\n")


def draw(space: VectorSpace, request: ViewRequest) -> None:
    """Draw a picture and measure it, if it can be drawn."""
    with suppress(InvalidRequest):  # no third axis in a space of two
        results.quality_of(results.view_of(space, request))


def machine() -> dict[str, str]:
    """Tell what decides how a last bit is rounded: the processor, and who computes on it."""
    from threadpoolctl import threadpool_info

    kernels = {str(each.get("architecture", "")) for each in threadpool_info()}
    names = ("numpy", "scipy", "scikit-learn", "numba", "openTSNE")
    libraries = {name: version(name) for name in names}
    return {"processor": " ".join(sorted(kernels)).strip() or platform.processor(), **libraries}


def open_page(page: str) -> AppTest:
    """Open a page as a first visitor does."""
    at = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=PATIENCE).run()
    if at.exception or at.error or at.warning:
        raise SystemExit(f"{page} can't be opened: {at.exception or at.error or at.warning}")
    return at


def options(at: AppTest, control: str) -> list[str]:
    """Give what a page's control offers, in the visitor's words."""
    return next(box.options for box in at.selectbox if str(box.key).endswith(f".{control}"))


def requests(titles: Sequence[str]) -> Iterator[ViewRequest]:
    """Give the pictures that are made of every data set."""
    methods = [PROJECTIONS[name]() for name in PROJECTIONS if PROJECTIONS[name].title in titles]
    for method, dimensions in product(methods, (2, 3)):
        yield ViewRequest(method, dimensions)
    sliders = knobs(PROJECTIONS["umap"]).items()
    stops = {name: knob.stops for name, (_, knob) in sliders if knob.stops}
    for values in product(*stops.values()):
        method = PROJECTIONS["umap"](**dict(zip(stops, values, strict=True)))
        yield from (ViewRequest(method, dimensions) for dimensions in (2, 3))


if __name__ == "__main__":
    main()
