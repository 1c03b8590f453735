"""Coast lines for under a map: Natural Earth's land at 1:110 million."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

KEPT = Path(__file__).parent / "frontend" / "data" / "coast.json"
BREAK = [[np.nan, np.nan]]


@cache
def coast() -> NDArray[np.float32]:
    """Give the rings of land one after the other, a row of NaN after each.

    Returns
    -------
    (n, 2) float32
        Longitude and latitude in degrees; public domain, made by ``scripts/make_coast.py``.
    """
    rings = json.loads(KEPT.read_text(encoding="utf-8"))
    parts = [[*(np.reshape(ring, (-1, 2)) / 100), *BREAK] for ring in rings]
    return np.concatenate(parts).astype(np.float32)
