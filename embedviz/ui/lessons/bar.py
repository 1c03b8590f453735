"""The way through the lessons: the bar of chapters above, the ways on below."""

from __future__ import annotations

import streamlit as st

from embedviz.lessons import LESSONS
from embedviz.ui.lessons.place import Place, done, go, present


def show_bar(place: Place) -> None:
    """Show the chapters, those that are done ticked, and the door to the stage."""
    with st.container(key="lessons.bar", horizontal=True, vertical_alignment="center", gap="small"):
        for number, name in enumerate(LESSONS, 1):
            tick = " :material/check:" if name in done() and name != place.lesson else ""
            st.button(
                f"{number}{tick}",
                key=f"lessons.to.{name}",
                type="primary" if name == place.lesson else "tertiary",
                help=LESSONS[name].title,
                on_click=go,
                args=(place.at(name),),
            )
        if place.presenting:
            _show_remote(place)
        else:
            st.button(
                "Present",
                key="lessons.present",
                icon=":material/slideshow:",
                help="Full width and large type, steered by keys: `→` goes on, `←` back, `1` to "
                "`4` answer, `n` shows the speaker's notes, `l` a light that points, `?` all keys, "
                "`Esc` leaves.",
                on_click=present,
                args=(place,),
            )


def _show_remote(place: Place) -> None:
    """Show what the keys do as buttons, for a hand without a keyboard."""
    for name, icon, words, way in (
        ("back", "arrow_back", "Back", place.preceding()),
        ("forth", "arrow_forward", "On", place.following()),
    ):
        st.button(
            "",
            key=f"lessons.{name}",
            icon=f":material/{icon}:",
            type="tertiary",
            help=words,
            on_click=go,
            args=(way,),
        )
    st.button(
        "",
        key="lessons.leave",
        icon=":material/close:",
        type="tertiary",
        help="Leave the stage",
        on_click=present,
        args=(place,),
        kwargs={"on": False},
    )


def show_way_on(place: Place) -> None:
    """Offer the next chapter, and this one's question again."""
    if not place.is_revealed or place.presenting:
        return
    following = place.following()
    with st.container(key="lessons.on", horizontal=True, gap="small"):
        if following != place:
            st.button(
                f"Next: {LESSONS[following.lesson].title}",
                key="lessons.next",
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=go,
                args=(following,),
            )
        st.button(
            "Try again",
            key="lessons.again",
            type="tertiary",
            on_click=go,
            args=(place.preceding(),),
        )
