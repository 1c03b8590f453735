"""Wine: 178 wines of Piedmont by what a laboratory measures, as scikit-learn ships them."""

from __future__ import annotations

import pandas as pd

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Opening

MEASURES = (
    Column("alcohol", "alcohol", "number", "%"),
    Column("malic_acid", "malic acid", "number", note="The acid of green apples."),
    Column("ash", "ash", "number", note="The minerals that stay when the wine is burnt away."),
    Column("alkalinity", "alkalinity of ash", "number"),
    Column("magnesium", "magnesium", "number"),
    Column("phenols", "phenols", "number", note="All of them: colour, bitterness and tannins."),
    Column("flavanoids", "flavanoids", "number", note="The larger part of the phenols."),
    Column("nonflavanoids", "nonflavanoid phenols", "number", note="The other part."),
    Column("proanthocyanins", "proanthocyanins", "number", note="Flavanoids that form tannins."),
    Column("intensity", "colour intensity", "number", note="How deep the colour is."),
    Column("hue", "hue", "number"),
    Column(
        "absorbance",
        "absorbance ratio 280/315 nm",
        "number",
        note="OD280/OD315 of the diluted wine: absorbance at 280 nm divided by that at 315 nm.",
    ),
    Column("proline", "proline", "number", note="An amino acid from the grapes."),
)
"""In the order of the source, which gives no unit; other editions say that alcohol is in %."""

WINES = ("Barolo", "Grignolino", "Barbera")


OPENING = Opening(
    title="Wine",
    to_try="178 wines, each with 13 measurements from a laboratory. **Try this:** the nearest "
    "neighbour of *Barolo 26* is a Barbera: their *proline*, counted in hundreds, is nearly the "
    "same, and nothing else counts much. Set *scaling* to standard, and its five nearest are "
    "Barolos.",
    embedder="features",
    projection="pca",
    color="wine",
    tries={"vectors": "features", "scaling": "standard"},
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

    wine = load_wine()
    kind = pd.Series([WINES[number] for number in wine.target])
    number = (kind.groupby(kind).cumcount() + 1).astype(str)
    frame = pd.DataFrame(wine.data, columns=[column.name for column in MEASURES])
    return Dataset(
        name="wine",
        title=OPENING.title,
        item="wine",
        items="wines",
        frame=frame.assign(wine=kind),
        labels=tuple(kind + " " + number),
        columns=(
            *MEASURES,
            Column(
                "wine",
                "kind of wine",
                "category",
                note="Each kind is made from one grape: Barolo from Nebbiolo, the others from the "
                "grape of their name.",
            ),
        ),
        source="Wine, UCI Machine Learning Repository (Aeberhard and Forina, 1992), as shipped "
        "with scikit-learn; the names of the kinds from Forina and others (1986)",
        licence="CC BY 4.0",
        default_features=tuple(column.name for column in MEASURES),
        default_item="Barolo 26",
        opening=OPENING,
    )
