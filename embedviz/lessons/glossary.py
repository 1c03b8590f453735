"""The glossary: the words that the lessons introduce, each tied to its chapter, and a few more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from embedviz.lessons import LESSONS

BESIDES = {
    "cluster": "A group of items that lie close to one another and farther from the rest, found "
    "without labels.",
    "continuity": "How few of an item's true neighbours a map tears away from it: 1 is none, about "
    "a half is chance. The counterpart of trustworthiness.",
    "embedding": "A vector for each item, made so that similar items get similar vectors; the map "
    "drawn from these vectors is often called one as well.",
    "perplexity": "About how many neighbours each item of a t-SNE map is kept close to.",
    "similarity": "How alike two vectors are. Cosine similarity is 1 where they point the same "
    "way and 0 at a right angle; the cosine distance is 1 minus it.",
    "t-SNE": "A projection that keeps close neighbours close; how large groups are drawn and how "
    "far apart means little (t-distributed stochastic neighbour embedding, van der Maaten and "
    "Hinton, 2008).",
}
"""What the app says and no lesson introduces."""


@dataclass(frozen=True)
class Term:
    """A word, what it means in a sentence or two, the chapter that introduces it, if one does."""

    word: str
    meaning: str
    lesson: str = ""

    @property
    def letter(self) -> str:
        """The letter it stands under."""
        return self.word[0].upper()

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
    for word, meaning in BESIDES.items():
        found.setdefault(word.casefold(), Term(word, meaning))
    return tuple(found[word] for word in sorted(found))


def matching(text: str) -> tuple[Term, ...]:
    """Give the terms that have a text in their word, then those that have it in their meaning."""
    wanted = text.strip().casefold()
    named = [term for term in glossary() if wanted in term.word.casefold()]
    told = [term for term in glossary() if wanted in term.meaning.casefold()]
    return tuple(dict.fromkeys([*named, *told]))


@lru_cache(maxsize=1024)
def terms_in(text: str) -> tuple[Term, ...]:
    """Give the terms that a text names, in the order in which it names them first."""
    places = {term: _pattern(term.word).search(text) for term in glossary()}
    met = {term: match.start() for term, match in places.items() if match}
    return tuple(sorted(met, key=met.__getitem__))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
