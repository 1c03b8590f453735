"""Make data/elements.csv from the tables of the package mendeleev.

    pip install mendeleev
    python scripts/make_elements.py

mendeleev is needed for this only. What is kept, mended and left out: data/README.md.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

OUT = Path(__file__).resolve().parents[1] / "data" / "elements.csv"

LAST = 103  # nobody has measured the ionization energy of a heavier one
FIRST_ONLY_ATOMS = 100  # from here on there was never enough of one to see
ONLY_ATOMS = ("At", "Fr")
ZERO_CELSIUS = 273.15  # K
ROOM = 20 + ZERO_CELSIUS

NAMES = {"Aluminum": "Aluminium", "Cesium": "Caesium"}  # as IUPAC spells them
WEIGHTS = {"Ar": 39.95, "Hf": 178.486, "Tc": 97, "Pm": 145}  # IUPAC 2021; mass numbers
YEARS = {"Nd": 1885}  # mendeleev has 1925
STATES = {"Re": "+4; +7", "No": "+2; +3"}  # mendeleev has one of them

LANTHANIDES, ACTINIDES = range(57, 72), range(89, 104)
FAMILIES = {
    "nonmetal": "H C N O P S Se",
    "noble gas": "He Ne Ar Kr Xe Rn",
    "halogen": "F Cl Br I At",
    "metalloid": "B Si Ge As Sb Te",
    "alkali metal": "Li Na K Rb Cs Fr",
    "alkaline earth metal": "Be Mg Ca Sr Ba Ra",
    "post-transition metal": "Al Ga In Sn Tl Pb Bi Po",
}
FAMILY = {symbol: family for family, symbols in FAMILIES.items() for symbol in symbols.split()}


def main() -> None:
    """Read, mend and write."""
    from mendeleev.fetch import fetch_table

    table = fetch_table("elements").set_index("atomic_number").sort_index().loc[:LAST]
    symbol = table["symbol"]
    seen = ~symbol.isin(ONLY_ATOMS) & (table.index < FIRST_ONLY_ATOMS)
    points = transitions(fetch_table("phasetransitions")).reindex(table.index).where(seen)
    states = common_states(fetch_table("oxidationstates")).reindex(table.index, fill_value="0")
    energies = fetch_table("ionizationenergies").set_index("atomic_number")
    first = energies.loc[energies["ion_charge"] == 0, "ionization_energy"]
    in_f = table.index.isin([*LANTHANIDES, *ACTINIDES])
    facts = {
        "symbol": symbol,
        "name": table["name"].replace(NAMES),
        "number": table.index,
        "weight": symbol.map(WEIGHTS).fillna(table["atomic_weight"]).round(3),
        "period": table["period"],
        "group": table["group_id"].mask(in_f).astype("Int64"),
        "family": [family(number, each) for number, each in symbol.items()],
        "oxidation_states": symbol.map(STATES).fillna(states),
        "ionization_energy": first.reindex(table.index).round(4),
        "radius": table["covalent_radius_pyykko"].round().astype(int),
        "electronegativity": table["en_pauling"],
        "density": table["density"].where(seen).map("{:.4g}".format, na_action="ignore"),
        "melting_point": (points["melting_point"] - ZERO_CELSIUS).round(1),
        "boiling_point": (points["boiling_point"] - ZERO_CELSIUS).round(1),
        "state": [state(*row) for row in points.itertuples(index=False)],
        "discovered": symbol.map(YEARS).fillna(table["discovery_year"]).astype("Int64"),
    }
    pd.DataFrame(facts, index=table.index).to_csv(OUT, index=False, lineterminator="\n")
    print(f"{len(table)} elements: {OUT}")


def transitions(table: pd.DataFrame) -> pd.DataFrame:
    """Give the melting and boiling point, K, of each element's usual form, by its number.

    Graphite and arsenic have a boiling point only, where they sublime.
    """
    sublimes = table["is_sublimation_point"].notna()
    table = table[table["is_transition"].isna() & (table["allotrope"] != "red")]
    melting = table["melting_point"].mask(sublimes)
    table = table.assign(melting_point=melting).set_index("atomic_number")
    return table[["melting_point", "boiling_point"]]


def common_states(table: pd.DataFrame) -> pd.Series:
    """Give the main oxidation states of each element that has any, such as "2; 3"."""
    main = table[table["category"] == "main"].sort_values("oxidation_state")
    groups = main.groupby("atomic_number")["oxidation_state"]
    return groups.apply(lambda each: "; ".join(f"{state:+d}".replace("-", "−") for state in each))


def state(melting: float, boiling: float) -> str | None:
    """Say what an element is at room temperature, as far as anybody has seen it."""
    if boiling < ROOM:
        return "gas"
    if pd.isna(melting) and pd.isna(boiling):
        return None
    return "liquid" if melting < ROOM else "solid"


def family(number: int, symbol: str) -> str:
    """Name the family: those that FAMILIES doesn't list are metals of the middle."""
    if number in LANTHANIDES:
        return "lanthanide"
    if number in ACTINIDES:
        return "actinide"
    return FAMILY.get(symbol, "transition metal")


if __name__ == "__main__":
    main()
