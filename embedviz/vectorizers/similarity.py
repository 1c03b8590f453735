"""Shares of a similarity: which tokens of two texts make their cosine what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.vectorizers.heat_map import heat_map

if TYPE_CHECKING:
    from embedviz.vectorizers.token_vectors import TokenVectors

VERSION = 1  # counted up when the same texts give other shares


@dataclass(frozen=True, eq=False)
class SimilarityShares:
    """The cosine of two texts as a sum over pairs of their tokens.

    The vector of a text is the mean of its tokens' vectors hᵢ, and a cosine is a product of sums,
    so it is exactly the sum over all pairs of hᵢ · gⱼ / (n m ‖h̄‖ ‖ḡ‖). These are vectors *in
    context*: each token's has heard the whole text, so that a pair's share is more than what the
    two words have in common, and may be negative.

    Attributes
    ----------
    texts : (str, str)
    tokens : (tuple of str, tuple of str)
        n and m tokens, with those that the encoder adds, such as ``[CLS]`` and ``[SEP]``; pieces
        of a word but its first with ``##`` before them.
    is_special : ((n,) bool, (m,) bool)
        Which of them the encoder added.
    shares : (n, m) float32
        Of each pair of tokens; read-only. Their sum is the cosine.
    n_unread : (int, int)
        How many tokens of each text come after the last that the model reads: they have no part
        in its vector.
    model : str
        By which model.
    """

    texts: tuple[str, str]
    tokens: tuple[tuple[str, ...], tuple[str, ...]]
    is_special: tuple[NDArray[np.bool_], NDArray[np.bool_]] = field(repr=False)
    shares: NDArray[np.float32] = field(repr=False)
    n_unread: tuple[int, int] = (0, 0)
    model: str = ""

    def __post_init__(self) -> None:
        self.shares.setflags(write=False)

    @cached_property
    def similarity(self) -> float:
        """The cosine of the two texts: the sum of all shares."""
        return float(self.shares.sum(dtype=np.float64))

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """All n · m pairs, the strongest (largest share, whatever its sign) first.

        ``rank`` (from 1), ``first`` and ``second`` (the tokens), ``first_position`` and
        ``second_position`` (from 0), ``share``, and ``special``: whether the encoder added one of
        the two.
        """
        order = np.argsort(-np.abs(self.shares), axis=None, kind="stable")
        first, second = np.unravel_index(order, self.shares.shape)
        return pd.DataFrame(
            {
                "rank": np.arange(1, len(order) + 1),
                "first": np.array(self.tokens[0], dtype=object)[first],
                "second": np.array(self.tokens[1], dtype=object)[second],
                "first_position": first,
                "second_position": second,
                "share": self.shares.ravel()[order],
                "special": self.is_special[0][first] | self.is_special[1][second],
            }
        )

    @cached_property
    def by_token(self) -> pd.DataFrame:
        """Each token's share with all of the other text, in reading order.

        ``text`` (1 or 2), ``position`` (from 0), ``token``, ``share`` and ``special``. The shares
        of either text add up to the cosine.
        """
        sides = [
            pd.DataFrame(
                {
                    "text": number + 1,
                    "position": np.arange(len(tokens)),
                    "token": tokens,
                    "share": self.shares.sum(axis=1 - number, dtype=np.float64),
                    "special": self.is_special[number],
                }
            )
            for number, tokens in enumerate(self.tokens)
        ]
        return pd.concat(sides, ignore_index=True)

    @property
    def unread(self) -> str:
        """A sentence about what the model didn't read; empty where it read all."""
        said = [
            f"the last {n:,} tokens of the {which} text"
            for n, which in zip(self.n_unread, ("first", "second"), strict=True)
            if n
        ]
        return f"Not read, because the text is too long: {' and '.join(said)}." if said else ""

    def __repr__(self) -> str:
        n, m = self.shares.shape
        return f"SimilarityShares({self.similarity:.3f} = the sum over {n} × {m} pairs of tokens)"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the pairs as a heat map."""
        return heat_map(repr(self), self.tokens, self.shares, self.unread)


def similarity_shares(
    texts: tuple[str, str], model: str, precision: str = "auto"
) -> SimilarityShares:
    """Share the cosine of two texts out among the pairs of their tokens.

    Parameters
    ----------
    texts : (str, str)
    model, precision : str
        Those of :func:`embedviz.vectorizers.token_vectors.token_vectors`, as are the errors.
    """
    from embedviz.vectorizers.token_vectors import token_vectors

    first, second = (token_vectors(text, model, precision) for text in texts)
    return SimilarityShares(
        texts,
        (first.tokens, second.tokens),
        (first.is_special, second.is_special),
        _shares(first, second),
        (first.n_unread, second.n_unread),
        model,
    )


def _shares(first: TokenVectors, second: TokenVectors) -> NDArray[np.float32]:
    h, g = first.vectors.astype(np.float64), second.vectors.astype(np.float64)
    lengths = np.linalg.norm(h.mean(axis=0)) * np.linalg.norm(g.mean(axis=0))
    return np.asarray(h @ g.T / (len(h) * len(g) * lengths), dtype=np.float32)
