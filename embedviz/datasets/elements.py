"""Elements: the chemical elements up to lawrencium by their properties."""

from __future__ import annotations

from embedviz.datasets.dataset import Column, Dataset
from embedviz.datasets.opening import Example, Opening, Poles
from embedviz.datasets.shipped import shipped_table

COLUMNS = (
    Column("number", "atomic number", "number", note="Protons in the nucleus."),
    Column(
        "weight",
        "atomic weight",
        "number",
        note="Standard atomic weight (IUPAC 2021); the mass number of the longest-lived isotope "
        "where there is none.",
    ),
    Column("period", "period", "number", note="The row of the periodic table."),
    Column(
        "group",
        "group",
        "number",
        note="The column of the periodic table, 1 to 18; lanthanides and actinides have none.",
    ),
    Column(
        "family",
        "family",
        "category",
        note="The usual family; zinc, cadmium and mercury count as transition metals.",
    ),
    Column(
        "oxidation_states",
        "oxidation states",
        "set",
        note="The common ones: how many electrons an atom gives away (+) or takes (−) in a "
        "compound; 0 where compounds are rare or unknown.",
    ),
    Column(
        "ionization_energy",
        "first ionization energy",
        "number",
        "eV",
        "What it takes to pull one electron off a free atom (NIST).",
    ),
    Column(
        "radius",
        "covalent radius",
        "number",
        "pm",
        "Half the length of a single bond between two alike atoms (Pyykkö and Atsumi 2009); for "
        "noble gases and the heaviest from bonds to others or calculated.",
    ),
    Column(
        "electronegativity",
        "electronegativity",
        "number",
        note="How strongly an atom pulls the electrons of a bond, on Pauling's scale.",
    ),
    Column(
        "density",
        "density",
        "number",
        "g/cm³",
        "At room temperature and normal pressure, in the usual form, such as graphite.",
    ),
    Column(
        "melting_point",
        "melting point",
        "number",
        "°C",
        "At normal pressure; helium never freezes there, carbon and arsenic sublime.",
    ),
    Column(
        "boiling_point",
        "boiling point",
        "number",
        "°C",
        "At normal pressure; carbon and arsenic go from solid to gas there.",
    ),
    Column("state", "state at 20 °C", "category", note="Solid, liquid or gas."),
    Column(
        "discovered",
        "year discovered",
        "number",
        note="Sources differ by some years; metals known since antiquity and a few others have "
        "none.",
    ),
)


OPENING = Opening(
    title="Chemical elements",
    to_try="103 elements by three of their properties. **Try this:** the nearest neighbour "
    "of *lithium* is sodium, which is eight places further on. Take *atomic number* and "
    "*atomic weight* instead, and it is beryllium, the next one.",
    tries={"features": ["number", "weight"]},
    embedder="features",
    parameters={"scaling": "standard"},
    projection="pca",
    color="family",
    examples=(
        Example("Sodium, Na", "Potassium, K", "Magnesium, Mg", "Calcium, Ca"),
        Example("Neon, Ne", "Argon, Ar", "Lithium, Li", "Sodium, Na"),
        Example("Chlorine, Cl", "Bromine, Br", "Sulfur, S", "Selenium, Se"),
    ),
    axes=(Poles(("Sodium, Na", "Potassium, K"), ("Chlorine, Cl", "Bromine, Br")),),
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
    table = shipped_table("elements.csv")
    return Dataset(
        name="elements",
        title=OPENING.title,
        item="element",
        items="elements",
        frame=table[[column.name for column in COLUMNS]],
        labels=tuple(table["name"] + ", " + table["symbol"]),
        columns=COLUMNS,
        source="Public reference values (IUPAC, NIST, CRC Handbook, Pyykkö and Atsumi 2009), "
        "collected by the package mendeleev",
        licence="MIT (mendeleev)",
        default_features=("oxidation_states", "ionization_energy", "radius"),
        default_item="Lithium, Li",
        opening=OPENING,
    )
