"""A lesson's texts, with the numbers they name filled in."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any


def filled(text: str, facts: Mapping[str, Any]) -> str:
    """Give a text of a lesson, its ``{names}`` filled from the lesson's facts, as Markdown.

    Raises
    ------
    KeyError
        If the text names a fact that is not there.
    """
    return cleandoc(text).format_map(facts)
