"""Labels: which given classes the neighbours contradict, by their votes and confident learning."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embedviz.space.checking.given import GAP

SUSPICION = 0.5
"""From here on, neighbours vote more for another class than for the given one."""

_DOUBT = 10
"""So many made-up items, told no better than by chance, temper what few items say."""

_NO_VOTE = 1e-300
"""What all votes are divided by where there is none."""

_EVEN = 1e-6
"""Shares that differ by less are equal: the rounding of sums."""

Codes = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Votes:
    """How the neighbours of each item vote.

    Attributes
    ----------
    near : (n, k) int64
        The class of each neighbour, -1 for a gap.
    shares : (n, k) float64
        The share of all votes that the class of this neighbour has: the class probabilities of
        k-NN, each written where the class stands.
    own : (n,) float64
        The share of the item's given class.
    """

    near: Codes
    shares: Shares
    own: Shares


@dataclass(frozen=True, eq=False)
class Doubts:
    """What is doubtful about each item's given class, (n,) each.

    ``suggested`` is a class, ``share`` the votes that it has, ``own`` those of the given class.
    ``score`` is 0.5 where both have as many, 1 where no neighbour is of the given class and all
    are of the other. ``confident`` says of which items confident learning doubts the class.
    """

    suggested: Codes
    share: Shares
    own: Shares
    score: Shares
    confident: NDArray[np.bool_]


def votes_of(codes: Codes, indices: NDArray[np.integer], weights: Shares | None = None) -> Votes:
    """Count what the neighbours of each item vote; the item itself has no vote.

    Parameters
    ----------
    codes : (n,) int64
        Classes; -1 where there is none, which has no vote.
    indices : (n, k) int
        The neighbours.
    weights : (n, k) float64, optional
        What each vote counts.
    """
    near = codes[indices]
    weights = np.ones(near.shape) if weights is None else weights
    weights = weights * (near != GAP)
    whole = np.maximum(weights.sum(axis=1), _NO_VOTE)
    counts = np.stack([(weights * (near == one[:, None])).sum(axis=1) for one in near.T], axis=1)
    own = (weights * (near == codes[:, None])).sum(axis=1) / whole
    return Votes(near, np.where(near == GAP, 0.0, counts / whole[:, None]), own)


def doubts_of(codes: Codes, votes: Votes) -> Doubts:
    """Find the classes that the neighbours contradict with confidence.

    An item counts for a class with confidence where it has at least the share of votes that items
    of this class have on average; of several such classes for the one with most votes, and of
    equal ones for its own. Where that isn't its own, the given class is doubted: the off-diagonal
    of the confident joint.

    Votes are believed only where so clear a vote is right in general. Of all items whose votes
    are as clear, the given class must be that of the majority at least half way from chance to
    always: where classes have nothing to do with vectors, nothing is doubted.

    References
    ----------
    C. Northcutt, L. Jiang, I. Chuang: Confident Learning, JAIR 70 (2021),
    https://doi.org/10.1613/jair.1.12125.
    """
    known = codes != GAP
    sizes = np.bincount(codes[known])
    usual = np.bincount(codes[known], votes.own[known], len(sizes)) / np.maximum(sizes, 1)
    is_own = votes.near == codes[:, None]
    enough = (votes.shares >= usual[votes.near] - _EVEN) & (votes.shares > 0)
    best = np.where(enough, votes.shares + _EVEN * is_own, 0.0)
    place = best.argmax(axis=1)[:, None]
    suggested = np.take_along_axis(votes.near, place, axis=1)[:, 0]
    share = np.take_along_axis(votes.shares, place, axis=1)[:, 0]
    confident = known & best.any(axis=1) & (suggested != codes)
    confident &= _believable(codes, votes, sizes, share)
    score = (share - votes.own + 1) / 2
    return Doubts(suggested, share, votes.own, score, confident)


def _believable(codes: Codes, votes: Votes, sizes: Codes, share: Shares) -> NDArray[np.bool_]:
    """Say of each item whether votes of this share are right in general, (n,)."""
    rows = np.flatnonzero(codes != GAP)
    place = votes.shares[rows].argmax(axis=1)
    top = votes.near[rows, place]
    clear = votes.shares[rows, place]
    order = np.argsort(-clear, kind="stable")
    right = np.cumsum(top[order] == codes[rows][order])
    chance = np.cumsum(sizes[top[order]] / sizes.sum())
    n_items = np.arange(1, len(rows) + 1)
    better = (right - chance) / (n_items + _DOUBT - chance)
    up_to = np.searchsorted(-clear[order], -share + _EVEN, side="right")
    return np.asarray(np.where(up_to > 0, better[np.maximum(up_to, 1) - 1], 0.0) >= 0.5)
