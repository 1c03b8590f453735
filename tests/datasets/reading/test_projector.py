"""A projector's files: vectors, metadata, config and sprite, as TensorFlow's projector has them.

The format: https://github.com/tensorflow/docs, site/en/guide/embedding.md ("If the TSV metadata
file has only a single column, then we don't expect a header row"); a sprite is filled row by row
from the top left, every picture of one size.
"""

from __future__ import annotations

import io
import json
from itertools import permutations

import numpy as np
import pytest
from PIL import Image

import embedviz as ev
from embedviz.datasets.reading import read_together, understood

VECTORS = np.arange(20, dtype="<f4").reshape(5, 4)
SHADES = [0, 51, 102, 153, 255]


def sprite(columns: int = 3, size: tuple[int, int] = (4, 2)) -> bytes:
    """Five tiles of one shade each, in rows of ``columns``; width and height differ."""
    width, height = size
    rows = -(-len(SHADES) // columns)
    whole = Image.new("L", (columns * width, rows * height), 77)
    for place, shade in enumerate(SHADES):
        at = (place % columns * width, place // columns * height)
        whole.paste(shade, (*at, at[0] + width, at[1] + height))
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def files(**told) -> dict[str, bytes]:
    config = {
        "tensorName": "Tiles",
        "tensorShape": [5, 4],
        "tensorPath": "some/folder/tiles.bytes",
        "metadataPath": "some/folder/tiles.tsv",
        "sprite": {"imagePath": "some/folder/tiles.png", "singleImageDim": [4, 2]},
        **told,
    }
    return {
        "config.json": json.dumps({"embeddings": [config]}).encode(),
        "tiles.bytes": VECTORS.tobytes(),
        "tiles.tsv": b"name\tshade\na\t0\nb\t51\nc\t102\nd\t153\ne\t255\n",
        "tiles.png": sprite(),
    }


def read(brought: dict[str, bytes]):
    return understood(read_together([(io.BytesIO(each), name) for name, each in brought.items()]))


def test_a_sprite_gives_each_item_its_picture():
    found = read(files())
    assert found.images.shape == (5, 2, 4)
    np.testing.assert_allclose(found.images[:, 0, 0], np.array(SHADES) / 255, atol=1e-6)
    assert (np.ptp(found.images.reshape(5, -1), axis=1) == 0).all()
    assert found.dataset().labels == ("a", "b", "c", "d", "e")
    np.testing.assert_array_equal(found.vectors, VECTORS)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::7])
def test_in_which_order_they_come_makes_no_difference(order):
    named = list(files().items())
    found = read(dict(named[place] for place in order))
    assert found.images.shape == (5, 2, 4)
    np.testing.assert_array_equal(found.vectors, VECTORS)


def test_a_sprite_of_another_size_gets_a_sentence():
    told = {"sprite": {"imagePath": "tiles.png", "singleImageDim": [40, 20]}}
    with pytest.raises(ev.UnreadableFile, match=r"^tiles\.png is 12 × 4 pixels, no room for 5 "):
        read(files(**told))


@pytest.mark.parametrize("size", [[0, 2], [-4, 2], ["4", None], [4]])
def test_a_config_of_nonsense_is_refused_or_left_aside(size):
    try:
        found = read(files(sprite={"imagePath": "tiles.png", "singleImageDim": size}))
    except ev.UnreadableFile:
        return
    assert found.images is None


def test_a_sprite_may_be_missing():
    brought = files()
    del brought["tiles.png"]
    assert read(brought).images is None


def test_a_single_column_of_metadata_has_no_header():
    brought = files() | {"tiles.tsv": b"a\nb\nc\nd\ne\n"}
    assert read(brought).dataset().labels == ("a", "b", "c", "d", "e")
