"""A lesson's texts, with the numbers they name filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

_APOSTROPHE = re.compile(r"(?<=[a-zA-Z])'(?=[a-z]{1,2}\b)")


def filled(text: str, facts: Mapping[str, Any]) -> str:
    """Give a text of a lesson, its ``{names}`` filled from the lesson's facts, as Markdown.

    Raises
    ------
    KeyError
        If the text names a fact that is not there.
    """
    return typeset(cleandoc(text).format_map(facts))


def typeset(text: str) -> str:
    """Give a text with the apostrophes of print.

    Examples
    --------
    >>> typeset("Seattle isn't Vancouver's only neighbour")
    'Seattle isn’t Vancouver’s only neighbour'
    """
    return _APOSTROPHE.sub("’", text)
