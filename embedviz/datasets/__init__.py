"""The data sets that ship with embedviz: one file and one line each."""

import sys

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles, Portion
from embedviz.registry import Registry

__all__ = ["DATASETS", "Column", "Dataset", "Example", "Opening", "Poles", "Portion", "opening_of"]

DATASETS = Registry(
    "data set",
    __name__,
    {
        "cities": "cities:load",
        "tv_shows": "tv_shows:load",
        "sentences": "sentences:load",
        "words": "words:load",
        "digits": "digits:load",
        "wine": "wine:load",
        "colors": "colors:load",
        "elements": "elements:load",
    },
)


def opening_of(name: str) -> Opening:
    """Give how a first visit to a data set begins, without loading it; its file declares that.

    Raises
    ------
    UnknownName
        With the closest names.
    """
    opening: Opening = sys.modules[DATASETS[name].__module__].OPENING
    return opening
