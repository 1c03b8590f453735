"""The choice of a language model: the bundled one, those at hand, one from a hub."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from embedviz.embedders.embedder import Embedder
from embedviz.errors import InvalidRequest
from embedviz.models import BUNDLED_MODEL
from embedviz.parameters import Knob, knobs
from embedviz.ui.progress import settings
from embedviz.ui.state import Page

ANOTHER = "another"
HUB_MODEL = "hub_model"
"""The control for the name of a model on a hub."""


def choose_model(
    page: Page, name: str, knob: Knob, default: str, choose: Callable[..., str]
) -> str:
    """Choose a model by its name; where there is one alone, nothing is asked."""
    options = {BUNDLED_MODEL: BUNDLED_MODEL}
    options |= {str(folder): folder.name for folder in _offered_folders()}
    if settings().allowed_models:
        options[ANOTHER] = "Another model, from a hub ..."
    if len(options) == 1:
        return BUNDLED_MODEL
    chosen = choose(page, name, knob.title, options, default=default, help=knob.help)
    return _hub_model(page) if chosen == ANOTHER else chosen


def check_models(embedder: Embedder) -> None:
    """Refuse a language model that a visitor may not open.

    Raises
    ------
    InvalidRequest
        If it is no plain ``owner/name``: no visitor opens a folder of the server.
    LimitReached
        If the operator doesn't allow it.
    """
    for name, (_, knob) in knobs(embedder).items():
        value = getattr(embedder, name)
        if knob.part:
            check_models(value)
        elif knob.model and value != BUNDLED_MODEL and Path(value) not in _offered_folders():
            check_hub_name(value)
            settings().check_model(value)


def check_hub_name(name: str) -> None:
    """Refuse what is no plain ``owner/name``."""
    if not re.fullmatch(r"[\w-][\w.-]*/[\w-][\w.-]*", name) or Path(name).exists():
        raise InvalidRequest(
            f'"{name}" isn\'t the name of a model on a hub. Such a name has the form owner/name.'
        )


def _offered_folders() -> list[Path]:
    """Give the models an operator has put at hand; a visitor can name no other folder."""
    folder = settings().models_folder
    if not folder or not Path(folder).is_dir():
        return []
    return sorted(each for each in Path(folder).iterdir() if (each / "config.json").is_file())


def _hub_model(page: Page) -> str:
    name = st.text_input(
        "Name on the hub",
        placeholder="owner/name",
        help="It is fetched if this machine has a network, and only its weights are used: no "
        "code that comes with it is run.",
        **page.control(HUB_MODEL, lambda value: isinstance(value, str)),
    )
    return (name or "").strip() or BUNDLED_MODEL
