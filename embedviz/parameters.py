"""Declared parameters: one declaration gives the check, its sentence, the widget and the link.

A method is a dataclass whose fields are made by :func:`parameter`; the :class:`Knob` in a field's
metadata says what the value may be and how to speak of it to a visitor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, field, fields
from numbers import Integral, Real
from typing import Any, cast

from embedviz.errors import InvalidParameter

KNOB = "knob"


@dataclass(frozen=True)
class Knob:
    """What a declared parameter may be, and what a visitor is told about it.

    ``low`` and ``high`` are both allowed values; ``choices`` maps each allowed value to the words
    a visitor reads. ``help`` says what turning it does to the picture. ``stops`` are the values a
    slider offers, where not every one between ``low`` and ``high`` makes a difference worth a
    wait; a program may ask for any. A text has at most ``longest`` characters and is typed into a
    box of so many ``lines``; a parameter that is True or False is a ``switch``. ``when`` gives
    values of parameters declared before, without which this one changes nothing: then it isn't
    offered.
    """

    title: str
    help: str
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: dict[str, str] | None = None
    stops: tuple[float, ...] = ()
    longest: int | None = None
    lines: int = 1
    switch: bool = False
    when: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def parameter(
    default: Any,
    title: str,
    *,
    help: str,
    low: float | None = None,
    high: float | None = None,
    step: float | None = None,
    choices: dict[str, str] | None = None,
    stops: tuple[float, ...] = (),
    longest: int | None = None,
    lines: int = 1,
    when: Mapping[str, Sequence[Any]] | None = None,
) -> Any:
    """Declare a parameter of a method: a dataclass field that carries its :class:`Knob`."""
    switch = isinstance(default, bool)
    knob = Knob(title, help, low, high, step, choices, stops, longest, lines, switch, when or {})
    return field(default=default, metadata={KNOB: knob})


def knobs(method: Any) -> dict[str, tuple[Field[Any], Knob]]:
    """Give the declared parameters of a dataclass or its instance, in their order."""
    return {
        each.name: (each, cast("Knob", each.metadata[KNOB]))
        for each in fields(method)
        if KNOB in each.metadata
    }


def matters(knob: Knob, values: Mapping[str, Any]) -> bool:
    """Say whether a parameter changes anything, given the values of those declared before it."""
    return all(values.get(name) in allowed for name, allowed in knob.when.items())


def check(method: Any) -> None:
    """Hold every declared parameter of ``method`` against its knob.

    Raises
    ------
    InvalidParameter
        With the method's title, the parameter, what is allowed and what was given.
    """
    title = getattr(type(method), "title", type(method).__name__)
    for name, (_, knob) in knobs(method).items():
        check_value(f"{title}: {name}", getattr(method, name), knob)


def check_value(name: str, value: Any, knob: Knob) -> None:
    """Hold one value against its knob; ``name`` opens the sentence."""
    if knob.choices is not None:
        if value not in knob.choices:
            allowed = " or ".join(repr(choice) for choice in knob.choices)
            raise InvalidParameter(f"{name} must be {allowed}, got {value!r}.")
    elif knob.low is not None and knob.high is not None:
        check_range(name, value, knob.low, knob.high)
    elif knob.longest is not None:
        check_text(name, value, knob.longest)
    elif knob.switch and not isinstance(value, bool):
        raise InvalidParameter(f"{name} must be True or False, got {value!r}.")


def check_range(name: str, value: Any, low: float, high: float) -> None:
    """Raise :class:`InvalidParameter` unless ``low <= value <= high``; whole limits want wholes."""
    whole = isinstance(low, int) and isinstance(high, int)
    is_number = isinstance(value, Integral if whole else Real) and not isinstance(value, bool)
    if not (is_number and low <= value <= high):
        kind = "a whole number " if whole and not isinstance(value, Integral) else ""
        raise InvalidParameter(f"{name} must be {kind}between {low:,} and {high:,}, got {value!r}.")


def check_text(name: str, value: Any, longest: int) -> None:
    """Raise :class:`InvalidParameter` unless ``value`` is a text of so many characters at most."""
    if not isinstance(value, str):
        raise InvalidParameter(f"{name} must be a text, got {value!r}.")
    if len(value) > longest:
        raise InvalidParameter(
            f"{name} may have {longest:,} characters, and this text has {len(value):,}. Shorten it."
        )
