"""Recipe: what a page shows as Python that makes the same in a notebook."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from embedviz.datasets import Dataset
from embedviz.datasets.reading.asked import Asked
from embedviz.embedders.embedder import Embedder
from embedviz.parameters import changed
from embedviz.projections import PROJECTIONS
from embedviz.steps import ProjectionRequest

WIDEST = 88


@dataclass(frozen=True)
class Source:
    """Where the items of a page come from.

    Attributes
    ----------
    name : str
        What they are called in the recipe.
    lines : tuple of str
        Python that makes a data set of this name.
    imports : tuple of str
        What the lines need beside ``ev``.
    """

    name: str
    lines: tuple[str, ...]
    imports: tuple[str, ...] = ()


def shipped(name: str, own: Sequence[str] = ()) -> Source:
    """Give the source of a page about a data set that ships, with the visitor's own texts."""
    load = f"{name} = {call('ev.load_dataset', [name])}"
    if not own:
        return Source(name, (load,))
    added = f"{name} = {_call('with_own_texts', [name, _value(list(own))])}"
    wanted = "from embedviz.datasets.own_texts import with_own_texts"
    return Source(name, (load, added), (wanted,))


def of_file(
    names: Sequence[str],
    *,
    how: str,
    label: str | None,
    most: int,
    kinds: Mapping[str, str] | None = None,
    ready: bool = False,
    asked: Asked | None = None,
) -> Source:
    """Give the source of a page about what a visitor brought.

    Parameters
    ----------
    names : sequence of str
        Of the file or files; what was pasted has to be saved under it first.
    how : str
        What to do before it runs.
    label : str, optional
        The column that labels the items, if it isn't the one proposed.
    most : int
        So many rows are taken of a longer table; 0 where it is none.
    kinds : mapping of str to str, optional
        What the visitor said of columns.
    ready : bool
        Whether the file has ready vectors.
    asked : Asked, optional
        What the visitor said of how it is read.
    """
    told = {"encoding": asked.encoding, "sheet": asked.sheet} if asked is not None else {}
    told = {name: each for name, each in told.items() if each != ""}
    if label is None and not most and not kinds:
        read = call("ev.read", [names[0] if len(names) == 1 else list(names)], **told)
        return Source("data", (f"# {how}", f"data = {read}{'.dataset' if ready else ''}"))
    sample = f".sampled({most})" if most else ""
    chosen = f", {_value(dict(kinds))}" if kinds else ""
    named = "" if label is None else _value(label)
    if len(names) == 1:
        opened = f'with open({_value(names[0])}, "rb") as file:'
        raw, wanted = _call("read_raw", ["file", _value(names[0]), *_keywords(told)]), "read_raw"
    else:
        opened = "with ExitStack() as opened:"
        raw, wanted = _call("read_together", ["files", *_keywords(told)]), "read_together"
    lines = [f"# {how}", opened]
    if len(names) > 1:
        lines += [
            f"    names = {_value(list(names))}",
            '    files = [(opened.enter_context(open(name, "rb")), name) for name in names]',
        ]
    lines += [
        f"    table = understood({raw}{sample}{chosen})",
        f"data = table.dataset({named})",
    ]
    imports = [f"from embedviz.datasets.reading import {wanted}, understood"]
    if len(names) > 1:
        imports.append("from contextlib import ExitStack")
    return Source("data", tuple(lines), tuple(imports))


@dataclass(frozen=True, eq=False)
class Choices:
    """What a page shows, as a recipe says it.

    Attributes
    ----------
    dataset : Dataset
        What vectors were made of.
    embedder : Embedder
    drawn : ProjectionRequest
    color, item, k
        The colours, the item in question and how many neighbours it shows.
    portion : str
        The portion of the data set that is drawn; empty for all.
    only : sequence of str, optional
        The labels of a selection that all else was left out for.
    part : sequence of str, optional
        The labels of a selection that is drawn without the others.
    added : sequence of str, optional
        Given where the item and its neighbours are drawn although they weren't among the rest:
        the labels of what is drawn besides, for an analogy.
    """

    dataset: Dataset
    embedder: Embedder
    drawn: ProjectionRequest
    color: str | None
    item: str
    k: int
    portion: str = ""
    only: Sequence[str] | None = None
    part: Sequence[str] | None = None
    added: Sequence[str] | None = None


def recipe(source: Source, said: Choices) -> str:
    """Write Python that draws what the page shows; only what isn't a default is written."""
    name = source.name
    lines = list(source.lines)
    if said.only is not None:
        lines += _taken(name, name, said.only, "label_index[label]")
    wanted, made, keywords = said.embedder.recipe(said.dataset)
    is_verb = made.startswith("ev.")
    making = _call(made, [*([name] if is_verb else []), *_keywords(keywords)])
    lines += _about_gaps(said)
    lines.append(f"space = {making}{'' if is_verb else f'({name})'}")
    drawn = "space"
    if said.portion and said.only is None and said.part is None:
        rows = f"{name}.opening.portions[{_value(said.portion)}].rows({name})"
        lines.append(f"drawn = space.take({rows})")
        drawn = "drawn"
    if said.part is not None:
        lines += _taken("drawn", "space", said.part, "index_of(label)")
        drawn = "drawn"
    lines.append(f"view = {_projected(drawn, said.drawn)}")
    imports = ["import embedviz as ev", *source.imports, *([wanted] if wanted else [])]
    if said.added is not None:
        imports.append("from embedviz.projections import with_items")
        near = f"space.neighbors({_value(said.item)}, {said.k})"
        more = "".join(f", {_value(label)}" for label in said.added)
        lines.append(f'asked = [{_value(said.item)}, *{near}["label"]{more}]')
        lines.append("view = with_items(view, space, asked)")
    return "\n".join([imports[0], *sorted(imports[1:]), "", *lines, _show(said), ""])


def _show(said: Choices) -> str:
    is_drawn = said.part is None or said.item in said.part
    choices = {"color": said.color, "highlight": said.item if is_drawn else None}
    written: dict[str, object] = {name: each for name, each in choices.items() if each is not None}
    return _call("ev.show", ["view", *_keywords(written | ({"k": said.k} if said.k != 5 else {}))])


def _about_gaps(said: Choices) -> list[str]:
    """Say as a comment what becomes of gaps, where there are any."""
    words = said.embedder.about_gaps(said.dataset)
    return textwrap.wrap(words, WIDEST, initial_indent="# ", subsequent_indent="# ")


def _projected(space: str, drawn: ProjectionRequest) -> str:
    name = PROJECTIONS.name_of(type(drawn.method))
    choices = changed(drawn.method)
    if drawn.dimensions != 2:
        choices["dimensions"] = drawn.dimensions
    if drawn.seed != 42:
        choices["seed"] = drawn.seed
    return _call("ev.project", [space, _value(name), *_keywords(choices)])


def _taken(name: str, of: str, labels: Sequence[str], row: str) -> list[str]:
    return [
        f"kept = {_listed([_value(label) for label in labels], '[', ']')}",
        f"{name} = {of}.take([{of}.{row} for label in kept])",
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
