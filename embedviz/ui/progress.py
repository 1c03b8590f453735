"""Progress: the engine of this server, and how a page waits for a job.

A job that is quick is never noticed. One that takes longer shows how far it is and can be
cancelled; what stands below it on the page appears when it is done.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from threading import Thread, Timer
from weakref import finalize

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey
from streamlit.runtime.scriptrunner import get_script_run_ctx

from embedviz.engine.jobs import Engine
from embedviz.engine.record import Record
from embedviz.engine.step import Step
from embedviz.engine.ticket import Progress, Ticket
from embedviz.errors import LimitReached, WorkerLost
from embedviz.rounding import percent
from embedviz.shipped import shipped_path
from embedviz.ui.messages import NotReady, plain
from embedviz.ui.serving import settle
from embedviz.ui.settings import AppSettings

_END = "engine.end"
UNNOTICED = 0.3  # seconds
BEAT = 0.2  # seconds between two looks at a job
_LONGEST = 60.0  # seconds that a callback waits
BEFORE_WARMING = 3.0  # seconds that the first page has for itself


@cache
def settings() -> AppSettings:
    """Read the operator's settings, once; what ships with the app is used unless they say else."""
    read = AppSettings.load()
    return replace(read, shipped_folder=read.shipped_folder or str(shipped_path("computed")))


@cache
def engine() -> Engine:
    """Give the engine that all sessions of this server share."""
    from embedviz.steps import BEFORE_READING

    return Engine(settings(), prepare=BEFORE_READING)


@cache
def warm_up() -> None:
    """Make server and workers ready for more, once, while the visitor reads the first page."""
    timer = Timer(BEFORE_WARMING, _warm_up)
    timer.daemon = True
    timer.start()


def _warm_up() -> None:
    settle()
    if settings().memory != "small":
        from embedviz.steps import WARM_UPS

        engine().warm(*WARM_UPS)


class _End:
    """Goes with the session that holds it."""


def forget_at_end() -> None:
    """Have what is in memory for this session alone let go when the session has ended."""
    if _END not in st.session_state:
        end = st.session_state[_END] = _End()
        # In a thread of its own: it may come at any moment, also while memory is written to.
        finalize(
            end, lambda mine: Thread(target=engine().forget, args=(mine,)).start(), session_id()
        )


def tell_trouble() -> None:
    """Say once a session that results can't be kept on the disk."""
    trouble = engine().trouble
    if trouble and not st.session_state.get("engine.told"):
        st.session_state["engine.told"] = True
        st.toast(plain(trouble), icon=":material/info:")


def result_of(step: Step) -> Record:
    """Wait for a step's result, which is mostly there already; else show how far it is.

    Raises
    ------
    NotReady
        If the visitor cancelled it, or its process was lost; that and the way on are shown.
    EmbedvizError
        What the job raised.
    """
    key = f"job.{step.key[:16]}"
    if st.session_state.get(key):
        _offer(f"{st.session_state[key]} was cancelled.", "Start again", key)
    with engine().submit(step, session=session_id()) as ticket:
        if not ticket.wait(UNNOTICED):
            _watch(ticket, key)
        try:
            return ticket.result()
        except WorkerLost as error:
            _offer(str(error), "Try again", key)
            raise


def result_now(step: Step) -> Record:
    """Wait for a step where nothing can be shown meanwhile, as in a callback.

    Raises
    ------
    EmbedvizError
        What the job raised; or that too much else is done.
    """
    with engine().submit(step, session=session_id()) as ticket:
        try:
            return ticket.result(_LONGEST)
        except TimeoutError:
            raise LimitReached("The server is busy. Try again in a minute.") from None


def session_id() -> str | None:
    """Name the session of the page that runs; None outside of any."""
    context = get_script_run_ctx()
    return context.session_id if context else None


def _watch(ticket: Ticket, key: str) -> None:
    """Show a job's progress until it ends."""
    place = st.empty()
    with place.container(border=True):
        bar = st.empty()
        st.button(
            "Cancel",
            key=f"{key}.cancel",
            icon=":material/close:",
            on_click=_cancel,
            args=(ticket, key),
        )
    while not ticket.wait(BEAT):
        now = ticket.progress
        bar.progress(now.done / now.total if now.total else 0.0, text=_words(now))
    place.empty()


def _words(now: Progress) -> str:
    if now.waiting:
        return f"{now.title}: queued behind other jobs ..."
    if not now.total:
        return f"{now.title} ... {now.seconds:.0f} s"
    left = "" if now.left is None else f", about {max(1, round(now.left)):,} s left"
    return f"{now.title}: {percent(now.done / now.total, 0)} done{left}"


def _cancel(ticket: Ticket, key: str) -> None:
    title = ticket.progress.title
    ticket.cancel()
    st.session_state[key] = title or "This"


def _offer(words: str, action: str, key: str) -> None:
    """Say what happened, with a button that asks for the job anew; once on a page."""
    told = st.empty()
    try:
        st.button(
            action, key=f"{key}.again", icon=":material/refresh:", on_click=_forget, args=(key,)
        )
    except StreamlitDuplicateElementKey:  # said above, where the same job was asked for
        raise NotReady from None
    told.warning(plain(words), icon=":material/info:")
    raise NotReady


def _forget(key: str) -> None:
    st.session_state.pop(key, None)
