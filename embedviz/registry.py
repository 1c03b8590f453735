"""Registry: the names of a folder's members, each imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
