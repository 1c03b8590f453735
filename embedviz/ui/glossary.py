"""Links from the app to the glossary: a help that names terms ends with where they stand."""

from __future__ import annotations

from embedviz.lessons.glossary import terms_in

PAGE = "glossary"
MOST = 4


def with_terms(help: str | None, about: str = "") -> str | None:
    """Give a control's help, with links to the glossary for the terms it or its title names."""
    terms = terms_in(f"{about} {help or ''}")[:MOST]
    if not terms:
        return help
    links = " · ".join(f"[{term.word}]({PAGE}#{term.anchor})" for term in terms)
    return f"{help or ''}\n\nGlossary: {links}".strip()
