"""Controls: from declared parameters to widgets, one for each kind of parameter.

A control's value lives under its key and nowhere else; it outlives a visit to another page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from embedviz.datasets import Column
from embedviz.embedders import EMBEDDERS
from embedviz.embedders.text import TextEmbedder
from embedviz.parameters import Knob, knobs, matters
from embedviz.plotting.coloring import KEPT, QUALITY
from embedviz.ui.glossary import with_terms
from embedviz.ui.links import shows
from embedviz.ui.messages import plain
from embedviz.ui.models import choose_model
from embedviz.ui.session_file import is_text
from embedviz.ui.state import Fits, Page

ALIKE = "(all alike)"
"""The colour choice that is no column, as links and session files say it."""
LINE_HEIGHT = 24
LONGEST_TITLE = 30

DeclaredT = TypeVar("DeclaredT")
Widget = Callable[[Page, str, Knob, Any, Mapping[str, str]], Any]


def choose(
    page: Page,
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    help: str | None = None,
) -> str:
    """Choose one of a few names; the visitor reads the words beside them."""
    names = list(options)
    chosen = st.selectbox(
        label,
        names,
        index=names.index(default) if default in names else 0,
        format_func=lambda each: options[each],
        help=with_terms(help, label),
        **page.control(name, options.__contains__),
    )
    shows(page.key(name), options[chosen])
    return str(chosen)


def choose_parameters(kind: type[DeclaredT], page: Page, **given: Any) -> DeclaredT:
    """Make a method of the widgets for its declared parameters; ``given`` are other fields."""
    return kind(**choose_values(kind, page), **given)


def choose_values(
    kind: Any,
    page: Page,
    *,
    data: Any = None,
    first: Mapping[str, Any] | None = None,
    without: Sequence[str] = (),
    common: Page | None = None,
) -> dict[str, Any]:
    """Give what widgets say for declared parameters; the default for what isn't offered.

    Parameters
    ----------
    kind : dataclass
        Whose fields were made by :func:`embedviz.parameters.parameter`.
    page : Page
    data : Dataset, optional
        What parameters may depend on.
    first : mapping of str to object, optional
        Values at a first visit, where they aren't the parameters' own defaults.
    without : sequence of str
        Parameters that somebody else decides about.
    common : Page, optional
        Where those live that several methods have in common.
    """
    values: dict[str, Any] = {}
    folded: dict[str, Any] = {}
    for name, (field, knob) in knobs(kind).items():
        if name in without:
            continue
        default = (first or {}).get(name, field.default)
        options = knob.options(data, values) if knob.options else knob.choices or {}
        if not matters(knob, values) or (knob.options and not options):
            if knob.options:
                values[name] = () if knob.several or knob.each else default
            continue
        is_folded = knob.fold and not (knob.unfolded and knob.unfolded(data, values))
        if is_folded and knob.fold not in folded:
            folded[knob.fold] = st.expander(knob.fold)
        with folded[knob.fold] if is_folded else nullcontext():
            asked = knob if knob.ask is None else _asked(knob, data, values)
            where = common if common and knob.common else page
            values[name] = WIDGETS[knob.kind](where, knob.key or name, asked, default, options)
    return values


def _asked(knob: Knob, data: Any, values: Mapping[str, Any]) -> Knob:
    return replace(knob, title=plain(knob.ask(data, values))) if knob.ask else knob


def _help(knob: Knob) -> str | None:
    return with_terms(knob.help, knob.title)


def _range(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    return st.slider(
        knob.title, knob.low, knob.high, default, knob.step, help=_help(knob),
        **page.control(name, _within(knob.low, knob.high)),
    )  # fmt: skip


def _stops(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    value = st.select_slider(
        knob.title,
        knob.stops,
        default,
        format_func=lambda value: f"{value:,}",
        help=_help(knob),
        **page.control(name, lambda value: not isinstance(value, bool) and value in knob.stops),
    )
    shows(page.key(name), f"{value:,}")
    return value


def _choice(page: Page, name: str, knob: Knob, default: Any, options: Mapping[str, str]) -> Any:
    return choose(page, name, knob.title, options, default=default, help=knob.help)


def _several(page: Page, name: str, knob: Knob, default: Any, options: Mapping[str, str]) -> Any:
    """Choose some of the options: from a list, or, where it is folded away, as pills."""
    kept = page.control(name, lambda value: _is_list(value) and set(value) <= set(options))
    if knob.fold:
        return tuple(
            st.pills(
                knob.title, list(options), selection_mode="multi", help=_help(knob),
                default=[each for each in default if each in options],
                format_func=lambda each: plain(options[each]), **kept,
            )
        )  # fmt: skip
    return tuple(
        st.multiselect(
            knob.title, list(options), default=[each for each in default if each in options],
            format_func=options.__getitem__, placeholder="Choose at least one", help=_help(knob),
            **kept,
        )
    )  # fmt: skip


def _each(page: Page, name: str, knob: Knob, _: Any, options: Mapping[str, str]) -> Any:
    """Give the pairs of an option and its number, where that isn't 1."""
    numbers = {
        option: st.slider(
            plain(title) if knob.fold else f"{knob.title} {plain(_short(title))}",
            knob.low, knob.high, 1.0, knob.step, format="%.1f",
            **page.control(f"{name}.{option}", _within(knob.low, knob.high)),
        )
        for option, title in options.items()
    }  # fmt: skip
    return tuple((option, number) for option, number in numbers.items() if number != 1)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"


def _switch(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    return st.toggle(
        knob.title,
        default,
        help=_help(knob),
        **page.control(name, lambda value: isinstance(value, bool)),
    )


def _text(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    """Let a text be typed; a visitor's own words stay out of the address."""
    kept = page.control(name, is_text, typed=True)
    if knob.lines == 1:
        typed = st.text_input(knob.title, default, knob.longest, help=_help(knob), **kept)
    else:
        height = LINE_HEIGHT * (knob.lines + 1)
        typed = st.text_area(knob.title, default, height, knob.longest, help=_help(knob), **kept)
    return typed or ""


def _model(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    return choose_model(page, name, knob, default, choose)


def _part(page: Page, name: str, knob: Knob, default: Any, _: Mapping[str, str]) -> Any:
    """Choose an encoder and its own parameters; column and metric are the whole's business."""
    kinds = {each: EMBEDDERS[each] for each in EMBEDDERS}
    encoders = {each: kind for each, kind in kinds.items() if issubclass(kind, TextEmbedder)}
    titles = {each: kind.title for each, kind in encoders.items()}
    helps = "\n".join(f"- **{kind.title}**: {kind.help}" for kind in encoders.values())
    first = EMBEDDERS.name_of(type(default))
    kind = encoders[choose(page, name, knob.title, titles, default=first, help=helps)]
    part = page.within(kind.link_key())
    return kind(**choose_values(kind, part, without=tuple(knobs(TextEmbedder))))


WIDGETS: Mapping[str, Widget] = {
    "range": _range,
    "stops": _stops,
    "choices": _choice,
    "options": _choice,
    "several": _several,
    "each": _each,
    "switch": _switch,
    "text": _text,
    "model": _model,
    "part": _part,
}


def choose_color(page: Page, columns: Sequence[Column], default: str | None = None) -> str | None:
    """Choose what the colours say."""
    options = {ALIKE: "Single colour"}
    options |= {column.name: column.title for column in columns}
    options[QUALITY] = KEPT
    chosen = choose(page, "color", "Colour by", options, default=default)
    return None if chosen == ALIKE else chosen


def held_k(page: Page, most: int, default: int = 5) -> int:
    """Give how many neighbours are shown, at most as many as the plot holds; chosen in the plot."""
    if most <= 1:
        return 1
    if page.value("k", 1) > most:  # from a time with more items
        page.hold("k", most)
    return page.held("k", _within(1, most), min(default, most))


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def _within(low: Any, high: Any) -> Fits:
    """Say of a number whether it lies between; a slider of fractions takes no whole numbers."""

    def fits(value: Any) -> bool:
        return type(value) is type(low) and bool(math.isfinite(value) and low <= value <= high)

    return fits
