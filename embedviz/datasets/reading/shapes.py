"""Shapes of JSON that programs write around a table: answers in a batch, places, named lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Rows = list[dict[str, Any]]
Columns = dict[str, list[Any]]
_FEWEST_PAIRS = 2


def table_within(found: Mapping[str, Any]) -> tuple[Rows, Columns | None, str] | None:
    """Give the rows, or the columns, that an object holds in one of these shapes, with a note.

    Examples
    --------
    >>> rows, _, _ = table_within({"train": [["hi", "greet"]], "test": [["bye", "leave"]]})
    >>> rows[1]
    {'list': 'test', 'column 1': 'bye', 'column 2': 'leave'}
    """
    for shape in (_places, _collection, _answers, _named_lists):
        table = shape(found)
        if table is not None:
            return table
    return None


def rows_within(rows: Rows) -> Rows:
    """Take the vectors out of the lines of a batch of OpenAI's; leave all other rows.

    A line has ``custom_id`` and a ``response``, whose ``body`` has ``data``: one object a text,
    with its ``embedding``.
    """
    if not all("custom_id" in row and isinstance(row.get("response"), dict) for row in rows):
        return rows
    made: Rows = []
    for row in rows:
        body = row["response"].get("body")
        data = body.get("data") if isinstance(body, dict) else None
        given = [each for each in data if _has_vector(each)] if isinstance(data, list) else []
        name = row["custom_id"]
        several = len(given) > 1
        made += [
            {"custom_id": f"{name} {n}" if several else name, "embedding": each["embedding"]}
            for n, each in enumerate(given, start=1)
        ] or [{"custom_id": name, "embedding": None}]
    return made if any(each["embedding"] is not None for each in made) else rows


def _has_vector(each: Any) -> bool:
    return isinstance(each, dict) and isinstance(each.get("embedding"), list)


def _answers(found: Mapping[str, Any]) -> tuple[Rows, None, str] | None:
    """OpenAI's answer to one request: ``data`` is a list of objects with an ``embedding`` each."""
    data = found.get("data")
    if found.get("object") != "list" or not isinstance(data, list) or not data:
        return None
    if not all(_has_vector(each) for each in data):
        return None
    rows = [{"index": n, "embedding": each["embedding"]} for n, each in enumerate(data)]
    return rows, None, "Each vector of the answer was read as an item."


def _collection(found: Mapping[str, Any]) -> tuple[Rows, Columns | None, str] | None:
    """Chroma's ``get()``: columns beside one another, ``metadatas`` an object for each item."""
    ids = found.get("ids")
    if not isinstance(ids, list) or not ids or not {"embeddings", "documents"} & {*found}:
        return None
    if all(isinstance(each, list) for each in ids) and len(ids) == 1:
        found = {name: each[0] if _is_nested(each) else each for name, each in found.items()}
        ids = found["ids"]
    columns: Columns = {"id": ids}
    for key, name in (("documents", "document"), ("uris", "uri"), ("embeddings", "embedding")):
        if _as_many(found.get(key), ids):
            columns[name] = found[key]
    facts = found.get("metadatas")
    if _as_many(facts, ids):
        facts = [each if isinstance(each, dict) else {} for each in found["metadatas"]]
        for name in dict.fromkeys(key for each in facts for key in each):
            free = name if name not in columns else f"metadata.{name}"
            columns[free] = [each.get(name) for each in facts]
    if len(columns) < 2:
        return None
    return [], columns, "It was read as a collection of Chroma: one item an id."


def _is_nested(each: Any) -> bool:
    return isinstance(each, list) and len(each) == 1 and isinstance(each[0], list)


def _as_many(cells: Any, ids: Sequence[Any]) -> bool:
    return isinstance(cells, list) and len(cells) == len(ids)


def _places(found: Mapping[str, Any]) -> tuple[Rows, None, str] | None:
    """GeoJSON: each feature's properties, with the middle of its geometry."""
    features = found.get("features")
    if found.get("type") != "FeatureCollection" or not isinstance(features, list) or not features:
        return None
    rows: Rows = []
    for feature in features:
        if not isinstance(feature, dict):
            return None
        facts = feature.get("properties")
        geometry = feature.get("geometry")
        points = _points(geometry if isinstance(geometry, dict) else {})
        row = dict(facts) if isinstance(facts, dict) else {}
        middle = [sum(each) / len(points) for each in zip(*points, strict=True)] if points else None
        row["longitude"], row["latitude"] = middle or (None, None)
        rows.append(row)
    return rows, None, "It was read as GeoJSON; a line or an area lies at the middle of its points."


def _points(geometry: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Give all points of a geometry, without walking deeper than any geometry is."""
    waiting: list[tuple[Any, int]] = [(geometry.get("coordinates"), 0)]
    found = []
    while waiting:
        each, depth = waiting.pop()
        if not isinstance(each, list) or depth > 4:
            continue
        if len(each) >= 2 and all(type(number) in (int, float) for number in each[:2]):
            found.append((float(each[0]), float(each[1])))
        else:
            waiting += [(part, depth + 1) for part in each]
    return found


def _named_lists(found: Mapping[str, Any]) -> tuple[Rows, None, str] | None:
    """Several lists of rows of one length, as clinc150 parts training from test."""
    lists = [each for each in found.values() if isinstance(each, list) and each]
    if len(found) < _FEWEST_PAIRS or len(lists) < len(found):
        return None
    widths = {len(row) if isinstance(row, list) else -1 for each in lists for row in each}
    if widths == {-1} and all(isinstance(row, dict) for each in lists for row in each):
        rows = [{"list": name, **row} for name, each in found.items() for row in each]
    elif len(widths) == 1 and widths.isdisjoint({-1, 0}) and _has_words(lists):
        rows = [
            {"list": name} | {f"column {n}": cell for n, cell in enumerate(row, start=1)}
            for name, each in found.items()
            for row in each
        ]
    else:
        return None
    names = ", ".join(str(name)[:20] for name in list(found)[:3])
    return rows, None, f"Its lists ({names} ...) were put together; each row says its list."


def _has_words(lists: Sequence[Sequence[Any]]) -> bool:
    return all(any(isinstance(cell, str) for cell in row) for each in lists for row in each)
