"""Mix: a table's features and the meaning of its texts together, with a weight each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from embedviz.datasets import Dataset
from embedviz.datasets.first_look import longest_text
from embedviz.datasets.gaps import flag_name, without_gaps
from embedviz.embedders.embedder import always, compared_by
from embedviz.embedders.features import Features, Values
from embedviz.embedders.sentence import Sentence
from embedviz.embedders.text import TextEmbedder, TextsOf
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.errors import InvalidRequest
from embedviz.parameters import changed, parameter, same
from embedviz.rounding import percent

FEATURES = "features"
"""The block of all features together; a block of texts is ``text.`` and its column."""


def _texts(dataset: Dataset, _: Values) -> Mapping[str, str]:
    return {column.name: column.title for column in dataset.columns_of("text")}


def _first_texts(dataset: Dataset) -> tuple[str, ...]:
    longest = longest_text(dataset)
    return () if longest is None else (longest,)


def _blocks(dataset: Dataset, values: Values) -> Mapping[str, str]:
    texts = {f"text.{name}": dataset.column(name).title for name in values["texts"]}
    return ({FEATURES: "the features"} if values["features"] else {}) | texts


@dataclass(frozen=True, kw_only=True)
class Mix(Features):
    """Features and encoded texts as one space; see :func:`embedviz.mix`.

    ``shares`` are pairs of a block and its weight, where that isn't 1. The distance is Euclidean:
    shares of it are what the weights speak of.
    """

    title: ClassVar[str] = "Features and texts"
    help: ClassVar[str] = "Features and the meaning of texts side by side, each with a weight."
    family: ClassVar[str] = "mix"
    formerly: ClassVar[Mapping[tuple[str, str], Mapping[str, str]]] = {("source", "mix"): {}}

    texts: tuple[str, ...] = parameter(
        (), "Text columns", help="Each text becomes a vector of its meaning, beside the features.",
        options=_texts, several=True, first=_first_texts,
    )  # fmt: skip
    encoder: TextEmbedder = parameter(  # noqa: RUF009 - a declaration, as dataclasses.field is
        Sentence(), "Model", help="What turns the texts into vectors.", part=True
    )
    features: tuple[str, ...] = same(Features, "features")
    scaling: str = same(Features, "scaling", "standard")
    metric: str = compared_by("euclidean")
    positions: str = same(Features, "positions")
    weights: tuple[tuple[str, float], ...] = same(Features, "weights")
    logs: tuple[str, ...] = same(Features, "logs")
    missing: str = same(Features, "missing")
    shares: tuple[tuple[str, float], ...] = parameter(
        (), "Weight of", help="Its share of the squared distance.", options=_blocks,
        each=True, key="share", low=0.0, high=5.0, step=0.1,
    )  # fmt: skip

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether there are both texts and features."""
        return bool(dataset.columns_of("text") and dataset.default_features)

    def is_wide(self, dataset: Dataset) -> bool:
        """Those of a text are many."""
        return True

    def read(self, dataset: Dataset) -> tuple[str, ...]:
        """Name the columns whose gaps matter; blank texts are gaps."""
        return (*self.columns(dataset), *self.texts)

    @property
    def weight_of(self) -> dict[str, float]:
        """The weight of each block."""
        names = [*([FEATURES] if self.features else []), *(f"text.{name}" for name in self.texts)]
        return dict.fromkeys(names, 1.0) | {
            name: weight for name, weight in self.shares if name in names
        }

    @property
    def facts(self) -> Features:
        """How the features become numbers."""
        names = [each.name for each in fields(Features)]
        return Features(**{name: getattr(self, name) for name in names})

    def made_by(self, dataset: Dataset) -> str:
        """Name the features' scaling, the text columns, and what encodes them."""
        titles = " and ".join(dataset.column(name).title for name in self.texts)
        texts = f"{titles} by {self.encoder.made_by(dataset)}"
        return f"{self.facts.made_by(dataset)}; {texts}" if self.features else texts

    def note(self, dataset: Dataset) -> str:
        """Say what the weights come to, and what becomes of gaps."""
        weights = self.weight_of
        whole = sum(weights.values())
        titles = {FEATURES: "the features"}
        titles |= {f"text.{name}": dataset.column(name).title for name in self.texts}
        shares = ", ".join(
            percent(weight / whole, 0).replace(" ", "\u00a0") + f" {titles[name]}"
            for name, weight in weights.items()
            if whole
        )
        told = f"Of the squared distance between two items, on average: {shares}." if shares else ""
        return " ".join(filter(None, [told, super().note(dataset)]))

    def step(self, dataset: Dataset) -> Step:
        """Give the mixing, after the encoding of each text column.

        Raises
        ------
        InvalidRequest
            If a column holds no texts, or none is chosen.
        """
        self._check_texts(dataset)
        return Step(
            run=mixed, arguments=(self.computed, dataset),
            inputs=tuple(self._encoding(dataset, name) for name in self.texts),
            private=dataset.private, items=len(dataset), is_quick=always,
        )  # fmt: skip

    def compute(self, dataset: Dataset) -> Record:
        """Encode the texts, and mix them with the features."""
        return self.step(dataset).here()

    def _encoding(self, dataset: Dataset, column: str) -> Step:
        texts = KnownTexts(dataset, column, self.columns(dataset), self.texts, self.missing)
        return self.encoder.encoding(texts, private=dataset.private)

    def _check_texts(self, dataset: Dataset) -> None:
        if not self.texts:
            raise InvalidRequest(
                "A mix needs a text column beside the features. Choose at least one."
            )
        for name in self.texts:
            if dataset.column(name).kind != "text":
                raise InvalidRequest(
                    f'"{dataset.column(name).title}" holds no texts. Choose it as a feature, or '
                    "take another column."
                )

    def recipe(self, dataset: Dataset) -> tuple[str, str, Mapping[str, Any]]:
        """Give the call of ``ev.mix``."""
        return "", "ev.mix", self.keywords(dataset)

    def keywords(self, dataset: Dataset) -> dict[str, Any]:
        """Give the keywords of ``ev.mix`` that ask for this."""
        weights = self.weight_of
        facts = self.facts.keywords(dataset)
        facts.pop("scaling", None)
        if not self.features and dataset.default_features:
            facts["features"] = []
        named = {name: facts.pop(name) for name in ("features",) if name in facts}
        choices: dict[str, Any] = {"texts": {name: weights[f"text.{name}"] for name in self.texts}}
        if weights.get(FEATURES, 1.0) != 1:
            choices["features_weight"] = weights[FEATURES]
        encoder = self.encoder.keywords(dataset)
        scaling = {"scaling": self.scaling} if "scaling" in changed(self) else {}
        return named | choices | dict(encoder) | facts | scaling


@dataclass(frozen=True, eq=False)
class KnownTexts(TextsOf):
    """The texts of a column that aren't blank, of the items that the mix keeps."""

    columns: tuple[str, ...]
    others: tuple[str, ...]
    missing: str

    @property
    def fingerprint(self) -> str:
        """Names the content without reading it."""
        kept = (self.columns, self.others, self.missing)
        return f"{self.dataset.fingerprint} {self.column} {kept!r}"

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts themselves."""
        from embedviz.vectorizers.mix import known_texts

        kept = without_gaps(self.dataset, (*self.columns, *self.others), self.missing)
        column = kept.column(self.column or "")
        return tuple(known_texts(kept.frame[column.name], column))


def mixed(mix: Mix, dataset: Dataset, *encoded: Record) -> Record:
    """Put features and encoded texts together; see :func:`embedviz.mix`.

    Returns
    -------
    dict
        ``vectors`` (n, d) float32, the features first, with ``names`` and ``columns`` of the d
        dimensions.
    """
    from embedviz.vectorizers.mix import balanced

    kept = mix.items(dataset)
    parts: dict[str, Record] = {}
    if mix.features:
        parts[FEATURES] = replace(mix.facts, missing=mix.missing).compute(kept)
    for name, record in zip(mix.texts, encoded, strict=True):
        parts[f"text.{name}"] = _of_text(mix, kept, name, record)
    blocks = [block for block, part in parts.items() for _ in part["names"]]
    side_by_side = np.hstack([part["vectors"] for part in parts.values()])
    return {
        "vectors": balanced(side_by_side, blocks, mix.weight_of),
        "names": [name for part in parts.values() for name in part["names"]],
        "columns": [name for part in parts.values() for name in part["columns"]],
    }


def _of_text(mix: Mix, kept: Dataset, name: str, record: Record) -> Record:
    """Give a block of texts before it is balanced, in the form of :meth:`Features.compute`."""
    from embedviz.vectorizers.mix import as_block

    column = kept.column(name)
    vectors = record["rows"] if mix.encoder.by_row else record["vectors"]
    numbers = as_block(kept.frame[name], column, vectors, mark_gaps=mix.missing == "category")
    names = [f"{column.title}: {each}" for each in mix.encoder.names(kept, record)]
    if numbers.shape[1] > len(names):
        names.append(flag_name(column))
    return {"vectors": numbers, "names": names, "columns": [name] * len(names)}
