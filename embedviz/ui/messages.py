"""What a visitor is told when something can't be done: one sentence, never a traceback."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from embedviz.errors import EmbedvizError

log = logging.getLogger(__name__)

WORD_JOINER = "\u2060"
_ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|@", re.IGNORECASE)
"""Where Markdown, as GitHub writes it, finds a link without any mark."""


class NotReady(Exception):
    """The rest of a block must wait, and the visitor has been told why."""


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """Show an error that a person can mend as its sentence, any other as an apology.

    The rest of the block is left out; what stands outside of it goes on.
    """
    try:
        yield
    except (NotReady, EmbedvizError) as error:
        show_error(error)
    except Exception:
        reference = uuid.uuid4().hex[:8]
        log.exception("Error %s", reference)
        st.error(
            "Something went wrong here that is our fault, not yours. Other choices should still "
            f"work. If you report it, name the reference {reference}.",
            icon=":material/error:",
        )


def show_error(error: Exception) -> None:
    """Show an error's sentence; of what must wait, the visitor has been told already."""
    if not isinstance(error, NotReady):
        st.warning(plain(str(error)), icon=":material/info:")


def plain(text: str) -> str:
    """Make text from data safe inside Markdown: every mark stays a letter.

    An address would become a link even with its marks made letters: a word joiner, which is not
    seen, keeps its parts from being taken together.
    """
    text = _ADDRESS.sub(rf"\g<0>{WORD_JOINER}", text)
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>()#+-.!|~$:&" else each for each in text)
