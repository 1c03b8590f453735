"""Make data/computed/: what the pages open with, computed beforehand.

    python scripts/make_computed.py [data set | lessons ...]

For each data set, as its file says that a first visit begins: its vectors, neighbour graph and
projection, and how far that can be believed. Also all projections that suit it in 2D and 3D, each
at every stop of its sliders, and under every metric the projection it opens with. Of the lessons,
what each trains or measures before a control is turned.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from itertools import product
from pathlib import Path
from zipfile import ZipFile

os.environ["EMBEDVIZ_CACHE_MEGABYTES"] = "0"  # all is computed afresh

from embedviz.datasets import DATASETS, Dataset
from embedviz.embedders.embedder import Embedder
from embedviz.engine.jobs import Engine
from embedviz.engine.record import Record, to_bytes
from embedviz.engine.shipped import write_shipped
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.lessons import LESSONS
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS, Method
from embedviz.projections.first import fitting
from embedviz.steps import ProjectionRequest, SpaceRequest, first_visit, quality_step
from embedviz.ui.settings import AppSettings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data" / "computed"
COMPACT = {"project": ("coordinates",), "measure": ("trustworthiness_of", "continuity_of")}
"""What may be off by 1 / 65,535 of its range: nobody sees it."""


def main() -> None:
    """Compute and write, one file for each data set."""
    engine = Engine(AppSettings.load())
    names = [*DATASETS, "lessons"]
    for name in sys.argv[1:] or names:
        blocks: dict[str, bytes] = {}
        for step in steps_of(name):
            with suppress(InvalidRequest):  # no third axis in a space of two
                keep(engine, step, blocks)
        for earlier in names[: names.index(name)]:
            with ZipFile(FOLDER / f"{earlier}.zip") as archive:
                blocks = {key: blocks[key] for key in blocks.keys() - archive.namelist()}
        write_shipped(FOLDER / f"{name}.zip", blocks)
        size = (FOLDER / f"{name}.zip").stat().st_size
        print(f"{name}: {len(blocks)} results, {size / 1e6:.1f} MB", flush=True)
    engine.close()
    (FOLDER / "machine.json").write_text(json.dumps(machine(), indent=2) + "\n")


def steps_of(name: str) -> Iterator[Step]:
    """Give what is computed for a data set, or for the lessons."""
    if name == "lessons":
        for lesson in LESSONS.values():
            yield from lesson().work()
    else:
        for request, drawn in wanted(DATASETS[name]()):
            yield quality_step(request, drawn)


def wanted(dataset: Dataset) -> Iterator[tuple[SpaceRequest, ProjectionRequest]]:
    """Give the projections that are made of a data set."""
    opened, first = first_visit(dataset)
    columns = opened.embedder.columns(dataset)
    for name, sizes in fitting(dataset, columns).items():
        for dimensions, method in product(sizes, at_every_stop(PROJECTIONS[name])):
            yield opened, ProjectionRequest(method, dimensions)
    for metric in metrics(opened.embedder, dataset):
        other = replace(opened, embedder=replace(opened.embedder, metric=metric))
        yield other, first


def metrics(embedder: Embedder, dataset: Dataset) -> Iterable[str]:
    """Name the metrics that a visitor is offered for these vectors."""
    declared = knobs(embedder)
    values = {name: getattr(embedder, name) for name in declared}
    options = declared["metric"][1].options
    return options(dataset, values) if options else ()


def at_every_stop(kind: type[Method]) -> Iterator[Method]:
    """Give a method at every stop of its sliders."""
    stops = {name: knob.stops for name, (_, knob) in knobs(kind).items() if knob.stops}
    for values in product(*stops.values()):
        yield kind(**dict(zip(stops, values, strict=True)))


def keep(engine: Engine, step: Step, blocks: dict[str, bytes]) -> Record:
    """Keep a step's record and those of the steps before it, but for what is quick."""
    inputs = [keep(engine, each, blocks) for each in step.inputs]
    record = engine.submit(step).result()
    if step.by_row:
        blocks |= {
            key: to_bytes({"row": row})
            for key, row in zip(step.rows().keys, record["rows"], strict=True)
        }
    elif step.key not in blocks and not (step.is_quick and step.is_quick(*inputs)):
        blocks[step.key] = to_bytes(record, COMPACT.get(step.run.__name__, ()))
    return record


def machine() -> dict[str, str]:
    """Tell what decides how a last bit is rounded: the processor, and who computes on it."""
    from threadpoolctl import threadpool_info

    kernels = {str(each.get("architecture", "")) for each in threadpool_info()}
    names = ("numpy", "scipy", "scikit-learn", "numba", "openTSNE")
    libraries = {name: version(name) for name in names}
    return {"processor": " ".join(sorted(kernels)).strip() or platform.processor(), **libraries}


if __name__ == "__main__":
    main()
