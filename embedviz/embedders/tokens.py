"""Tokens: words as the rows of a language model's token table."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.datasets import Dataset
from embedviz.embedders.embedder import Embedder, compared_by
from embedviz.engine.record import Record
from embedviz.errors import ModelUnavailable, UnknownLabel
from embedviz.models import BUNDLED_MODEL, file_of, whole_words

_TABLE_SUFFIX = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, kw_only=True)
class Tokens(Embedder):
    """The rows that words have in a BERT-like model's token table; no network is run.

    The table is the model's first layer, with one row for each token of its vocabulary: what the
    network knows of a word before it has read the rest of the sentence. ``model`` is the bundled
    model's name or a folder with ``model.safetensors`` and ``tokenizer.json``.
    """

    title: ClassVar[str] = "Token table"
    key: ClassVar[str] = ""
    help: ClassVar[str] = "What a language model knows about a word before it reads the sentence."

    model: str = BUNDLED_MODEL
    metric: str = compared_by("cosine", "euclidean", "manhattan")

    @classmethod
    def fits(cls, dataset: Dataset) -> bool:
        """Say whether the items are words."""
        return dataset.item == "word"

    def made_by(self, dataset: Dataset) -> str:
        """Name the model."""
        return f"the token table of {self.model}"

    def compute(self, dataset: Dataset) -> Record:
        """Look the labels up.

        Raises
        ------
        UnknownLabel
            If a word is not in the table.
        ModelUnavailable
            If there is no such model, or it has no such table.
        """
        words, table = read_table(self.model)
        rows = {word: row for row, word in enumerate(words)}
        for word in dataset.labels:
            if word not in rows:
                raise UnknownLabel.among(word, difflib.get_close_matches(word, words))
        return {"vectors": table[[rows[word] for word in dataset.labels]]}


@lru_cache(maxsize=2)
def read_table(model: str) -> tuple[list[str], NDArray[np.float32]]:
    """Give the m whole words of a model, the frequent ones first, and their (m, d) float32 rows.

    Whole words of the letters a to z: pieces of words, punctuation and other scripts are left
    out.

    Raises
    ------
    ModelUnavailable
        If there is no such model, or it has no such table.
    """
    from safetensors import safe_open

    rows = whole_words(model)
    with safe_open(file_of(model, "model.safetensors"), framework="numpy") as tensors:
        keys = tensors.keys()
        name = next((key for key in keys if key.endswith(_TABLE_SUFFIX)), None)
        if name is None:
            raise ModelUnavailable(f'The model "{model}" has no token table that can be read.')
        table = tensors.get_tensor(name)
    kept = np.asarray(table[list(rows.values())], dtype=np.float32)
    kept.setflags(write=False)
    return list(rows), kept
