"""What can go wrong because of what a person asked, one sentence each.

EmbedvizError                       catch this one to show the sentence
├── UnknownLabel (KeyError)         no item is called that; names the closest
├── AmbiguousLabel (KeyError)       a bare name that fits several items; lists them
├── UnknownName (ValueError)        no data set, model, projection, metric ... is called that
├── InvalidParameter (ValueError)   a parameter is out of its range
├── InvalidRequest (ValueError)     the parts asked for don't go together
├── MissingValues (ValueError)      a feature has gaps and nobody said what to do with them
├── ModelUnavailable (OSError)      a model is not on this machine and can't be fetched
├── MissingExtra (ImportError)      a package that this needs is not installed
├── UnreadableFile (ValueError)     a file a person brought can't be read
├── InvalidSettings (ValueError)    the operator's settings can't be used
├── LimitReached (ValueError)       more than the operator of this server allows
├── JobStopped (RuntimeError)       a job was cancelled before it was done
├── JobFailed (RuntimeError)        a job met an error of ours
├── WorkerLost (RuntimeError)       the process that did a job was ended; trying again may help
└── ClusterUnavailable (OSError)    the cluster named in the settings doesn't answer

Each class also derives from the built-in a Python user would catch. The sentence says what is
wrong, where, and what would be right; it is fit to show to a visitor as it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence


class EmbedvizError(Exception):
    """Base of every error that a person can cause and mend."""

    def __str__(self) -> str:
        # KeyError shows the repr of its argument: quotes and escapes around our sentence.
        return str(self.args[0]) if self.args else ""


class UnknownLabel(EmbedvizError, KeyError):
    """No item is called that."""

    @classmethod
    def among(cls, asked: str, closest: Sequence[str]) -> UnknownLabel:
        """Make the sentence from what was asked and the labels that come closest."""
        sentence = f'No item is called "{asked}".'
        if closest:
            lead = "The closest is" if len(closest) == 1 else "The closest are"
            sentence += f" {lead} {_listed([quoted(label) for label in closest])}."
        return cls(sentence)


class AmbiguousLabel(EmbedvizError, KeyError):
    """A bare name that fits several items."""

    @classmethod
    def among(cls, asked: str, fits: Sequence[str], *, shown: int = 8) -> AmbiguousLabel:
        """Make the sentence from what was asked and the labels it fits."""
        listed = "; ".join(fits[:shown])
        if len(fits) > shown:
            listed += f" and {len(fits) - shown:,} more"
        return cls(f'"{asked}" fits {len(fits)} items: {listed}. Choose one.')


class UnknownName(EmbedvizError, ValueError):
    """No member of a fixed set of names is called that."""

    @classmethod
    def among(cls, kind: str, asked: object, known: Iterable[str]) -> UnknownName:
        """Make the sentence from the kind of thing, what was asked and what there is."""
        names = list(known)
        closest = difflib.get_close_matches(str(asked), names, n=3, cutoff=0.6) or names[:8]
        return cls(f"There is no {kind} called {asked!r}. Try {_listed(closest, 'or')}.")


class InvalidParameter(EmbedvizError, ValueError):
    """A parameter is out of its range."""


class InvalidRequest(EmbedvizError, ValueError):
    """The parts asked for don't go together."""


class MissingValues(EmbedvizError, ValueError):
    """A feature has gaps and nobody said what to do with them."""


class ModelUnavailable(EmbedvizError, OSError):
    """A model is not on this machine and can't be fetched."""


class MissingExtra(EmbedvizError, ImportError):
    """A package that this needs is not installed; the sentence says how it comes."""


class UnreadableFile(EmbedvizError, ValueError):
    """A file a person brought can't be read."""


class InvalidSettings(EmbedvizError, ValueError):
    """The operator's settings can't be used."""


class LimitReached(EmbedvizError, ValueError):
    """More was asked for than the operator of this server allows."""


class JobStopped(EmbedvizError, RuntimeError):
    """A job was cancelled before it was done."""


class JobFailed(EmbedvizError, RuntimeError):
    """A job met an error that is ours, not the visitor's."""


class WorkerLost(EmbedvizError, RuntimeError):
    """The process that did a job was ended; trying again may help."""


class ClusterUnavailable(EmbedvizError, OSError):
    """The cluster named in the settings doesn't answer."""


def quoted(text: object) -> str:
    """Put straight double quotes around a name that comes from data."""
    return f'"{text}"'


def _listed(names: Sequence[str], word: str = "and") -> str:
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
