"""Several files together: vectors and their metadata, as TensorFlow's projector keeps them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from embedviz.datasets.reading import limits
from embedviz.datasets.reading.arrays import read_list
from embedviz.datasets.reading.formats import read_raw
from embedviz.datasets.reading.raw import RawTable, shown
from embedviz.datasets.reading.text import TEXT
from embedviz.datasets.reading.vectors import (
    VECTORS,
    as_vectors,
    numbers_of,
    table_of_vectors,
)
from embedviz.errors import UnreadableFile, quoted

Named = tuple[BinaryIO, str]
_IMAGES = (".png", ".jpg", ".jpeg")
_PICTURES = ("PNG", "JPEG", "GIF", "WEBP")
"""What a picture may really be, whatever it is called: others are handed to programs like
Ghostscript, or opened by code that few have looked at."""
_MOST_PIXELS = 2**28
_TENSORS = re.compile(r"(.*?)(tensors?|vectors?)(\.(?:tsv|bytes|npy))", re.IGNORECASE)
_METADATA = ("metadata", "labels", "meta")


def read_bytes(_file: BinaryIO, name: str) -> RawTable:
    """Refuse bare numbers, whose table can't be known without another file."""
    raise UnreadableFile(
        f"{name} holds bare numbers and doesn't say how many make a vector. Bring its metadata "
        "(one row an item) or its projector_config.json together with it."
    )


def beside(path: Path) -> list[Path]:
    """Give the files beside this one that belong to it: to tensors metadata, to a config all.

    Nothing outside the folder is ever looked at.
    """
    if path.suffix.lower() == ".json":
        with path.open("rb") as file:
            config = _config(file)
        told = (each.get(key) for each in config for key in ("tensorPath", "metadataPath"))
        names = {Path(each).name for each in told if isinstance(each, str)}
        return [each for name in sorted(names) if (each := path.parent / name).is_file()]
    found = _TENSORS.fullmatch(path.name)
    if not found:
        return []
    for word in _METADATA:
        each = path.with_name(f"{found[1]}{word}.tsv")
        if each.is_file():
            return [each]
    return []


def join(files: Sequence[Named]) -> RawTable:
    """Read vectors and what belongs to them; refuse files that don't belong together."""
    config: list[dict[str, Any]] = []
    others, sprites = [], []
    for file, name in files:
        if name.lower().endswith(".json") and (listed := _config(file)):
            config += listed
        elif name.lower().endswith(_IMAGES):
            sprites.append((file, name))
        else:
            others.append((file, name))
    names = [name for _, name in others]
    told = next((each for each in config if _file_of(each, "tensorPath") in names), None)
    bare = [each for each in others if each[1].lower().endswith(".bytes")]
    rest = [_read(*each) for each in others if each not in bare]
    if config and not told and not rest:
        wanted = quoted(shown(_file_of(config[0], "tensorPath")))
        raise UnreadableFile(
            f"None of the files that the config names is here. Bring {wanted} together with it."
        )
    if len(bare) == 1 and len(rest) <= 1:
        vectors = _bare(*bare[0], told, rest[0] if rest else None)
    elif not bare and 1 <= len(rest) <= 2:
        ready = {n: found for n, each in enumerate(rest) if (found := _vectors_alone(each))}
        if not ready:
            raise UnreadableFile(_apart([name for _, name in files]))
        place, vectors = next(iter(ready.items()))
        del rest[place]
    else:
        raise UnreadableFile(_apart([name for _, name in files]))
    joined = _with_metadata(vectors, rest[0]) if rest else vectors
    return _with_sprite(joined, told, sprites)


def _read(file: BinaryIO, name: str) -> RawTable:
    facts = read_list(file, name) if name.lower().endswith(".npy") else None
    return facts or read_raw(file, name)


def _vectors_alone(raw: RawTable) -> RawTable | None:
    """Take a table for vectors; None if it holds anything else."""
    vectors = None
    if len(raw.arrays) == 1 and not raw.frame.shape[1]:
        vectors = next(iter(raw.arrays.values()))
    elif not raw.arrays and all(name.startswith("column ") for name in raw.frame.columns):
        vectors = numbers_of(raw.frame, list(raw.frame.columns))
    if vectors is None:
        return None
    return replace(raw, frame=raw.frame[[]], arrays={VECTORS: vectors})


def _bare(
    file: BinaryIO, name: str, told: dict[str, Any] | None, facts: RawTable | None
) -> RawTable:
    content = limits.content_of(file, name)
    n_numbers = len(content) // 4
    shape = (told or {}).get("tensorShape")
    if isinstance(shape, list) and len(shape) == 2 and all(type(each) is int for each in shape):
        n_rows, n_dimensions = shape
    elif facts is not None:
        n_rows = len(facts)
        if n_numbers % n_rows and facts.frame.shape[1] == 1 and n_numbers % (n_rows + 1) == 0:
            n_rows += 1  # a single column of metadata has no header
        n_dimensions = n_numbers // n_rows
    else:
        return read_bytes(file, name)
    if len(content) % 4 or n_rows < 1 or n_rows * n_dimensions != n_numbers:
        raise UnreadableFile(
            f"{name} holds {len(content):,} bytes, which are not {n_rows:,} vectors of 32-bit "
            "numbers. Bring the metadata that belongs to it, or download it again."
        )
    array = np.frombuffer(content, dtype="<f4").reshape(n_rows, n_dimensions)
    return table_of_vectors(as_vectors(array, name), name)


def _with_metadata(vectors: RawTable, facts: RawTable) -> RawTable:
    frame = facts.frame
    n_vectors = len(vectors)
    if len(frame) == n_vectors - 1 and frame.shape[1] == 1:
        # A single column of metadata has no header: its first row is an item.
        first = pd.DataFrame({"label": [frame.columns[0]]})
        frame = pd.concat([first, frame.set_axis(["label"], axis=1)], ignore_index=True)
        facts = replace(facts, notes=(), kinds={})
    if facts.kinds == {TEXT: "text"} and list(frame.columns) == [TEXT]:
        # One a line: they may be classes, called by what the file is called.
        frame = frame.set_axis([Path(facts.name).stem or TEXT], axis=1)
        facts = replace(facts, kinds={})
    if len(frame) != n_vectors:
        raise UnreadableFile(
            f"{vectors.name} has {n_vectors:,} vectors, {facts.name} has {len(frame):,} rows. "
            "They must be as many, in the same order."
        )
    return replace(
        facts,
        name=vectors.name,
        frame=frame.reset_index(drop=True),
        arrays={**facts.arrays, **vectors.arrays},
        notes=(
            *(each for each in vectors.notes if "numbered" not in each),
            *facts.notes,
            f"{vectors.name} was read together with {facts.name}.",
        ),
    )


def _with_sprite(raw: RawTable, told: dict[str, Any] | None, sprites: Sequence[Named]) -> RawTable:
    sprite = (told or {}).get("sprite")
    if not isinstance(sprite, dict) or not sprites:
        return raw
    wanted = _file_of(sprite, "imagePath")
    found = next((each for each in sprites if each[1] == wanted), None)
    size = sprite.get("singleImageDim")
    if found is None or not isinstance(size, list) or len(size) != 2:
        return raw
    return replace(raw, images=_tiles(*found, int(size[0]), int(size[1]), len(raw)))


def _tiles(file: BinaryIO, name: str, width: int, height: int, n_items: int) -> NDArray[np.float32]:
    """Cut a sprite into (n, height, width) float32, 0 to 1, row by row from the top left."""
    from PIL import Image

    with Image.open(file, formats=_PICTURES) as image:
        columns = image.width // max(width, 1)
        rows = math.ceil(n_items / max(columns, 1))
        fits = width > 0 and height > 0 and columns > 0 and rows * height <= image.height
        if not fits or image.width * image.height > _MOST_PIXELS:
            raise UnreadableFile(
                f"{name} is {image.width:,} × {image.height:,} pixels, no room for {n_items:,} "
                f"images of {width} × {height}. Bring the sprite that belongs to the vectors."
            )
        pixels = np.asarray(image.convert("L"), dtype=np.float32) / 255
    pixels = pixels[: rows * height, : columns * width]
    tiles = pixels.reshape(rows, height, columns, width).swapaxes(1, 2)
    return np.array(tiles.reshape(-1, height, width)[:n_items], dtype=np.float32)


def _config(file: BinaryIO) -> list[dict[str, Any]]:
    """Give the embeddings of a projector's open config file; none, if it is something else."""
    start = file.read(2**20)
    file.seek(0)
    try:
        found = json.loads(start)
    except (ValueError, RecursionError):
        return []
    listed = found.get("embeddings") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        return []
    return [each for each in listed if isinstance(each, dict) and "tensorPath" in each]


def _file_of(told: dict[str, Any], key: str) -> str:
    """Give the name of a file that a config names, without its folder."""
    return PurePosixPath(str(told.get(key, ""))).name


def _apart(names: list[str]) -> str:
    listed = ", ".join(quoted(shown(name)) for name in names[:4])
    return (
        f"{listed}{' and more' if len(names) > 4 else ''} don't belong together. Bring one table, "
        "or vectors with one metadata file of as many rows."
    )
