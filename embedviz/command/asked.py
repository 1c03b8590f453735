"""Asked: what is said of files in a terminal, as the app's choices and as the library's values."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from embedviz.datasets import Dataset
from embedviz.datasets.first_look import longest_text
from embedviz.datasets.reading import Understood
from embedviz.datasets.reading.asked import asking
from embedviz.datasets.reading.encoding import ENCODINGS_OFFERED
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.embedder import Embedder
from embedviz.embedders.first import first_embedder, fitting
from embedviz.embedders.ready import fitting_metric
from embedviz.embedders.text import TextEmbedder, text_columns
from embedviz.errors import InvalidRequest, UnknownName
from embedviz.models import BUNDLED_MODEL
from embedviz.plotting.coloring import QUALITY
from embedviz.projections import PROJECTIONS
from embedviz.projections.first import first_name as first_projection
from embedviz.projections.first import fitting as fitting_projections


@dataclass(frozen=True)
class Asked:
    """What was said beside the files; None where nothing was.

    Attributes
    ----------
    text, vectors, label, color : str or None
        Columns: of texts, of ready vectors, of names, of what colours say.
    model, projection : str or None
        What encodes texts, how vectors are drawn.
    sample : int or None
        How many rows are taken.
    encoding, sheet : str or None
        Of a text file, of an Excel file; where a guess won't do.
    """

    text: str | None = None
    vectors: str | None = None
    label: str | None = None
    color: str | None = None
    model: str | None = None
    projection: str | None = None
    sample: int | None = None
    encoding: str | None = None
    sheet: str | None = None

    def asking(self) -> AbstractContextManager[None]:
        """Have files read as is said here."""
        return asking(self.encoding or "", self.sheet or "")

    @property
    def is_about_files(self) -> bool:
        """Whether anything was said that only files can have."""
        return self != Asked()


@dataclass(frozen=True, eq=False)
class Plan:
    """What is drawn of a table: the items, the way to their vectors, a projection, the colour.

    Where ``projection`` or ``embedder`` is the first look's own, ``said`` doesn't name it.
    """

    dataset: Dataset
    embedder: Embedder
    projection: str
    color: str | None
    said: Mapping[str, Any]

    @property
    def note(self) -> str:
        """Say where a first look isn't what it would be with all extras; else empty."""
        wanted = self.dataset.opening.embedder
        if not wanted or EMBEDDERS[wanted].is_installed() or "vectors" in self.said:
            return ""
        return (
            f"Texts are compared by {type(self.embedder).title}. To compare them by what they "
            'mean: pip install "embedviz[models]".'
        )


def plan_of(table: Understood, asked: Asked) -> Plan:
    """Say what is drawn of a table, and which of the page's controls say so.

    Raises
    ------
    UnknownName
        If a column, a model or a projection isn't there.
    InvalidRequest
        If it is there and doesn't fit.
    """
    said: dict[str, Any] = {}
    kinds = _kinds(table, asked)
    table = table.with_kinds(kinds) if kinds else table
    said |= {f"kind.{name}": kind for name, kind in kinds.items()}
    if asked.label is not None:
        if asked.label not in (names := [column.name for column in table.columns]):
            raise UnknownName.among("column", asked.label, names)
        said["label"] = asked.label
    dataset = table.dataset(asked.label)
    color = dataset.opening.color
    if asked.color is not None:
        color = said["color"] = _check_color(asked.color, dataset)
    if asked.sample is not None:
        said["rows"] = asked.sample
    if asked.sheet is not None:
        said["sheet"] = asked.sheet
    if asked.encoding is not None:
        said["encoding"] = _encoding(asked.encoding)
    embedder = _embedder(dataset, asked)
    if asked.text or asked.vectors or asked.model:
        said |= _said_of(embedder, dataset)
    projection = _projection(dataset, embedder, asked, said)
    return Plan(dataset, embedder, projection, color, said)


def _encoding(name: str) -> str:
    """Give an encoding as the page's control names it."""
    offered = {codecs.lookup(each).name: each for each in ENCODINGS_OFFERED if each}
    found = offered.get(codecs.lookup(name).name)
    if found is None:
        raise UnknownName.among("encoding on the page", name, offered)
    return found


def _kinds(table: Understood, asked: Asked) -> dict[str, str]:
    """Give what columns are said to be, where they weren't found to be that."""
    found = {column.name: column.kind for column in table.columns}
    kinds: dict[str, str] = {}
    if asked.text is not None:
        _check_column(asked.text, table)
        if found.get(asked.text) != "text":
            kinds[asked.text] = "text"
    assert table.raw is not None  # noqa: S101 - it was read here
    if asked.vectors is not None and asked.vectors != table.vector_name:
        _check_column(asked.vectors, table, table.raw.arrays)
        kinds[asked.vectors] = "vector"
    return kinds


def _check_column(name: str, table: Understood, more: Mapping[str, Any] | None = None) -> None:
    assert table.raw is not None  # noqa: S101 - it was read here
    known = [*map(str, table.raw.frame.columns), *(more or ())]
    if name not in known:
        raise UnknownName.among("column", name, known or ["a table"])


def _check_color(name: str, dataset: Dataset) -> str:
    known = [*(column.name for column in dataset.features), QUALITY]
    if name not in known:
        raise UnknownName.among("column to colour by", name, known)
    return name


def _embedder(dataset: Dataset, asked: Asked) -> Embedder:
    """Give the way to make vectors that is asked for, else the one of a first look."""
    if asked.vectors is not None:
        metric = fitting_metric(dataset)
        ready: Embedder = EMBEDDERS["ready"](metric=metric)
        return ready
    if asked.text is None and asked.model is None:
        first: Embedder = first_embedder(dataset)
        return first
    if not any(issubclass(kind, TextEmbedder) for kind in fitting(dataset).values()):
        raise InvalidRequest(f"{dataset.name} has no texts. Name their column: --text COLUMN.")
    kind, model = _encoder(asked.model or _first_installed())
    said = {"model": model} if model else {}
    encoder: Embedder = kind(column=asked.text or longest_text(dataset), **said)
    return encoder


def _first_installed() -> str:
    """Name the language model, or what compares words where that isn't installed."""
    return "" if EMBEDDERS["sentence"].is_installed() else "tfidf"


def _encoder(name: str | None) -> tuple[Any, str]:
    """Give an encoder's class, and the language model it is to have."""
    plain = _plain(name or "")
    encoders = {
        _plain(each): EMBEDDERS[each]
        for each in EMBEDDERS
        if issubclass(EMBEDDERS[each], TextEmbedder)
    }
    if plain in encoders:
        return encoders[plain], ""
    return EMBEDDERS["sentence"], name or ""


def _said_of(embedder: Embedder, dataset: Dataset) -> dict[str, Any]:
    """Give the values of the page's controls for a way to make vectors."""
    said: dict[str, Any] = {}
    if len(fitting(dataset)) > 1:
        said["vectors"] = EMBEDDERS.name_of(type(embedder))
    if isinstance(embedder, TextEmbedder) and text_columns(dataset, {}):
        said["text"] = embedder.column
    model = getattr(embedder, "model", BUNDLED_MODEL)
    if model != BUNDLED_MODEL:
        is_folder = Path(model).is_dir()
        said |= {"model": str(Path(model).resolve())} if is_folder else {
            "model": "another", "hub_model": model,
        }  # fmt: skip
    return said


def _projection(
    dataset: Dataset, embedder: Embedder, asked: Asked, said: dict[str, Any]
) -> str:  # fmt: skip
    """Name the projection; where it was asked for, the page's control says so too."""
    columns = embedder.columns(dataset)
    fit = fitting_projections(dataset, columns)
    first = first_projection(dataset, columns, wide=embedder.is_wide(dataset))
    if asked.projection is None:
        return first
    names = {_plain(each): each for each in PROJECTIONS}
    name = names.get(_plain(asked.projection))
    if name is None:
        raise UnknownName.among(PROJECTIONS.kind, asked.projection, PROJECTIONS)
    if name not in fit:
        raise InvalidRequest(
            f"{PROJECTIONS[name].title} can't draw these vectors. Take {' or '.join(fit)}."
        )
    # The page keeps a choice for each family of ways to make vectors; see choose_projection.
    family = "" if first == dataset.opening.projection else f"{embedder.family}."
    said[f"{family.lstrip('.')}projection"] = name
    return name


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
