"""Context: the vectors of a text's tokens, layer by layer of the bundled language model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import UnknownLabel
from embedviz.vectorizers.sentence import check_not_blank, load_bundled

N_LAYERS = 6
"""Of the bundled model; there is one more row of vectors, for what enters the first."""


@dataclass(frozen=True, eq=False)
class InContext:
    """A text as the bundled model reads it.

    Attributes
    ----------
    tokens : tuple of str
        n tokens, ``[CLS]`` the first and ``[SEP]`` the last.
    vectors : (7, n, 384) float32
        Those that enter the first layer, then those that leave each of the six.
    """

    tokens: tuple[str, ...]
    vectors: NDArray[np.float32]

    def of(self, token: str) -> NDArray[np.float32]:
        """Give the (7, 384) vectors of a token, at the first place where it stands.

        Raises
        ------
        UnknownLabel
            If the text has no such token.
        """
        if token not in self.tokens:
            raise UnknownLabel.among(token, self.tokens[1:-1])
        return np.asarray(self.vectors[:, self.tokens.index(token)])

    @property
    def mean(self) -> NDArray[np.float32]:
        """The (384,) mean of the last layer's tokens, at length 1: the vector of the text."""
        mean = self.vectors[-1].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def in_context(text: str) -> InContext:
    """Read a text by the bundled model, in float32.

    The vectors are those that transformers gives as ``output_hidden_states``.

    Raises
    ------
    InvalidRequest
        If the text is blank.
    ModelUnavailable
        If the model is not installed.
    """
    check_not_blank([text])
    tokens, vectors = load_bundled("float32").layers(text)
    return InContext(tuple(tokens), vectors)
