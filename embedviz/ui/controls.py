"""Controls: from declared parameters and a data set's columns to widgets, and to requests.

A control's value lives under its key, ``page.control``, and nowhere else; it outlives a visit to
another page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from embedviz.datasets import Column, Dataset
from embedviz.datasets.gaps import MISSING, gaps_in, what_becomes
from embedviz.parameters import Knob, knobs, matters
from embedviz.plotting.coloring import KEPT, QUALITY
from embedviz.projections import PROJECTIONS
from embedviz.space import METRICS
from embedviz.ui.glossary import with_terms
from embedviz.ui.links import kept, shows
from embedviz.ui.messages import plain
from embedviz.ui.request import FeatureRequest, LearnRequest, SpaceRequest, ViewRequest
from embedviz.vectorizers.choices import POSITIONS, SCALINGS
from embedviz.vectorizers.embedding_layer import EmbeddingLayer
from embedviz.vectorizers.objectives import OBJECTIVES

HEAVIEST_WEIGHT = 5.0
MOST_NEIGHBORS = 30
ALIKE = "(all alike)"
COMPUTED = ("features", "pca", "umap", "tsne")
"""Projections of any data; a ready picture is offered where there is one."""
LINE_HEIGHT = 24

DeclaredT = TypeVar("DeclaredT")


def choose(
    page: str,
    name: str,
    label: str,
    options: Mapping[str, str],
    *,
    default: str | None = None,
    help: str | None = None,
) -> str:
    """Choose one of a few names; the visitor reads the words beside them."""
    names = list(options)
    chosen = st.selectbox(
        label,
        names,
        index=names.index(default) if default in names else 0,
        format_func=lambda each: options[each],
        key=f"{page}.{name}",
        help=with_terms(help, label),
        **kept(page),
    )
    shows(f"{page}.{name}", options[chosen])
    return str(chosen)


def choose_metric(page: str, names: Sequence[str], default: str) -> str:
    """Choose what near means, where there is more than one way."""
    if len(names) == 1:
        return names[0]
    notes = "\n".join(f"- **{METRICS[name].title}**: {METRICS[name].help}" for name in names)
    return choose(
        page,
        "metric",
        "Distance",
        {name: METRICS[name].title for name in names},
        default=default,
        help=f"What *near* means.\n{notes}",
    )


def choose_features(
    page: str,
    dataset: Dataset,
    *,
    default_scaling: str = "none",
    n_defaults: int | None = None,
    metrics: Sequence[str] = tuple(METRICS),
    texts: Sequence[str] = (),
) -> FeatureRequest:
    """Choose features, how they are scaled and weighted, and the metric.

    What happens to gaps is chosen for ``texts`` as well: columns that are encoded beside them.
    """
    titles = {column.name: column.title for column in dataset.features}
    defaults = dataset.default_features[:n_defaults]
    features = st.multiselect(
        "Features",
        list(titles),
        default=list(defaults),
        format_func=titles.__getitem__,
        key=f"{page}.features",
        placeholder="Choose at least one",
        help="Each feature becomes one number of the vector, or several.",
        **kept(page),
    )
    scaling = choose(
        page,
        "scaling",
        "Scaling",
        SCALINGS,
        default=default_scaling,
        help="Without scaling, the feature with the largest numbers decides alone who is near. "
        "Standard: mean 0, standard deviation 1. Rank: the share of items that are smaller. "
        "Zeros and ones of categories stay as they are.",
    )
    chosen = [dataset.column(name) for name in features]
    kinds = {column.kind for column in chosen}
    on_earth = {"latitude", "longitude"} <= kinds
    names = [name for name in metrics if name != "haversine" or on_earth]
    metric = choose_metric(page, names, "euclidean")
    positions = "degrees"
    if on_earth and metric != "haversine":
        positions = choose(page, "positions", "Positions", POSITIONS)
    weights, logs = _weights_and_logs(page, dataset, chosen)
    return FeatureRequest(
        features=tuple(features),
        scaling=scaling,
        weights=weights,
        logs=logs,
        positions=positions,
        metric=metric,
        missing=_choose_missing(page, dataset, [*features, *texts], metric),
    )


FACTS = "facts"
ORIGINS = {FACTS: "facts"}
ORIGINS |= {name: f"learned from {each.source}" for name, each in OBJECTIVES.items()}


def choose_origin(page: str, dataset: Dataset, *, default_scaling: str) -> SpaceRequest:
    """Choose whether vectors are made of facts or learned by a network, and how."""
    notes = "\n".join(
        f"- **Learned from {each.source}**: {each.help}" for each in OBJECTIVES.values()
    )
    origin = choose(
        page,
        "vectors",
        "Vectors from",
        ORIGINS,
        help="- **Facts**: chosen columns, side by side. All others are the hidden layer of a "
        f"small network, trained here in seconds.\n{notes}",
    )
    if origin == FACTS:
        return choose_features(page, dataset, default_scaling=default_scaling)
    layer = choose_parameters(EmbeddingLayer, f"{page}.layer", objective=origin)
    metric = choose_metric(page, ("cosine", "euclidean", "manhattan"), "cosine")
    return LearnRequest(origin, layer.n_components, layer.epochs, metric)


def _weights_and_logs(
    page: str, dataset: Dataset, chosen: Sequence[Column]
) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...]]:
    with st.expander("Weights and logarithms"):
        weights = [
            (
                column.name,
                st.slider(
                    plain(column.title),
                    0.0,
                    HEAVIEST_WEIGHT,
                    1.0,
                    0.1,
                    key=f"{page}.weight.{column.name}",
                    **kept(page),
                ),
            )
            for column in chosen
        ]
        positive = {
            column.name: column.title
            for column in chosen
            if column.kind == "number" and dataset.frame[column.name].min() > 0
        }
        logs: list[str] = []
        if positive:
            logs = st.pills(
                "Logarithm of",
                list(positive),
                selection_mode="multi",
                format_func=lambda name: plain(positive[name]),
                key=f"{page}.logs",
                help="Counts in powers of ten: 1,000 to 10,000 is as far as 10,000 to 100,000.",
                **kept(page),
            )
    return tuple(each for each in weights if each[1] != 1), tuple(logs)


def _choose_missing(page: str, dataset: Dataset, names: Sequence[str], metric: str) -> str:
    gaps = gaps_in(dataset, names)
    if gaps.empty:
        return "error"
    listed = ", ".join(
        f"{plain(dataset.column(str(name)).title)} ({count:,})" for name, count in gaps.items()
    )
    impossible = {"error"} if metric != "haversine" else {"error", "category"}
    ways = {name: words for name, words in MISSING.items() if name not in impossible}
    missing = choose(page, "missing", f"Rows without a value: {listed}", ways)
    if missing != "drop":
        st.caption(what_becomes(dataset, gaps.index, missing))
    return missing


def choose_view(
    page: str,
    *,
    default: str = "pca",
    methods: Sequence[str] = COMPUTED,
    flat: Sequence[str] = (),
) -> ViewRequest:
    """Choose the projection, its parameters, 2D or 3D, and the seed; ``flat`` ones are 2D alone."""
    offered = {name: PROJECTIONS[name] for name in methods}
    name = choose(
        page,
        "projection",
        "Projection",
        {name: kind.title for name, kind in offered.items()},
        default=default,
        help="\n".join(f"- **{kind.title}**: {kind.help}" for kind in offered.values()),
    )
    dimensions = 2 if name in flat else _choose_dimensions(page)
    method = choose_parameters(offered[name], key=f"{page}.{name}")
    seed = 42
    if name in ("umap", "tsne"):
        seed = st.number_input(
            "Seed",
            0,
            9999,
            42,
            key=f"{page}.seed",
            help="The same seed gives the same picture. What changes with the seed means nothing.",
            **kept(page),
        )
    return ViewRequest(method, dimensions, int(seed))


def _choose_dimensions(page: str) -> int:
    dimensions = st.segmented_control(
        "Dimensions",
        [2, 3],
        default=2,
        required=True,
        format_func=lambda each: f"{each}D",
        key=f"{page}.dimensions",
        **kept(page),
    )
    shows(f"{page}.dimensions", f"{dimensions}D")
    return int(dimensions or 2)


def choose_parameters(kind: type[DeclaredT], key: str, **given: Any) -> DeclaredT:
    """Make a method of the widgets for its declared parameters; ``given`` are other fields."""
    return kind(**choose_values(kind, key), **given)


def choose_values(kind: Any, key: str, names: Sequence[str] | None = None) -> dict[str, Any]:
    """Give what widgets say for declared parameters, or some of them; not for idle ones."""
    values: dict[str, Any] = {}
    for name, (field, knob) in knobs(kind).items():
        if (names is None or name in names) and matters(knob, values):
            values[name] = _widget_of(knob)(knob, field.default, f"{key}.{name}")
    return values


def _help(knob: Knob) -> str | None:
    return with_terms(knob.help, knob.title)


def _slider(knob: Knob, default: Any, key: str) -> Any:
    return st.slider(
        knob.title, knob.low, knob.high, default, knob.step, key=key, help=_help(knob),
        **kept(key),
    )  # fmt: skip


def _stops(knob: Knob, default: Any, key: str) -> Any:
    value = st.select_slider(
        knob.title,
        knob.stops,
        default,
        format_func=lambda value: f"{value:,}",
        key=key,
        help=_help(knob),
        **kept(key),
    )
    shows(key, f"{value:,}")
    return value


def _select(knob: Knob, default: Any, key: str) -> Any:
    choices = knob.choices or {}
    value = st.selectbox(
        knob.title,
        list(choices),
        index=list(choices).index(default),
        format_func=choices.__getitem__,
        key=key,
        help=_help(knob),
        **kept(key),
    )
    shows(key, choices[value])
    return value


def _switch(knob: Knob, default: Any, key: str) -> Any:
    return st.toggle(knob.title, default, key=key, help=_help(knob), **kept(key))


def _text(knob: Knob, default: Any, key: str) -> Any:
    """Let a text be typed; a visitor's own words stay out of the address."""
    if knob.lines == 1:
        typed = st.text_input(
            knob.title,
            default,
            knob.longest,
            key,
            help=_help(knob),
            persist_state="session",
        )
    else:
        height = LINE_HEIGHT * (knob.lines + 1)
        typed = st.text_area(
            knob.title, default, height, knob.longest, key, help=_help(knob),
            persist_state="session",
        )  # fmt: skip
    return typed or ""


def _widget_of(knob: Knob) -> Callable[[Knob, Any, str], Any]:
    if knob.choices is not None:
        return _select
    if knob.longest is not None:
        return _text
    if knob.switch:
        return _switch
    return _stops if knob.stops else _slider


def choose_color(page: str, columns: Sequence[Column], default: str | None = None) -> str | None:
    """Choose what the colours say."""
    options = {ALIKE: ALIKE}
    options |= {column.name: column.title for column in columns}
    options[QUALITY] = KEPT
    chosen = choose(page, "color", "Colour by", options, default=default)
    return None if chosen == ALIKE else chosen


def choose_item(page: str, labels: Sequence[str], *, noun: str, default: str) -> str | None:
    """Choose an item, searching as one types; None for nobody."""
    chosen = st.selectbox(
        f"Choose {'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}",
        labels,
        index=labels.index(default) if default in labels else 0,
        key=f"{page}.item",
        placeholder="Type to search",
        filter_mode="contains",
        **kept(page),
    )
    return None if chosen is None else str(chosen)


def choose_k(page: str, n_items: int, default: int = 5) -> int:
    """Choose how many neighbours are shown."""
    most = max(1, min(MOST_NEIGHBORS, n_items - 1))
    if most == 1:
        return 1
    key = f"{page}.k"
    if st.session_state.get(key, 1) > most:  # kept from a time with more items
        st.session_state[key] = most
    return int(
        st.slider("Neighbours shown", 1, most, min(default, most), key=key, **kept(page))
    )  # fmt: skip
