"""Findings: what an explore page finds out by itself, beside the plot that shows it."""

from __future__ import annotations

import streamlit as st

from embedviz.projections import Projection
from embedviz.steps import SpaceRequest
from embedviz.ui.apart import show_apart
from embedviz.ui.checks import LIMITS
from embedviz.ui.doubtful import show_doubtful
from embedviz.ui.heaps import NUMBERS, show_clusters
from embedviz.ui.links import comes_later, shows
from embedviz.ui.lit import let_go
from embedviz.ui.state import Page

KINDS = {"doubtful": show_doubtful, "clusters": show_clusters, "apart": show_apart}
TITLES = {"doubtful": "Doubtful rows", "clusters": "Clusters", "apart": "What sets these apart"}


CONTROLS = (
    "kind", "list", "label", "split", *(limit.name for limit in LIMITS.values()),
    "method", *NUMBERS,
)  # fmt: skip
"""What a link may say of them."""


def leave_findings(page: Page) -> None:
    """Light nothing while another view is shown; what a link says of findings is for later."""
    let_go(page)
    for name in CONTROLS:
        comes_later(page.key(f"findings.{name}"))


def show_findings(page: Page, request: SpaceRequest, view: Projection) -> None:
    """Show one kind of finding in vectors, all or some of which ``view`` draws."""
    kind = st.segmented_control(
        "Findings",
        list(KINDS),
        default="doubtful",
        required=True,
        format_func=TITLES.__getitem__,
        label_visibility="collapsed",
        **page.control("findings.kind", KINDS.__contains__),
    )
    kind = str(kind or "doubtful")
    shows(page.key("findings.kind"), TITLES[kind])
    KINDS[kind](page, request, view)
