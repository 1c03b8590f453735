"""Lit: rows that a page shows in its plot, as if the visitor had outlined them there."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from embedviz.space import VectorSpace
from embedviz.ui.selection import choose_group
from embedviz.ui.state import Page


@dataclass(frozen=True)
class Lit:
    """Items that are lit, by their labels; ``id`` is new each time, ``at`` the one to look at."""

    id: str
    labels: tuple[str, ...]
    at: str | None = None

    def told(self, space: VectorSpace) -> dict[str, Any]:
        """Give what the plot of a space is told; what isn't drawn can't be lit."""
        known = space.dataset.label_index
        bits = np.zeros(len(space), bool)
        bits[[known[label] for label in self.labels if label in known]] = True
        packed = base64.b64encode(np.packbits(bits).tobytes()).decode()
        at = int(known[self.at]) if self.at is not None and self.at in known else None
        return {"id": self.id, "bits": packed, "count": len(space), "at": at}


def lit_of(page: Page) -> Lit | None:
    """Give what is lit."""
    lit: Lit | None = page.value("lit")
    return lit


def light(page: Page, labels: Sequence[str], at: str | None = None) -> None:
    """Light items from the next run on; they are the plot's selection then."""
    st.session_state[page.key("lit")] = Lit(uuid.uuid4().hex[:8], tuple(labels), at)
    choose_group(page, list(labels) or None)


def light_listed(page: Page, labels: Sequence[str]) -> None:
    """Light what is listed now, unless it is the same as before; then the page runs once more."""
    lit = lit_of(page)
    if lit is None or lit.labels != tuple(labels):
        light(page, labels)
        st.rerun()


def go_to(page: Page, label: str) -> None:
    """Select an item that a list names, and fly there; what is lit stays lit."""
    lit = lit_of(page)
    page.hold("item", label)
    light(page, lit.labels if lit else [label], at=label)


def let_go(page: Page) -> None:
    """Light nothing any more; the plot's selection stays until the visitor lets it go."""
    st.session_state.pop(page.key("lit"), None)
