"""Recipe: a page's requests as Python that makes the same picture in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import singledispatch
from typing import Any

from embedviz.api import ready_metric
from embedviz.datasets import Dataset
from embedviz.datasets.gaps import what_becomes
from embedviz.parameters import knobs
from embedviz.projections import PROJECTIONS
from embedviz.ui.request import (
    FeatureRequest,
    HiddenRequest,
    LearnRequest,
    MixRequest,
    PixelRequest,
    SpaceRequest,
    TextRequest,
    VectorsRequest,
    ViewRequest,
)
from embedviz.vectorizers import VECTORIZERS
from embedviz.models import BUNDLED_MODEL

WIDEST = 88


@dataclass(frozen=True)
class Source:
    """Where the items of a page come from, and how they become vectors.

    Attributes
    ----------
    name : str
        What they are called in the recipe.
    lines : tuple of str
        Python that makes a data set of this name, or a space where there is no request.
    request : SpaceRequest, optional
        How vectors are made of the data set.
    drawn : str
        Python for the rows that are drawn at first; empty for all.
    imports : tuple of str
        What the lines need beside ``ev``.
    """

    name: str
    lines: tuple[str, ...]
    request: SpaceRequest | None = None
    drawn: str = ""
    imports: tuple[str, ...] = ()


def shipped(name: str, request: SpaceRequest, own: Sequence[str] = ()) -> Source:
    """Give the source of a page about a data set that ships, with the visitor's own texts."""
    load = f"{name} = {call('ev.load_dataset', [name])}"
    if not own:
        return Source(name, (load,), request)
    added = f"{name} = {_call('with_own_texts', [name, _value(list(own))])}"
    wanted = "from embedviz.datasets.own_texts import with_own_texts"
    return Source(name, (load, added), request, imports=(wanted,))


def of_words(metric: str, drawn: str) -> Source:
    """Give the source of a page about a model's words."""
    choices = {} if metric == "cosine" else {"metric": metric}
    return Source("words", (f"words = {call('ev.load_words', **choices)}",), drawn=drawn)


def of_file(
    names: Sequence[str],
    request: SpaceRequest,
    *,
    how: str,
    label: str | None,
    most: int,
    kinds: Mapping[str, str] | None = None,
    ready: str | None = None,
) -> Source:
    """Give the source of a page about what a visitor brought.

    Parameters
    ----------
    names : sequence of str
        Of the file or files; what was pasted has to be saved under it first.
    request : SpaceRequest
        How vectors are made.
    how : str
        What to do before it runs.
    label : str, optional
        The column that items are called by, if it isn't the one proposed.
    most : int
        So many rows are taken of a longer table; 0 where it is none.
    kinds : mapping of str to str, optional
        What the visitor said of columns.
    ready : str, optional
        The metric that ``ev.read`` gives the ready vectors of the file; None if it has none.
    """
    read = call("ev.read", [names[0] if len(names) == 1 else list(names)])
    if label is None and not most and not kinds:
        if ready is None:
            return Source("data", (f"# {how}", f"data = {read}"), request)
        if isinstance(request, VectorsRequest):
            other = "" if request.metric == ready else call(".with_metric", [request.metric])
            return Source("space", (f"# {how}", f"space = {read}{other}"))
    sample = f".sampled({most})" if most else ""
    said = f", {_value(dict(kinds))}" if kinds else ""
    named = "" if label is None else _value(label)
    if len(names) == 1:
        opened = f'with open({_value(names[0])}, "rb") as file:'
        raw, wanted = f"read_raw(file, {_value(names[0])})", "read_raw"
    else:
        opened = "with ExitStack() as opened:"
        raw, wanted = "read_together(files)", "read_together"
    lines = [f"# {how}", opened]
    if len(names) > 1:
        lines += [
            f"    names = {_value(list(names))}",
            '    files = [(opened.enter_context(open(name, "rb")), name) for name in names]',
        ]
    lines += [
        f"    table = understood({raw}{sample}{said})",
        f"data = table.dataset({named})",
    ]
    imports = [f"from embedviz.datasets.reading import {wanted}, understood"]
    if len(names) > 1:
        imports.append("from contextlib import ExitStack")
    if isinstance(request, VectorsRequest):
        imports.append("from embedviz.api import ready_space")
    return Source("data", tuple(lines), request, imports=tuple(imports))


def recipe(
    source: Source,
    dataset: Dataset,
    picture: ViewRequest,
    *,
    color: str | None,
    item: str,
    k: int,
    kept: Sequence[str] | None = None,
    drawn: Sequence[str] | None = None,
    added: bool = False,
) -> str:
    """Write Python that draws what the page shows; only what isn't a default is written.

    Parameters
    ----------
    source : Source
    dataset : Dataset
        The one vectors were made of.
    picture : ViewRequest
    color, item, k
        The colours, the item in question and how many neighbours it shows.
    kept : sequence of str, optional
        The labels of a selection that was made the whole.
    drawn : sequence of str, optional
        The labels of a selection that is drawn alone.
    added : bool
        Whether the item and its neighbours are drawn although they weren't among the rest.
    """
    name = source.name
    lines = list(source.lines)
    if kept is not None:
        lines += _taken(name, name, kept, of_space=source.request is None)
    space = name
    if source.request is not None:
        space = "space"
        lines += _about_gaps(dataset, source.request)
        lines.append(f"space = {_made(source.request, name, dataset)}")
    shown = space
    if source.drawn and kept is None and drawn is None:
        lines.append(f"drawn = {space}.take({source.drawn})")
        shown = "drawn"
    if drawn is not None:
        lines += _taken("drawn", space, drawn, of_space=True)
        shown = "drawn"
    lines.append(f"view = {_drawn(shown, picture)}")
    imports = ["import embedviz as ev", *source.imports]
    if added:
        imports.append("from embedviz.projections import with_items")
        near = f"{space}.neighbors({_value(item)}, {k})"
        lines.append(f'asked = [{_value(item)}, *{near}["label"]]')
        lines.append(f"view = with_items(view, {space}, asked)")
    pinned = {} if drawn is not None and item not in drawn else {"highlight": item}
    choices = ({} if color is None else {"color": color}) | pinned | ({} if k == 5 else {"k": k})
    show = _call("ev.show", ["view", *_keywords(choices)])
    return "\n".join([imports[0], *sorted(imports[1:]), "", *lines, show, ""])


@singledispatch
def _made(request: SpaceRequest, name: str, dataset: Dataset) -> str:
    """Write the call that makes the space of the data set called ``name``."""
    raise NotImplementedError(type(request))


@_made.register
def _(request: FeatureRequest, name: str, dataset: Dataset) -> str:
    return _call("ev.vectorize", [name, *_keywords(_feature_choices(dataset, request))])


@_made.register
def _(request: PixelRequest, name: str, dataset: Dataset) -> str:  # noqa: ARG001
    return _call("ev.vectorize", [name, *_keywords(_changed(request))])


@_made.register
def _(request: VectorsRequest, name: str, dataset: Dataset) -> str:
    choices = {} if request.metric == ready_metric(dataset) else {"metric": request.metric}
    return _call("ready_space", [name, *_keywords(choices)])


@_made.register
def _(request: MixRequest, name: str, dataset: Dataset) -> str:
    return _call("ev.mix", [name, *_keywords(_mix_choices(dataset, request))])


@_made.register
def _(request: TextRequest, name: str, dataset: Dataset) -> str:
    return _call("ev.encode", [name, *_keywords(_text_choices(dataset, request))])


@_made.register
def _(request: LearnRequest, name: str, dataset: Dataset) -> str:  # noqa: ARG001
    return _call("ev.learn", [name, *_keywords(_changed(request))])


@_made.register
def _(request: HiddenRequest, name: str, dataset: Dataset) -> str:  # noqa: ARG001
    return _call("ev.learn_pictures", [name, *_keywords(_changed(request))])


def _about_gaps(dataset: Dataset, request: SpaceRequest) -> list[str]:
    """Say as a comment what becomes of gaps, where there are any."""
    if not isinstance(request, FeatureRequest | MixRequest) or request.missing == "error":
        return []
    said = f'missing="{request.missing}": {what_becomes(dataset, request.columns, request.missing)}'
    return textwrap.wrap(said, WIDEST, initial_indent="# ", subsequent_indent="# ")


def _mix_choices(dataset: Dataset, request: MixRequest) -> dict[str, Any]:
    of_features = _feature_choices(dataset, request.features)
    named = {name: of_features.pop(name) for name in ("features",) if name in of_features}
    scaling = request.features.scaling
    choices = named | {"texts": dict(request.texts)}
    if request.features_weight != 1:
        choices["features_weight"] = request.features_weight
    choices |= _encoder_choices(request.encoder) | of_features
    choices.pop("scaling", None)
    return choices | ({} if scaling == "standard" else {"scaling": scaling})


def _feature_choices(dataset: Dataset, request: FeatureRequest) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    if request.features != dataset.default_features:
        choices["features"] = list(request.features)
    defaults = {each.name: each.default for each in fields(request)}
    if request.weights:
        choices["weights"] = dict(request.weights)
    if request.logs:
        choices["transforms"] = dict.fromkeys(request.logs, "log")
    for name in ("scaling", "positions", "metric", "missing"):
        if getattr(request, name) != defaults[name]:
            choices[name] = getattr(request, name)
    return choices


def _changed(request: Any) -> dict[str, Any]:
    """Give what is not a default."""
    return {
        each.name: getattr(request, each.name)
        for each in fields(request)
        if getattr(request, each.name) != each.default
    }


def _text_choices(dataset: Dataset, request: TextRequest) -> dict[str, Any]:
    choices = _encoder_choices(request)
    texts = dataset.columns_of("text")
    if request.column is not None and texts and request.column != texts[0].name:
        choices["column"] = request.column
    if request.metric != "cosine":
        choices["metric"] = request.metric
    return choices


def _encoder_choices(request: TextRequest) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    if request.model != BUNDLED_MODEL:
        choices["model"] = request.model
    declared = knobs(VECTORIZERS[request.model]) if request.is_learned else {}
    return choices | {
        name: value
        for name, value in request.parameters.items()
        if value != declared[name][0].default
    }


def _drawn(space: str, picture: ViewRequest) -> str:
    method = picture.method
    name = next(each for each, kind in PROJECTIONS.items() if kind is type(method))
    choices: dict[str, Any] = {
        field: getattr(method, field)
        for field, (declared, _) in knobs(method).items()
        if getattr(method, field) != declared.default
    }
    if picture.dimensions != 2:
        choices["dimensions"] = picture.dimensions
    if picture.seed != 42:
        choices["seed"] = picture.seed
    return _call("ev.project", [space, _value(name), *_keywords(choices)])


def _taken(name: str, of: str, labels: Sequence[str], *, of_space: bool) -> list[str]:
    rows = f"{of}.index_of(label)" if of_space else f"{of}.label_index[label]"
    return [
        f"kept = {_listed([_value(label) for label in labels], '[', ']')}",
        f"{name} = {of}.take([{rows} for label in kept])",
    ]


def call(function: str, given: Sequence[object] = (), /, **choices: object) -> str:
    """Write a call with these values."""
    return _call(function, [*map(_value, given), *_keywords(choices)])


def _keywords(choices: Mapping[str, object]) -> list[str]:
    return [f"{name}={_value(value)}" for name, value in choices.items()]


def _call(function: str, given: Sequence[str]) -> str:
    return _listed(given, f"{function}(", ")")


def _listed(parts: Sequence[str], opening: str, closing: str) -> str:
    one_line = f"{opening}{', '.join(parts)}{closing}"
    if len(one_line) <= WIDEST:
        return one_line
    return "\n".join([opening, *(f"    {part}," for part in parts), closing])


def _value(value: object) -> str:
    """Write a value in double quotes where Python would take single ones."""
    if isinstance(value, str):
        plain = repr(value)
        simple = plain[0] == "'" and '"' not in value and "\\" not in plain
        return f'"{value}"' if simple else plain
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_value(key)}: {_value(each)}" for key, each in value.items()) + "}"
        )
    return repr(value)
