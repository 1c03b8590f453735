"""Navigation: the pages there are. A data set has a page of its own, or stands with others."""

from __future__ import annotations

from dataclasses import dataclass

from embedviz.datasets import DATASETS, opening_of
from embedviz.lessons import LESSONS as CHAPTERS
from embedviz.places import place_of

PAGES = place_of("pages")


@dataclass(frozen=True)
class Door:
    """What leads to a page: its file, its title, its icon, a sentence or two."""

    page: str
    title: str
    icon: str
    words: str = ""


LESSONS = Door(
    "pages/lessons.py",
    "Lessons",
    ":material/school:",
    f"New to this? {len(CHAPTERS)} short chapters: guess first, then see. For a class as well.",
)
GLOSSARY = Door(
    "pages/glossary.py", "Glossary", ":material/menu_book:", "Every term in a sentence or two."
)
OWN_DATA = Door(
    "pages/your_data.py",
    "Your own data",
    ":material/upload_file:",
    "Upload a table or paste some texts, and ask the same questions about them.",
)


def has_page(name: str) -> bool:
    """Say whether a data set has a page of its own."""
    return (PAGES / f"{name}.py").is_file()


def without_page() -> list[str]:
    """Name the data sets that stand together on one page."""
    return [name for name in DATASETS if not has_page(name)]


def doors() -> list[Door]:
    """Give the doors: the visitor's own data, never folded away; then those that ship."""
    return [OWN_DATA, *(_door(name) for name in DATASETS if has_page(name)), _others()]


def _door(name: str) -> Door:
    opening = opening_of(name)
    return Door(f"pages/{name}.py", opening.title, f":material/{opening.icon}:", opening.door)


def _others() -> Door:
    titles = [opening_of(name).title.lower() for name in without_page()]
    listed = f"{', '.join(titles[:-1])} and {titles[-1]}".capitalize()
    return Door("pages/more.py", "More data sets", ":material/apps:", f"{listed}.")
