"""Token vectors: those whose mean is the vector of a text, for encoders that average."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.models import BUNDLED_MODEL
from embedviz.vectorizers.sentence import (
    SentenceEncoder,
    check_not_blank,
    load_bundled,
    used_precision,
)

LEAST_COSINE = 0.9999
"""Of a text's vector with the mean of its tokens' vectors, where the one is the other."""

WORD_STARTS = "▁Ġ"
"""What some tokenizers write for the blank before a word."""


@dataclass(frozen=True, eq=False)
class TokenVectors:
    """A text as an encoder reads it last, before it takes the mean.

    Attributes
    ----------
    tokens : tuple of str
        n tokens, with those that the encoder adds, such as ``[CLS]``.
    is_special : (n,) bool
        Whether the encoder added it.
    vectors : (n, d) float32
        Their mean has the direction of the text's vector.
    n_unread : int
        How many tokens come after the last one that is read.
    """

    tokens: tuple[str, ...]
    is_special: NDArray[np.bool_]
    vectors: NDArray[np.float32]
    n_unread: int = 0


def token_vectors(text: str, model: str = BUNDLED_MODEL, precision: str = "auto") -> TokenVectors:
    """Read a text by a sentence model that averages.

    Parameters
    ----------
    text : str
    model, precision : str
        Those of :class:`embedviz.vectorizers.sentence.SentenceEncoder`.

    Raises
    ------
    InvalidRequest
        If the text is blank, or the model makes its vector in another way than by the mean.
    ModelUnavailable
        If there is no such model.
    """
    check_not_blank([text])
    encoder = SentenceEncoder(model=model, precision=precision).fit([text])
    if model == BUNDLED_MODEL:
        network = load_bundled(used_precision(precision))
        tokens, layers = network.layers(text)
        return TokenVectors(tuple(tokens), _ends(len(tokens)), layers[-1], network.cut_off(text))
    return _by_sentence_transformers(encoder, text)


def _ends(n_tokens: int) -> NDArray[np.bool_]:
    """Mark the first and the last: what BERT puts round a text."""
    ends = np.zeros(n_tokens, dtype=bool)
    ends[[0, -1]] = True
    return ends


def _by_sentence_transformers(encoder: SentenceEncoder, text: str) -> TokenVectors:
    network: Any = encoder.network()
    (read,) = network.encode([text], output_value=None, show_progress_bar=False)
    if "token_embeddings" not in read or "attention_mask" not in read:
        raise _no_mean(encoder.model)
    there = read["attention_mask"].cpu().numpy().astype(bool)
    vectors = read["token_embeddings"].float().cpu().numpy()[there]
    _check_mean(vectors, read["sentence_embedding"].float().cpu().numpy(), encoder.model)
    ids = read["input_ids"].cpu().numpy()[there].tolist()
    tokenizer = network.tokenizer
    special = np.isin(ids, tokenizer.all_special_ids)
    whole = tokenizer(text, verbose=False)["input_ids"]
    tokens = (_readable(token) for token in tokenizer.convert_ids_to_tokens(ids))
    return TokenVectors(tuple(tokens), special, vectors, max(0, len(whole) - len(ids)))


def _check_mean(vectors: NDArray[np.float32], of_text: NDArray[np.float32], model: str) -> None:
    mean = vectors.mean(axis=0)
    if mean.shape != of_text.shape:
        raise _no_mean(model)
    lengths = np.linalg.norm(mean) * np.linalg.norm(of_text)
    if not lengths or mean @ of_text / lengths < LEAST_COSINE:
        raise _no_mean(model)


def _no_mean(model: str) -> InvalidRequest:
    return InvalidRequest(
        f"{model} doesn't make a text's vector as the mean of its tokens' vectors, so a "
        f"similarity is no sum over pairs of tokens. Choose a model that averages, such as "
        f"{BUNDLED_MODEL}."
    )


def _readable(token: str) -> str:
    return token.lstrip(WORD_STARTS) or token
