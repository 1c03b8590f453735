"""Controls for texts: the model that encodes them, and texts of the visitor's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from embedviz.errors import InvalidRequest, LimitReached
from embedviz.parameters import knobs
from embedviz.ui.controls import choose, choose_metric, choose_values
from embedviz.ui.links import kept
from embedviz.ui.progress import settings
from embedviz.ui.request import TextRequest
from embedviz.vectorizers import VECTORIZERS
from embedviz.models import BUNDLED_MODEL, LEARNED, TFIDF, WORD2VEC

ANOTHER = "another"
MOST_SIZE = 500


def choose_encoder(
    page: str,
    column: str | None = None,
    *,
    metrics: Sequence[str] = ("cosine", "euclidean", "manhattan"),
) -> TextRequest:
    """Choose how texts become vectors, and the metric."""
    options = {
        BUNDLED_MODEL: BUNDLED_MODEL,
        TFIDF: "TF-IDF: word counts",
        WORD2VEC: "Word2Vec, trained on these",
    }
    options |= {str(folder): folder.name for folder in _offered_folders()}
    if settings().allowed_models:
        options[ANOTHER] = "Another model, from a hub ..."
    model = choose(
        page,
        "model",
        "Model",
        options,
        help="The language model reads a sentence as a whole; word counts only see which words "
        "it has. Word2Vec learns from these texts alone which words stand near one another, and "
        "takes a text as the mean of its words.",
    )
    n_components = None
    training: dict[str, int] = {}
    if model in LEARNED:
        n_components = _choose_size(page, model)
    if model == WORD2VEC:
        training = choose_values(VECTORIZERS[WORD2VEC], f"{page}.word2vec", ("window", "epochs"))
    elif model == ANOTHER:
        model = _hub_model(page)
    metric = choose_metric(page, metrics, "cosine")
    try:
        if model not in options:
            check_hub_name(model)
            settings().check_model(model)
    except (InvalidRequest, LimitReached) as refusal:
        return RefusedRequest(model, column=column, metric=metric, sentence=str(refusal))
    return TextRequest(model, n_components, column, metric, tuple(training.items()))


def _choose_size(page: str, model: str) -> int:
    """Choose the dimensions; each model keeps its own, for they don't mean the same."""
    field, knob = knobs(VECTORIZERS[model])["n_components"]
    key = f"{page}.n_components" if model == TFIDF else f"{page}.{model}.n_components"
    return int(
        st.slider(knob.title, 2, MOST_SIZE, field.default, key=key, help=knob.help, **kept(page))
    )


@dataclass(frozen=True)
class RefusedRequest(TextRequest):
    """A model that may not be opened: says so where its vectors would be, and the controls stay."""

    sentence: str = ""

    def check(self) -> None:
        """Raise ``InvalidRequest`` with the sentence."""
        raise InvalidRequest(self.sentence)


def _offered_folders() -> list[Path]:
    """Give the models an operator has put at hand; a visitor can name no other folder."""
    folder = settings().models_folder
    if not folder or not Path(folder).is_dir():
        return []
    return sorted(each for each in Path(folder).iterdir() if (each / "config.json").is_file())


def _hub_model(page: str) -> str:
    name = st.text_input(
        "Name on the hub",
        key=f"{page}.hub_model",
        placeholder="owner/name",
        help="It is fetched when this machine has a network, and only its weights are used: no "
        "code that comes with it is run.",
        **kept(page),
    ).strip()
    return name or BUNDLED_MODEL


def check_hub_name(name: str) -> None:
    """Refuse what is no plain ``owner/name``: no visitor opens a folder of the server."""
    if not re.fullmatch(r"[\w-][\w.-]*/[\w-][\w.-]*", name) or Path(name).exists():
        raise InvalidRequest(f'"{name}" is no model\'s name on a hub. It has the form owner/name.')
