"""Make the coast lines that lie under a map: ``embedviz/plotting/frontend/data/coast.json``.

Source: Natural Earth, land at 1:110 million (public domain, https://www.naturalearthdata.com), as
the npm package world-atlas 2.0.2 has it (``npm pack world-atlas``): TopoJSON, whose arcs are put
together to rings here and written in hundredths of a degree.

    python scripts/make_coast.py package/land-110m.json

On a flat map the world is cut at 180°: what crosses it is cut in two, and Antarctica, which goes
round the pole, runs along the lower edge.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WRITTEN = Path(__file__).parents[1] / "embedviz" / "plotting" / "frontend" / "data" / "coast.json"


def arcs_of(topology: dict[str, Any]) -> list[NDArray[np.float64]]:
    """Give each arc's longitudes and latitudes; they are kept as steps on a grid."""
    scale, start = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    return [np.cumsum(arc, axis=0) * scale + start for arc in topology["arcs"]]


def rings_of(topology: dict[str, Any]) -> Iterator[NDArray[np.float64]]:
    """Give each ring of land: arcs one after the other, ~number means backwards."""
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                parts = [arcs[each] if each >= 0 else arcs[~each][::-1] for each in ring]
                yield np.concatenate([part[at > 0 :] for at, part in enumerate(parts)])


def unrolled(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Let longitude run on where the ring crosses 180°; round the pole, close it along -90°."""
    east = np.unwrap(ring[:, 0], period=360)
    whole = np.column_stack([east, ring[:, 1]])
    if abs(east[-1] - east[0]) < 180:
        return whole
    return np.concatenate([whole, [[east[-1], -90.0], [east[0], -90.0]]])


def cut(ring: NDArray[np.float64], edge: float, side: int) -> NDArray[np.float64]:
    """Give the part of a ring west (-1) or east (1) of a meridian: Sutherland and Hodgman, 1974."""
    kept: list[NDArray[np.float64]] = []
    for start, end in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        inside = side * (start[0] - edge) >= 0, side * (end[0] - edge) >= 0
        if inside[0]:
            kept.append(start)
        if inside[0] != inside[1]:
            share = (edge - start[0]) / (end[0] - start[0])
            kept.append(start + share * (end - start))
    return np.array(kept).reshape(-1, 2)


def flat(ring: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """Give the parts of a ring on a map from -180° to 180°, each closed."""
    whole = unrolled(ring)
    for turn in (-360, 0, 360):
        part = cut(cut(whole + np.array([turn, 0]), -180, 1), 180, -1)
        if len(part) > 2:
            yield np.concatenate([part, part[:1]])


def main(source: str) -> None:
    """Read the topology, write the rings."""
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    rings = [
        np.round(100 * part).astype(int).ravel().tolist()
        for ring in rings_of(topology)
        for part in flat(ring)
    ]
    text = json.dumps(rings, separators=(",", ":"))
    WRITTEN.write_text(text + "\n", encoding="utf-8")
    print(f"{len(rings)} rings, {len(text):,} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
