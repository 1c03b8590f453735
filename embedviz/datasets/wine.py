"""Wine: 178 wines of Piedmont by what a laboratory measures, as scikit-learn ships them."""

from __future__ import annotations

import pandas as pd

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.opening import Opening
from embedviz.datasets.shipped import shipped_columns

WINES = ("Barolo", "Grignolino", "Barbera")


OPENING = Opening(
    title="Wine",
    to_try="178 wines, each with 13 measurements from a laboratory. **Try this:** the nearest "
    "neighbour of *Barolo 26* is a Barbera, because *proline*, counted in hundreds, "
    "outweighs all the rest. Set *scaling* to standard, and its five nearest are Barolos.",
    embedder="features",
    projection="pca",
    color="wine",
    icon="wine_bar",
    door="A laboratory can tell three kinds of wine apart, once no measurement drowns out "
    "the others.",
)


def load() -> Dataset:
    """Load the wines; a label is the kind and a number within it, such as "Barolo 1".

    The file of UCI numbers the three kinds; Forina and others name them.

    References
    ----------
    S. Aeberhard, M. Forina: Wine, UCI Machine Learning Repository (1992).
    https://doi.org/10.24432/C5PC7J
    M. Forina, C. Armanino, M. Castino, M. Ubigli: Multivariate data analysis as a discriminating
    method of the origin of wines, Vitis 25 (1986), 189-201.
    """
    from sklearn.datasets import load_wine

    columns = shipped_columns("wine")
    measures = [column.name for column in columns if column.kind == "number"]
    wine = load_wine()
    kind = pd.Series([WINES[number] for number in wine.target])
    number = (kind.groupby(kind).cumcount() + 1).astype(str)
    return Dataset(
        name="wine",
        title=OPENING.title,
        item="wine",
        items="wines",
        frame=pd.DataFrame(wine.data, columns=measures).assign(wine=kind),
        labels=tuple(kind + " " + number),
        columns=columns,
        source="Wine, UCI Machine Learning Repository (Aeberhard and Forina, 1992), as shipped "
        "with scikit-learn; the names of the kinds from Forina and others (1986)",
        licence="CC BY 4.0",
        default_features=tuple(measures),
        default_item="Barolo 26",
        opening=OPENING,
    )
