"""heat_map: pairs of tokens as a coloured table, for a notebook; all that is text stays letters."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

MOST_SHOWN = 40
"""Tokens of either text: more make a table that nobody reads."""

ABOVE, BELOW = "61, 143, 214", "213, 94, 0"
"""Blue for shares above 0, vermilion for those below (Okabe and Ito)."""


UPRIGHT = "writing-mode: vertical-rl; transform: rotate(180deg); text-align: left"


def heat_map(
    title: str,
    tokens: tuple[tuple[str, ...], tuple[str, ...]],
    shares: NDArray[np.floating],
    note: str = "",
) -> str:
    """Give HTML of an (n, m) table: the first text's tokens down, the second's across.

    The stronger the colour, the larger a pair's share; its number is said where one points. The
    first 40 tokens of each text are shown, and a line says so.
    """
    down, across = (each[:MOST_SHOWN] for each in tokens)
    shown = shares[: len(down), : len(across)]
    largest = float(np.abs(shown).max()) or 1.0
    head = "".join(f'<th scope="col" style="{UPRIGHT}">{escape(each)}</th>' for each in across)
    rows = "".join(
        f'<tr><th scope="row" style="text-align: right">{escape(token)}</th>'
        + "".join(
            _cell(token, other, share, largest) for other, share in zip(across, row, strict=True)
        )
        + "</tr>"
        for token, row in zip(down, shown.tolist(), strict=True)
    )
    notes = [note] if note else []
    if shown.shape != shares.shape:
        n, m = shares.shape
        notes.append(f"Shown are {len(down)} × {len(across)} of {n:,} × {m:,} pairs.")
    below = f'<small style="opacity: 0.7">{escape(" ".join(notes))}</small>' if notes else ""
    return (
        f'<div style="max-width: 100%; overflow-x: auto"><b>{escape(title)}</b>'
        f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>{below}</div>"
    )


def _cell(token: str, other: str, share: float, largest: float) -> str:
    color = ABOVE if share >= 0 else BELOW
    said = escape(f"{token} × {other}: {share:.4f}", quote=True)
    look = f"background: rgba({color}, {abs(share) / largest:.3f})"
    return f'<td title="{said}" style="{look}; min-width: 1.2em"></td>'
