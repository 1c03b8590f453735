"""Registry: the names of a folder's members, each imported only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from embedviz.errors import UnknownName


class Registry(Mapping[str, Any]):
    """A read-only mapping from a public name to a member given as text, ``"module:attribute"``.

    Listing the names imports nothing; looking a name up imports its module and gives the
    attribute. An unknown name raises :class:`~embedviz.errors.UnknownName` with the nearest ones.

    Parameters
    ----------
    kind : str
        What a member is called in a sentence, such as ``"projection"``.
    package : str
        The package the modules are relative to, usually ``__name__``.
    members : mapping of str to str
        Public name to ``"module:attribute"``, in the order in which they are offered.

    Examples
    --------
    >>> words = Registry("word", "collections", {"mapping": "abc:Mapping"})
    >>> list(words), words["mapping"].__name__
    (['mapping'], 'Mapping')
    """

    def __init__(self, kind: str, package: str, members: Mapping[str, str]) -> None:
        self.kind = kind
        self.package = package
        self.members = dict(members)

    def __getitem__(self, name: str) -> Any:
        if name not in self.members:
            raise UnknownName.among(self.kind, name, self.members)
        module, attribute = self.members[name].split(":")
        return getattr(import_module(f"{self.package}.{module}"), attribute)

    def named(self, asked: object) -> str:
        """Give the name that is meant, in whatever spelling; see :func:`named`."""
        return named(self.kind, asked, self.members)

    def name_of(self, member: Any) -> str:
        """Give the name under which a class or function is registered; imports nothing.

        Raises
        ------
        KeyError
            If it isn't.
        """
        where = f"{member.__module__.removeprefix(f'{self.package}.')}:{member.__qualname__}"
        return {place: name for name, place in self.members.items()}[where]

    def __contains__(self, name: object) -> bool:
        return name in self.members

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


def named(kind: str, asked: object, known: Iterable[str]) -> str:
    """Give the one of ``known`` names that a person means, however it is spelled.

    Letters and digits count, in any case: "t-SNE", "TSNE" and "tsne" are one name.

    Raises
    ------
    UnknownName
        With the nearest names; ``kind`` says in it what is named.

    Examples
    --------
    >>> named("projection", "t-SNE", ["umap", "tsne"])
    'tsne'
    """
    names = list(known)
    if asked in names:
        return str(asked)
    if isinstance(asked, str):
        plain = {_letters(name): name for name in names}
        if found := plain.get(_letters(asked)):
            return found
    raise UnknownName.among(kind, asked, names)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()
