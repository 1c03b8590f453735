"""Handed over: what who starts the app brings with it, for the one who has the token.

It stays in the memory of this process and is never written to the disk. The token is chosen at
random for each start; the address that is printed and opened has it, and no other visitor's.
"""

from __future__ import annotations

import secrets

import streamlit as st

from embedviz.ui.session_file import Session

PARAMETER = "open"
"""What the address calls the token."""

_handed: dict[str, Session] = {}


def hand_over(session: Session) -> str:
    """Keep what is brought until the app is stopped; give the token that it is asked for by."""
    token = secrets.token_urlsafe(16)
    _handed[token] = session
    return token


def handed_over() -> Session | None:
    """Give what this visitor's address asks for, once in a session."""
    token = st.query_params.get(PARAMETER, "")
    if not token or st.session_state.get(PARAMETER) == token:
        return None
    st.session_state[PARAMETER] = token
    # Found by what it is equal to: how long that takes says nothing of a token of 128 random bits.
    return _handed.get(token)
