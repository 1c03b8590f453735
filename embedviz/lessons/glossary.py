"""The glossary: every word the lessons introduce, tied to its chapter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from embedviz.lessons import LESSONS


@dataclass(frozen=True)
class Term:
    """A word, what it means in one sentence, and the chapter that introduces it."""

    word: str
    meaning: str
    lesson: str

    @property
    def anchor(self) -> str:
        """The name of its place on the glossary's page.

        Examples
        --------
        >>> Term("t-SNE (in 2D)", "", "").anchor
        't-sne-in-2d'
        """
        return re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")


@cache
def glossary() -> tuple[Term, ...]:
    """Give the terms by their alphabet; one that two chapters name belongs to the first."""
    found: dict[str, Term] = {}
    for name in LESSONS:
        for word, meaning in LESSONS[name].terms.items():
            found.setdefault(word.casefold(), Term(word, meaning, name))
    return tuple(found[word] for word in sorted(found))


def terms_in(text: str) -> tuple[Term, ...]:
    """Give the terms that a text names, in the order in which it names them first."""
    places = {term: _pattern(term.word).search(text) for term in glossary()}
    met = {term: match.start() for term, match in places.items() if match}
    return tuple(sorted(met, key=met.__getitem__))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
