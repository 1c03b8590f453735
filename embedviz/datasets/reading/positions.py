"""Positions: columns that are a picture somebody made before, known by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

METHODS = (
    *("projection", "proj", "umap", "tsne", "t_sne", "pacmap", "localmap", "trimap", "phate"),
    *("mds", "isomap", "pca", "pc"),
)
"""What projections are called; Embedding Atlas writes ``projection_x`` and ``projection_y``."""

PLAIN = ("", "pos", "position", "coord", "dim", "dimension", "component", "comp", "embedding")
"""Names that may as well be those of measures: the sides of a box are x, y and z too. Latent
Scope, Nomic Atlas and many scripts write plain ``x`` and ``y``."""

_NAME = re.compile(r"(?P<stem>[a-z_]*?)_?(?P<axis>[xyz]|\d{1,3})(?:_(?P<plane>[23]d))?")
_AXES = ("xyz", "123", "012")


def find_positions(names: Iterable[str], *, plain: bool = True) -> tuple[str, ...]:
    """Find the two or three columns that say where items are drawn; none if there aren't any.

    Parameters
    ----------
    names : iterable of str
        Of columns that hold numbers.
    plain : bool
        Whether names that may be those of measures will do.

    Examples
    --------
    >>> find_positions(["price", "UMAP-1", "UMAP-2"]), find_positions(["x", "y"], plain=False)
    (('UMAP-1', 'UMAP-2'), ())
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name in names:
        parts = _NAME.fullmatch(re.sub(r"[\s.\-_]+", "_", name.strip().casefold()).strip("_"))
        if parts is not None and (parts["stem"] or parts["axis"] in "xyz"):
            stem = parts["stem"].strip("_").removeprefix("x_")  # X_umap_1, as Scanpy says
            found.setdefault((stem, parts["plane"] or ""), {}).setdefault(parts["axis"], name)
    stems = (*METHODS, *(PLAIN if plain else ()))
    for _, axes in sorted(
        ((key, axes) for key, axes in found.items() if key[0] in stems),
        key=lambda each: (stems.index(each[0][0]), each[0][1]),
    ):
        for letters in _AXES:
            together = [axes[letter] for letter in letters if letter in axes]
            if len(together) == len(axes) >= 2 and {*letters[:2]} <= {*axes}:
                return tuple(together)
    return ()
