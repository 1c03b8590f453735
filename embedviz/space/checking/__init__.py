"""The check-up: rows of a space that are worth a second look, and why."""

from embedviz.space.checking.check import Check, check

__all__ = ["Check", "check"]
