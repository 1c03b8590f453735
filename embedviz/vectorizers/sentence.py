"""SentenceEncoder: a text as one vector, by a language model of sentence-transformers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.errors import InvalidRequest
from embedviz.vectorizers.models import BUNDLED_MODEL, model_folder, not_reachable

_loading = Lock()


@dataclass(kw_only=True, eq=False, repr=False)
class SentenceEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Encode texts with a sentence model: near in meaning becomes near in space.

    The model is read from safetensors files only and never runs code that came with it. The first
    use in a process imports torch and sentence-transformers, which takes about ten seconds.

    Parameters
    ----------
    model : str
        The bundled model's name, a folder, or ``"owner/name"`` on a hub.

    References
    ----------
    N. Reimers, I. Gurevych: Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks,
    EMNLP 2019. https://aclanthology.org/D19-1410
    """

    title: ClassVar[str] = "Sentence model"

    model: str = BUNDLED_MODEL

    def fit(self, texts: Sequence[str], y: Any = None) -> SentenceEncoder:
        """Load the model; it learns nothing from the texts.

        Raises
        ------
        ModelUnavailable
            If the model is not on this machine and can't be fetched.
        """
        self.n_dimensions_ = int(_load(self.model).get_embedding_dimension())
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, d) float32 vectors of n texts; raises ``InvalidRequest`` for a blank one."""
        blank = [number for number, text in enumerate(texts, 1) if not str(text).strip()]
        if blank:
            raise InvalidRequest(
                f"{len(blank):,} of {len(texts):,} texts are blank (first: row {blank[0]:,}). "
                "Leave them out: a blank text has no meaning to encode."
            )
        vectors = _load(self.model).encode(list(texts), show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give a number to each dimension: what one of them means, nobody knows."""
        numbers = range(1, self.n_dimensions_ + 1)
        return np.array([f"dimension {number}" for number in numbers], dtype=object)


def _load(model: str) -> Any:
    with _loading:
        return _load_once(model)


@lru_cache(maxsize=2)
def _load_once(model: str) -> Any:
    folder = model_folder(model)
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(folder or model),
            device="cpu",
            trust_remote_code=False,
            local_files_only=folder is not None,
            model_kwargs={"use_safetensors": True},
        )
    except OSError as error:
        raise not_reachable(model) from error
