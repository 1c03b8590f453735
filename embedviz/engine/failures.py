"""Failures: what a visitor hears of work that came to no record."""

from __future__ import annotations

import logging
import uuid

from embedviz.engine.work import Outcome, function_called
from embedviz.errors import EmbedvizError, JobFailed, JobStopped, WorkerLost

log = logging.getLogger("embedviz.engine")

STOPPED = "This was cancelled before it was done."


def error_of(name: str, outcome: Outcome) -> EmbedvizError:
    """Give the error for what became of the work called ``name``, and log what is our fault."""
    kind, *told = outcome
    if kind == "cancelled":
        return JobStopped(STOPPED)
    if kind == "refused":
        return _as_raised(*told)
    if kind == "lost":
        return WorkerLost(
            "The process that worked on this was ended from outside, often for want of "
            "memory. Try again; if it happens again, try with fewer items."
        )
    return _failure(name, *told)


def _failure(name: str, error: str, where: str) -> JobFailed:
    reference = uuid.uuid4().hex[:8]
    # Without the error's own words: they may quote a visitor's data.
    log.error("%s failed with %s, reference %s\n%s", name, error, reference, where)
    return JobFailed(
        "Something went wrong here that is our fault, not yours. Other choices should still "
        f"work. If you report it, name the reference {reference}."
    )


def _as_raised(kind: str, sentence: str) -> EmbedvizError:
    """Give the error that a step raised, by the name of its class."""
    try:
        error = function_called(kind)(sentence)
    except Exception:  # noqa: BLE001 - a class that wants more than a sentence
        return EmbedvizError(sentence)
    return error if isinstance(error, EmbedvizError) else EmbedvizError(sentence)
