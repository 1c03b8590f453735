"""Where a vector comes from: one that other texts taught means nothing in a space."""

from __future__ import annotations

import weakref
from typing import Any

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest

_made: dict[int, tuple[weakref.ref[NDArray[Any]], Any]] = {}
"""Arrays that an encoder has made, by their address, with what made them."""


def remember(vectors: NDArray[Any], encoder: Any) -> None:
    """Remember which encoder made an array, as long as the array is there."""
    address = id(vectors)
    _made[address] = (weakref.ref(vectors, lambda _: _made.pop(address, None)), encoder)


def check_origin(vector: object, encoder: Any) -> None:
    """Refuse a vector that is a part of another encoder's array.

    Two encoders are one where their ``origin`` is. Where nobody knows what made the vector or the
    space, nothing is refused.

    Raises
    ------
    InvalidRequest
        With a sentence that says what would be right.
    """
    theirs = _encoder_of(vector)
    if theirs is None or encoder is None or theirs.origin == encoder.origin:
        return
    raise InvalidRequest(
        f"This vector was made by {theirs.title}, which is not what made the vectors of this "
        'space: their numbers can\'t be compared. Ask space.search("..."), which encodes a text '
        "as the items were."
    )


def _encoder_of(vector: object) -> Any:
    while isinstance(vector, np.ndarray):
        array, encoder = _made.get(id(vector), (None, None))
        if array is not None and array() is vector:
            return encoder
        vector = vector.base
    return None
