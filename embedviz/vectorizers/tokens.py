"""TokenTable: the lookup table inside a language model, read without running the model."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.errors import ModelUnavailable, UnknownLabel
from embedviz.models import BUNDLED_MODEL, model_folder, not_reachable, whole_words

_TABLE_SUFFIX = "embeddings.word_embeddings.weight"


@dataclass(kw_only=True, eq=False, repr=False)
class TokenTable(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Look words up in a BERT-like model's embedding layer.

    That layer is a table with one row for each token of the model's vocabulary: what the network
    knows of a word before it has read the rest of the sentence. Only whole words of the letters
    a to z are offered; pieces of words, punctuation and other scripts are left out.

    Parameters
    ----------
    model : str
        The bundled model's name or a folder with ``model.safetensors`` and ``tokenizer.json``.

    Attributes
    ----------
    words_ : list of str
        The whole words, in the vocabulary's order, which is roughly that of their frequency.
    table_ : (len(words_), d) float32
        Their rows.
    """

    title: ClassVar[str] = "Token table"

    model: str = BUNDLED_MODEL

    def fit(self, words: Sequence[str] | None = None, y: Any = None) -> TokenTable:
        """Read the table; it learns nothing from ``words``.

        Raises
        ------
        ModelUnavailable
            If there is no such model, or it has no such table.
        """
        self.words_, self.table_ = _read_table(self.model)
        self._rows = {word: row for row, word in enumerate(self.words_)}
        return self

    def transform(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, d) float32 vectors of n words.

        Raises
        ------
        UnknownLabel
            If a word is not in the table.
        """
        for word in words:
            if word not in self._rows:
                raise UnknownLabel.among(word, difflib.get_close_matches(word, self.words_))
        return np.asarray(self.table_[[self._rows[word] for word in words]])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give a number to each dimension."""
        numbers = range(1, self.table_.shape[1] + 1)
        return np.array([f"dimension {number}" for number in numbers], dtype=object)


@lru_cache(maxsize=2)
def _read_table(model: str) -> tuple[list[str], NDArray[np.float32]]:
    from safetensors import safe_open

    rows = whole_words(model)
    folder = model_folder(model)
    if folder is None:
        raise not_reachable(model)
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelUnavailable(
            f'The folder "{model}" needs model.safetensors and tokenizer.json to look words up.'
        )
    with safe_open(weights, framework="numpy") as tensors:
        keys = tensors.keys()
        name = next((key for key in keys if key.endswith(_TABLE_SUFFIX)), None)
        if name is None:
            raise ModelUnavailable(f'The model "{model}" has no token table that can be read.')
        table = tensors.get_tensor(name)
    kept = np.asarray(table[list(rows.values())], dtype=np.float32)
    kept.setflags(write=False)
    return list(rows), kept
