"""Classes: columns whose name says that they are the answer, not one of the facts."""

from __future__ import annotations

import re

_WORDS = ("target", "label", "labels", "class", "classes", "cluster", "clusters", "intent")
_METHODS = ("leiden", "louvain", "kmeans", "k means", "dbscan", "hdbscan")
_NAME = re.compile(
    rf"(?:(?:true|target|class|cluster|gold) )?(?:{'|'.join((*_WORDS, *_METHODS))})"
    r"(?: (?:id|no|nr|num|number|index|idx|name|code))?"
)


def is_class_name(name: str) -> bool:
    """Say whether a column of this name holds the class of each item, by what it is called.

    Made of the answer, vectors would give the answer away: it is no feature of a first look.

    Examples
    --------
    >>> is_class_name("cluster_id"), is_class_name("Target"), is_class_name("class size")
    (True, True, False)
    """
    return _NAME.fullmatch(re.sub(r"[\s_.\-]+", " ", name.strip().casefold())) is not None
