"""Where a control's value lives: in the address, in the session, or nowhere.

Every control of a page is made through :meth:`Page.control`, which notes it. What a page shows of
a visitor's own data never comes into the address: that is decided by whether the data is private,
once for each page. Links and session files are loops over what is noted here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import streamlit as st

Holder = Literal["address", "session"]
Fits = Callable[[Any], bool]
Held = TypeVar("Held", str, int, bool)

_CONTROLS, _WAITING, _REFUSED = "controls", "controls.waiting", "controls.refused"


@dataclass(frozen=True)
class Page:
    """What opens the keys of a page's controls, and whether it shows a visitor's own data."""

    name: str
    private: bool = False

    def key(self, control: str) -> str:
        """Name a control among those of all pages."""
        return f"{self.name}.{control}"

    def within(self, part: str) -> Page:
        """Give the part of a page whose controls have names of their own."""
        return replace(self, name=self.key(part)) if part else self

    def control(self, name: str, fits: Fits, *, typed: bool = False) -> Mapping[str, Any]:
        """Note a control, and give what its widget is told: its key, and where its value lives.

        Parameters
        ----------
        name : str
            Of the control on this page.
        fits : callable
            Whether a value from a session file can be its value.
        typed : bool
            Whether it holds a visitor's own words, which no address should say.
        """
        key = self.key(name)
        holder: Holder = "session" if self.private or typed else "address"
        is_back = _noted().get(key) == "session" and holder == "address"
        _noted()[key] = holder
        if is_back and _can_be(fits, value := st.session_state.get(key)):
            st.session_state[key] = value  # set anew, or the address wouldn't say it
        waiting = st.session_state.get(_WAITING, {})
        if key in waiting:
            value = waiting.pop(key)
            if _can_be(fits, value):
                st.session_state[key] = value
            else:
                _refuse(key)
        if holder == "address":
            return {"key": key, "bind": "query-params"}
        return {"key": key, "persist_state": "session"}

    def held(self, name: str, fits: Fits, default: Held = "") -> Held:  # type: ignore[assignment]
        """Give what a control without a widget holds, such as what is chosen in a plot.

        It comes from the link, from a session file or from :meth:`hold`, and stands in the address
        as a widget's value would: where it isn't the default.
        """
        key = self.key(name)
        self.control(name, lambda value: value == default or fits(value))
        in_address = _noted()[key] == "address"
        if in_address and key not in st.session_state:
            st.session_state[key] = _read(st.query_params.get(key), default)
        value: Held = st.session_state.get(key, default)
        if value != default and not _can_be(fits, value):
            value = default
        if key not in st.session_state or st.session_state[key] != value:
            st.session_state[key] = value
        if not in_address or value == default:
            st.query_params.pop(key, None)
        elif st.query_params.get(key) != _written(value):
            st.query_params[key] = _written(value)
        return value

    def hold(self, name: str, value: str | int | bool) -> None:  # noqa: FBT001
        """Have a control without a widget hold a value from the next run on."""
        st.session_state[self.key(name)] = value

    def value(self, name: str, otherwise: Any = None) -> Any:
        """Give a value that no widget holds, or that a widget below will show."""
        return st.session_state.get(self.key(name), otherwise)

    def keep(self, name: str, value: Any) -> None:
        """Keep a value that no widget holds; in the session, and in its file."""
        st.session_state[self.key(name)] = value
        _noted()[self.key(name)] = "session"

    def choices(self) -> dict[str, Any]:
        """Give the value of each control of this page that was shown or waits, by its name."""
        waiting = st.session_state.get(_WAITING, {})
        return {name: waiting[self.key(name)] for name in self.waiting()} | {
            name: st.session_state[self.key(name)] for name in self.shown()
        }

    def shown(self) -> list[str]:
        """Name the controls of this page that have a value."""
        return self._named(key for key in _noted() if key in st.session_state)

    def await_choices(self, choices: Mapping[str, Any]) -> None:
        """Have the controls of this page take these values, each when it is shown next."""
        waiting = st.session_state.setdefault(_WAITING, {})
        waiting |= {self.key(name): value for name, value in choices.items()}

    def take(self, name: str, fits: Fits) -> None:
        """Take a value that waits and that no widget holds."""
        value = st.session_state.get(_WAITING, {}).pop(self.key(name), None)
        if value is None:
            return
        if _can_be(fits, value):
            self.keep(name, value)
        else:
            _refuse(self.key(name))

    def waiting(self) -> list[str]:
        """Name what no control of this page has taken yet."""
        return self._named(st.session_state.get(_WAITING, ()))

    def refused(self) -> list[str]:
        """Name what a control of this page couldn't take."""
        return self._named(st.session_state.get(_REFUSED, ()))

    def _named(self, keys: Iterable[str]) -> list[str]:
        opening = f"{self.name}."
        return [key.removeprefix(opening) for key in keys if key.startswith(opening)]

    def forget_waiting(self, names: list[str]) -> None:
        """Let go of what nothing will take."""
        for name in names:
            st.session_state.get(_WAITING, {}).pop(self.key(name), None)
        st.session_state.pop(_REFUSED, None)


def _written(value: Held) -> str:
    """Write a value as an address says it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(words: str | None, default: Held) -> Any:
    """Read what an address says as a value of the default's kind; else give the default."""
    if words is None:
        return default
    if isinstance(default, bool):
        return {"true": True, "false": False}.get(words.lower(), default)
    if isinstance(default, int):
        return int(words) if words.isdecimal() else default
    return words


def _can_be(fits: Fits, value: Any) -> bool:
    """Say whether a value from a file can be a control's value."""
    try:
        return fits(value)
    except TypeError:  # a list or an object where a name is looked up
        return False


def _refuse(key: str) -> None:
    st.session_state.setdefault(_REFUSED, []).append(key)


def _noted() -> dict[str, Holder]:
    noted: dict[str, Holder] = st.session_state.setdefault(_CONTROLS, {})
    return noted
