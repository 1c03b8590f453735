"""Declared parameters: one declaration gives the check, its sentence, the widget and the link.

A method is a dataclass whose fields are made by :func:`parameter`; the :class:`Knob` in a field's
metadata says what the value may be and how to speak of it to a visitor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from inspect import get_annotations
from numbers import Integral, Real
from typing import Any, cast

from embedviz.errors import InvalidParameter

KNOB = "knob"
LATER = "later"
"""In a field's metadata: a class got it after results had been kept. At its default it asks for
what was done before, so it is no part of a key and what was kept then is found."""


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

    What may be chosen can depend on the data and on the values before it: ``options(data,
    values)`` maps names to words, and where it gives none, nothing is offered. ``several`` lets a
    tuple of them be chosen; ``each`` makes the value pairs of a name and a number between ``low``
    and ``high``, for the names that ``options`` gives. ``key`` is what a link calls it, where that
    isn't the parameter's own name; what is ``common`` has one name whichever method it is asked of.
    ``first(data)`` is the default where that depends on the data, ``ask(data, values)`` the title.
    A ``model`` is a language model's name, a ``part`` is a method of a registry of its own. What
    has the same ``fold`` is folded away together, except where ``unfolded(data, values)`` says
    that it is worth being seen at once.
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
    options: Callable[[Any, Mapping[str, Any]], Mapping[str, str]] | None = None
    several: bool = False
    each: bool = False
    key: str = ""
    common: bool = False
    first: Callable[[Any], Any] | None = None
    ask: Callable[[Any, Mapping[str, Any]], str] | None = None
    model: bool = False
    part: bool = False
    fold: str = ""
    unfolded: Callable[[Any, Mapping[str, Any]], bool] | None = None

    @property
    def kind(self) -> str:
        """How it is asked for: the first of these that was declared, else a range."""
        said = {
            "part": self.part, "model": self.model, "each": self.each, "several": self.several,
            "options": self.options, "choices": self.choices, "text": self.longest,
            "switch": self.switch, "stops": self.stops,
        }  # fmt: skip
        return next((name for name, value in said.items() if value), "range")


def parameter(default: Any, title: str, *, help: str, later: bool = False, **more: Any) -> Any:
    """Declare a parameter of a method: a dataclass field that carries its :class:`Knob`.

    ``more`` are the knob's other attributes. ``later`` marks one that a method got after results
    of it had been kept, whose default asks for just these.
    """
    knob = Knob(title, help, switch=isinstance(default, bool), **more)
    return field(default=default, metadata={KNOB: knob, LATER: later})


def same(kind: Any, name: str, default: Any = MISSING, **changes: Any) -> Any:
    """Declare the parameter that another method has, with what is said to be otherwise."""
    declared, knob = knobs(kind)[name]
    return field(
        default=declared.default if default is MISSING else default,
        metadata={KNOB: replace(knob, **changes)},
    )


def knobs(method: Any) -> dict[str, tuple[Field[Any], Knob]]:
    """Give the declared parameters of a dataclass or its instance, inherited ones last."""
    declared = {each.name: each for each in fields(method) if KNOB in each.metadata}
    kind = method if isinstance(method, type) else type(method)
    own = [name for name in get_annotations(kind) if name in declared]
    return {
        name: (declared[name], cast("Knob", declared[name].metadata[KNOB]))
        for name in dict.fromkeys((*own, *declared))
    }


def changed(method: Any) -> dict[str, Any]:
    """Give the fields of a method that aren't at their defaults, by name."""
    return {
        each.name: getattr(method, each.name)
        for each in fields(method)
        if each.init and getattr(method, each.name) != each.default
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
    if knob.each:
        return
    if knob.choices is not None:
        if value not in knob.choices:
            allowed = " or ".join(repr(choice) for choice in knob.choices)
            raise InvalidParameter(f"{name} must be {allowed}, got {value!r}.")
    elif knob.low is not None and knob.high is not None:
        check_range(name, value, knob.low, knob.high)
    elif knob.longest is not None:
        if not isinstance(value, str):
            raise InvalidParameter(f"{name} must be a text, got {value!r}.")
        if len(value) > knob.longest:
            raise InvalidParameter(
                f"{name} may have {knob.longest:,} characters, and this text has {len(value):,}. "
                "Shorten it."
            )
    elif knob.switch and not isinstance(value, bool):
        raise InvalidParameter(f"{name} must be True or False, got {value!r}.")


def check_range(name: str, value: Any, low: float, high: float) -> None:
    """Raise :class:`InvalidParameter` unless ``low <= value <= high``; whole limits want wholes."""
    whole = isinstance(low, int) and isinstance(high, int)
    is_number = isinstance(value, Integral if whole else Real) and not isinstance(value, bool)
    if not (is_number and low <= value <= high):
        kind = "a whole number " if whole and not isinstance(value, Integral) else ""
        raise InvalidParameter(f"{name} must be {kind}between {low:,} and {high:,}, got {value!r}.")
