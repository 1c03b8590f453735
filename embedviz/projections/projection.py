"""Method and Projection: how a space is drawn, and the drawing with all that it came from."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray

from embedviz.datasets import Dataset
from embedviz.datasets.labels import free_name
from embedviz.errors import InvalidParameter, InvalidRequest
from embedviz.glance import dots, glance
from embedviz.parameters import check
from embedviz.projections.placing import with_items
from embedviz.projections.quality import Quality, measure_quality
from embedviz.space import VectorSpace

LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True)
class Axis:
    """One axis of a drawing: its title, and how its numbers are spread."""

    title: str
    log: bool = False
    unit: str = ""

    @property
    def full_title(self) -> str:
        """The title with its unit, such as ``"population, people"``."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


@dataclass(frozen=True, eq=False)
class Projection:
    """Where every item of a space is drawn, and the request that led there.

    Attributes
    ----------
    coordinates : (n, 2 | 3) float32
        Read-only.
    space : VectorSpace
        What was drawn.
    method : Method
        By which method, with its parameters.
    seed : int
        What the random parts started from.
    axes : tuple of Axis
        One for each coordinate.
    axes_have_units : bool
        True where each axis has a unit of its own and is stretched to the frame, so that only
        positions along one axis can be compared; False where a centimetre means the same in
        every direction.
    stretch : tuple of float
        Where axes with units are drawn in a fixed proportion, as those of a map: the factor of
        each.
    explained_variance : tuple of float
        For PCA: each axis' share of the whole variance.
    measured : Quality or None
        Its quality, where that was measured elsewhere.
    """

    coordinates: NDArray[np.float32]
    space: VectorSpace = field(repr=False)
    method: Method
    seed: int
    axes: tuple[Axis, ...]
    axes_have_units: bool = False
    stretch: tuple[float, ...] = ()
    explained_variance: tuple[float, ...] = ()
    measured: Quality | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        coordinates = np.array(self.coordinates, dtype=np.float32, order="C")
        coordinates.setflags(write=False)
        object.__setattr__(self, "coordinates", coordinates)

    def __len__(self) -> int:
        return len(self.space)

    def __repr__(self) -> str:
        items = f"{len(self.space):,} {self.space.dataset.items}"
        return f"Projection({self.method.title} of {items} in {self.dimensions}D)"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the first rows with their coordinates, and the map, small."""
        names = list("xyz"[: self.dimensions])
        table = pd.DataFrame(self.coordinates, columns=names)
        table.insert(0, "label", list(self.space.labels))
        note = "ev.show(...) draws it large"
        return glance(repr(self), note, table, dots(self.coordinates, self.stretch))

    def __array__(  # NumPy calls it so
        self,
        dtype: DTypeLike | None = None,
        copy: bool | None = None,  # noqa: FBT001
    ) -> NDArray[Any]:
        """Give the (n, 2 | 3) coordinates to NumPy."""
        return np.array(self.coordinates, dtype=dtype, copy=copy)

    def to_frame(self) -> pd.DataFrame:
        """Give a table with ``label``, the facts, ``x``, ``y`` and, in 3D, ``z``.

        A name that a fact has already gets a number: ``x (2)``.

        Examples
        --------
        >>> import embedviz as ev
        >>> view = ev.project(ev.vectorize(ev.load_dataset("digits").take(range(9))))
        >>> list(view.to_frame())
        ['label', 'digit', 'x', 'y']
        """
        table = self.space.dataset.to_frame()
        for name, values in zip("xyz", self.coordinates.T, strict=False):
            table[free_name(table, name)] = values
        return table

    def add(self, rows: Any, labels: Sequence[str] | None = None) -> Projection:
        """Give the same map with more rows on it; those already drawn stay where they are.

        Where the method has a rule for any vector (PCA, an estimator with ``transform``), that one
        is followed. Else a row is drawn amid its 5 nearest items, as the app draws a text that is
        searched for: see :func:`embedviz.projections.placing.place`. A map of many new rows is
        better drawn anew.

        Parameters and errors are those of :meth:`embedviz.VectorSpace.add`.

        Examples
        --------
        >>> import embedviz as ev
        >>> view = ev.project(ev.vectorize(ev.load_dataset("digits").take(range(50))))
        >>> more = view.add(view.space.vectors[:1], labels=["again"])
        >>> bool(np.allclose(more.coordinates[-1], view.coordinates[0], atol=1e-3))
        True
        """
        larger = self.space.add(rows, labels)
        return with_items(self, larger, larger.labels[len(self) :])

    @property
    def shape(self) -> tuple[int, int]:
        """The shape of the coordinates, (n, 2 | 3)."""
        return len(self), self.dimensions

    @property
    def dimensions(self) -> int:
        """2 or 3."""
        return int(self.coordinates.shape[1])

    @cached_property
    def quality(self) -> Quality:
        """How far the drawing can be believed; measured when first asked for, unless known."""
        return self.measured or measure_quality(self.space, self.as_seen)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the space and of where its items are drawn."""
        digest = hashlib.sha256(self.space.fingerprint.encode())
        digest.update(repr((self.axes, self.axes_have_units, self.stretch)).encode())
        digest.update(self.coordinates.tobytes())
        return digest.hexdigest()

    @property
    def as_seen(self) -> NDArray[np.float32]:
        """The coordinates as the eye compares them: logs taken, axes with units stretched alike."""
        if not self.axes_have_units:
            return self.coordinates
        if self.stretch:
            return self.coordinates * np.array(self.stretch, dtype=np.float32)
        seen = np.stack(
            [
                np.log10(self.coordinates[:, each]) if axis.log else self.coordinates[:, each]
                for each, axis in enumerate(self.axes)
            ],
            axis=1,
        )
        spread = np.ptp(seen, axis=0)
        return np.asarray(seen / np.where(spread == 0, 1, spread), dtype=np.float32)


@dataclass(frozen=True, kw_only=True)
class Method(ABC):
    """A way to draw a space: its fields are its parameters, calling it does the work.

    Raises
    ------
    InvalidParameter
        When made with a parameter out of its range.
    """

    version: ClassVar[int] = 1  # counted up when the same request gives other numbers
    title: ClassVar[str]
    help: ClassVar[str]
    is_slow: ClassVar[bool] = False  # whether thousands of items take it seconds
    has_chance: ClassVar[bool] = False  # whether another seed gives another projection

    def __post_init__(self) -> None:
        check(self)

    def __call__(self, space: VectorSpace, *, dimensions: int = 2, seed: int = 42) -> Projection:
        """Draw ``space`` in 2 or 3 dimensions.

        Raises
        ------
        InvalidParameter
            If ``dimensions`` is not 2 or 3, or the seed no whole number from 0 to 2³² - 1.
        InvalidRequest
            If the space has too few items or dimensions.
        """
        if dimensions not in (2, 3):
            raise InvalidParameter(f"A plot has 2 or 3 dimensions, got {dimensions!r}.")
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= LARGEST_SEED:
            raise InvalidParameter(
                f"The seed must be a whole number between 0 and {LARGEST_SEED:,}, got {seed!r}."
            )
        if len(space) < 2:
            raise InvalidRequest("A single item makes no plot. Bring at least two.")
        return self.draw(space, dimensions=dimensions, seed=seed)

    @classmethod
    def dimensions_for(cls, dataset: Dataset, columns: Sequence[str]) -> tuple[int, ...]:
        """Say in how many dimensions it can draw vectors of these columns; none: not at all.

        ``columns`` are those whose numbers the vectors' dimensions are.
        """
        return (2, 3)

    @classmethod
    def appeal(cls, dataset: Dataset, *, wide: bool) -> int:
        """Say how good a first look it gives, where nothing else is declared: 0 and up.

        ``wide`` says that the vectors have many dimensions.
        """
        return 0

    def place(self, view: Projection, vector: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """Give a (d,) vector the place this method's own rule has for it; None without a rule."""
        return None

    @abstractmethod
    def draw(self, space: VectorSpace, *, dimensions: int, seed: int) -> Projection:
        """Do the work; the arguments are checked."""

    def project(
        self, coordinates: NDArray[np.floating], space: VectorSpace, seed: int
    ) -> Projection:
        """Make the projection of a method whose axes mean nothing by themselves."""
        axes = tuple(
            Axis(f"{self.title} {number}") for number in range(1, coordinates.shape[1] + 1)
        )
        return Projection(np.asarray(coordinates, np.float32), space, self, seed, axes)
