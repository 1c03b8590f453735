"""Axes: a plot between poles of meaning, one axis for each pair of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from embedviz.errors import InvalidRequest
from embedviz.projections.projection import Axis, Method, Projection
from embedviz.space import VectorSpace
from embedviz.space.meaning import MeaningAxis, meaning_axis

Poles = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Axes(Method):
    """Each item's place between two poles, for two or three pairs of poles.

    It is no entry of the registry of projections: nothing can be drawn before somebody has said
    between what.

    Parameters
    ----------
    poles : tuple of (low, high)
        A pair for each axis; low and high are tuples of labels, or of texts where the space can
        encode them. See :func:`embedviz.space.meaning.meaning_axis`.

    Examples
    --------
    >>> space = VectorSpace([[0, 0], [4, 0], [0, 2], [2, 1]], list("abcd"))
    >>> view = Axes(poles=((("a",), ("b",)), (("a",), ("c",))))(space)
    >>> view.coordinates[3].tolist(), [axis.title for axis in view.axes]
    ([0.5, 0.5], ['a … b', 'a … c'])
    """

    title: ClassVar[str] = "Axes of meaning"
    help: ClassVar[str] = (
        "Draws each item where it stands between the two poles of each axis. All else that the "
        "vectors hold is left out, so that what is drawn close together may be far apart."
    )

    poles: tuple[Poles, ...] = ()

    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Place the items between the poles.

        Raises
        ------
        InvalidRequest
            If there are not as many pairs of poles as axes, or two of the same.
        UnknownLabel, AmbiguousLabel
            As :func:`embedviz.space.meaning.meaning_axis`.
        """
        axes = self._axes(space)
        if len(axes) != dimensions:
            given = f"{len(axes)} {'pair was' if len(axes) == 1 else 'pairs were'} given"
            raise InvalidRequest(
                f"A plot with {dimensions} axes needs {dimensions} pairs of poles; {given}."
            )
        if len(set(self.poles)) < dimensions:
            raise InvalidRequest("Two axes have the same poles. Choose others for one of them.")
        return Projection(
            np.stack([axis.values for axis in axes], axis=1), space, self, seed,
            tuple(Axis(axis.title) for axis in axes), axes_have_units=True,
        )  # fmt: skip

    def place(self, view: Projection, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Place a (d,) vector between the same poles."""
        places = [axis.value_of(vector) for axis in self._axes(view.space)]
        return np.array(places, dtype=np.float32)

    def _axes(self, space: VectorSpace) -> list[MeaningAxis]:
        return [meaning_axis(space, low, high) for low, high in self.poles]
