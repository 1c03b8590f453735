"""LabelIndex: from what a person types to the item they mean; and labels made unique."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from embedviz.errors import AmbiguousLabel, InvalidRequest, UnknownLabel


class LabelIndex:
    """Finds the position of a label among unique labels.

    A label is found by its exact text, by its text in another case, or by the bare name before
    its first comma, if only one item has it: ``"Burnaby"`` finds ``"Burnaby, Canada"``.

    Raises
    ------
    InvalidRequest
        If two items have the same label.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        self._exact = {label: index for index, label in enumerate(self.labels)}
        if len(self._exact) < len(self.labels):
            twice, times = Counter(self.labels).most_common(1)[0]
            raise InvalidRequest(f'Labels must be unique, but "{twice}" occurs {times} times.')

    def __getitem__(self, label: str) -> int:
        """Give the position of ``label``; raises ``UnknownLabel`` or ``AmbiguousLabel``."""
        fits = self.fits(label)
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise AmbiguousLabel.among(label, [self.labels[index] for index in fits])
        raise UnknownLabel.among(label, self.closest(label))

    def fits(self, label: str) -> list[int]:
        """Give the positions of all items that ``label`` may mean; none where there is no such."""
        if label in self._exact:
            return [self._exact[label]]
        asked = str(label).casefold()
        return self._by_case.get(asked) or self._by_bare_name.get(asked) or []

    def __contains__(self, label: object) -> bool:
        return label in self._exact

    def closest(self, label: str, n: int = 3) -> list[str]:
        """Give up to ``n`` labels that look most like ``label``, by their bare name or whole."""
        asked = str(label).casefold()
        near = difflib.get_close_matches(asked, self._by_bare_name, n=n, cutoff=0.7)
        near = near or difflib.get_close_matches(asked, self._by_case, n=n, cutoff=0.5)
        found = (
            index
            for name in near
            for index in self._by_bare_name.get(name, self._by_case.get(name, []))
        )
        return [self.labels[index] for index in dict.fromkeys(found)][:n]

    @cached_property
    def _by_case(self) -> dict[str, list[int]]:
        return _grouped(self.labels)

    @cached_property
    def _by_bare_name(self) -> dict[str, list[int]]:
        return _grouped(label.split(",", 1)[0] for label in self.labels)


def unique_labels(names: Iterable[str]) -> tuple[str, ...]:
    """Make labels of names: a name that stands several times gets (2), (3) ... from its second on.

    Examples
    --------
    >>> unique_labels(["a", "b", "a", "a (2)"])
    ('a', 'b', 'a (3)', 'a (2)')
    """
    given = [str(name) for name in names]
    taken = set(given)
    last: Counter[str] = Counter()  # the number that each name got last: up to it all are taken
    labels = []
    for name in given:
        last[name] += 1
        label = name
        while last[name] > 1 and (label := f"{name} ({last[name]})") in taken:
            last[name] += 1
        taken.add(label)
        labels.append(label)
    return tuple(labels)


def free_name(taken: Container[str], name: str) -> str:
    """Give a name for a further column: this one, or with a number that is free.

    Examples
    --------
    >>> free_name(["x", "y"], "x")
    'x (2)'
    """
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def _grouped(names: Iterable[str]) -> dict[str, list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        groups[name.casefold()].append(index)
    return groups
