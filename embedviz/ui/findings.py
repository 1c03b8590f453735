"""Findings: what an explore page finds out by itself, beside the plot that shows it."""

from __future__ import annotations

import streamlit as st

from embedviz.projections import Projection
from embedviz.steps import SpaceRequest
from embedviz.ui.doubtful import show_doubtful
from embedviz.ui.links import shows
from embedviz.ui.state import Page

KINDS = {"doubtful": show_doubtful}
TITLES = {"doubtful": "Doubtful rows"}


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
