"""Where a visitor is in the lessons: chapter and step, which the address says; what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from embedviz.lessons import LESSONS

STEPS = ("question", "reveal")
ANSWERS, DONE = "lessons.answers", "lessons.done"


@dataclass(frozen=True)
class Place:
    """A chapter, one of its two steps, and whether it is on stage."""

    lesson: str
    step: str = STEPS[0]
    presenting: bool = False

    @property
    def number(self) -> int:
        """The chapter's number, from 1."""
        return list(LESSONS).index(self.lesson) + 1

    @property
    def is_revealed(self) -> bool:
        """Whether the answer may be seen."""
        return self.step == "reveal"

    def at(self, lesson: str, step: str = STEPS[0]) -> Place:
        """Give another chapter or step, on stage or not as this one."""
        return replace(self, lesson=lesson, step=step)

    def following(self) -> Place:
        """Give the next step: after the last one there is no other."""
        if not self.is_revealed:
            return self.at(self.lesson, "reveal")
        names = list(LESSONS)
        return self.at(names[self.number]) if self.number < len(names) else self

    def preceding(self) -> Place:
        """Give the step before: before the first one there is no other."""
        if self.is_revealed:
            return self.at(self.lesson)
        return self.at(list(LESSONS)[self.number - 2], "reveal") if self.number > 1 else self


def here() -> Place:
    """Read from the address where the visitor is, or from the session where they were."""
    known = st.query_params if "lesson" in st.query_params else st.session_state
    place = Place(
        _one_of(tuple(LESSONS), known.get("lesson")),
        _one_of(STEPS, known.get("step")),
        st.query_params.get("present") == "true",
    )
    _say(place)
    return place


def go(place: Place) -> None:
    """Go there: what is asked a second time has not been answered."""
    if not place.is_revealed:
        answers().pop(place.lesson, None)
    _say(place)


def present(place: Place, *, on: bool = True) -> None:
    """Go on stage, or leave it."""
    _say(replace(place, presenting=on))


def answer(place: Place, choice: int) -> None:
    """Note what the visitor predicts, and reveal."""
    answers()[place.lesson] = choice
    go(place.at(place.lesson, "reveal"))


def answers() -> dict[str, int]:
    """Give the choice made in each chapter."""
    found: dict[str, int] = st.session_state.setdefault(ANSWERS, {})
    return found


def done() -> set[str]:
    """Give the chapters whose answer was seen, here or earlier in this browser."""
    found: set[str] = st.session_state.setdefault(DONE, set())
    return found


def remember_done(names: Sequence[str]) -> None:
    """Take chapters as done, as the browser remembers them."""
    done().update(name for name in names if name in LESSONS)


def _one_of(allowed: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in allowed else allowed[0]


def _say(place: Place) -> None:
    """Write the place into the address and, for a later visit to this page, into the session."""
    if place.is_revealed:
        done().add(place.lesson)
    said = {"lesson": place.lesson, "step": place.step}
    if place.presenting:
        said["present"] = "true"
    elif "present" in st.query_params:
        del st.query_params["present"]
    for name, value in said.items():
        st.session_state[name] = value
    if any(st.query_params.get(name) != value for name, value in said.items()):
        st.query_params.update(said)  # at once: one step for the browser's own back
