"""Elements: the chemical elements up to lawrencium by their properties."""

from __future__ import annotations

from embedviz.datasets.dataset import Dataset
from embedviz.datasets.opening import Example, Opening
from embedviz.datasets.shipped import shipped_columns, shipped_table

OPENING = Opening(
    title="Chemical elements",
    to_try="103 elements by three of their properties. **Try this:** the nearest neighbour "
    "of *lithium* is sodium, which is eight places further on. Choose *atomic number* as "
    "the only feature, and its neighbours are helium and beryllium.",
    embedder="features",
    parameters={"scaling": "standard"},
    projection="pca",
    color="family",
    examples=(
        Example("Sodium, Na", "Potassium, K", "Magnesium, Mg"),
        Example("Neon, Ne", "Argon, Ar", "Lithium, Li"),
        Example("Chlorine, Cl", "Bromine, Br", "Sulfur, S"),
    ),
    icon="experiment",
    door="Lithium and sodium behave alike, though seven other elements lie between them. "
    "Which properties show it?",
)


def load() -> Dataset:
    """Load the elements 1 to 103, the lightest first; the label is "Lithium, Li".

    Nobody has measured the ionization energy of a heavier one. Electronegativity, density, melting
    and boiling point, state, group and year have gaps (NaN). ``scripts/make_elements.py`` makes
    the table; ``data/README.md`` says how.
    """
    columns = shipped_columns("elements")
    table = shipped_table("elements.csv")
    return Dataset(
        name="elements",
        title=OPENING.title,
        item="element",
        items="elements",
        frame=table[[column.name for column in columns]],
        labels=tuple(table["name"] + ", " + table["symbol"]),
        columns=columns,
        source="Public reference values (IUPAC, NIST, CRC Handbook, Pyykkö and Atsumi 2009), "
        "collected by the package mendeleev",
        licence="MIT (mendeleev)",
        default_features=("oxidation_states", "ionization_energy", "radius"),
        default_item="Lithium, Li",
        opening=OPENING,
    )
