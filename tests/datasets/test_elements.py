"""The elements: facts a chemist knows, and how the periodic law shows in their neighbours."""

from __future__ import annotations

import numpy as np
import pytest

import embedviz as ev


@pytest.fixture(scope="module")
def elements():
    return ev.load_dataset("elements")


@pytest.fixture(scope="module")
def table(elements):
    symbols = [label.rpartition(", ")[2] for label in elements.labels]
    return elements.frame.set_axis(symbols)


@pytest.fixture(scope="module")
def space(elements):
    return ev.vectorize(elements, **elements.opening.parameters)


def test_they_are_the_first_103_in_order(elements, table):
    assert list(table["number"]) == list(range(1, 104))
    assert elements.labels[0] == "Hydrogen, H"
    assert elements.labels[-1] == "Lawrencium, Lr"
    assert elements.label_index["Lithium"] == 2


@pytest.mark.parametrize(
    ("symbol", "column", "value", "within"),
    [
        ("H", "ionization_energy", 13.598, 0.001),
        ("He", "ionization_energy", 24.587, 0.001),
        ("Na", "ionization_energy", 5.139, 0.001),
        ("Au", "ionization_energy", 9.226, 0.001),
        ("C", "weight", 12.011, 0),
        ("Cl", "weight", 35.45, 0),
        ("U", "weight", 238.029, 0),
        ("C", "radius", 75, 0),
        ("Si", "radius", 116, 0),
        ("Cs", "radius", 232, 0),
        ("O", "electronegativity", 3.44, 0),
        ("Cs", "electronegativity", 0.79, 0),
        ("Fe", "density", 7.87, 0.01),
        ("Hg", "density", 13.53, 0.01),
        ("Fe", "melting_point", 1538, 1),
        ("Ga", "melting_point", 29.8, 0.1),
        ("Hg", "melting_point", -38.8, 0.1),
        ("Pb", "boiling_point", 1749, 1),
        ("N", "boiling_point", -195.8, 0.1),
        ("Ga", "discovered", 1875, 0),
        ("Ge", "discovered", 1886, 0),
        ("Nd", "discovered", 1885, 0),
    ],
)
def test_values_are_those_of_the_handbooks(table, symbol, column, value, within):
    assert table.loc[symbol, column] == pytest.approx(value, abs=max(within, 1e-9))


@pytest.mark.parametrize(
    ("column", "lowest", "highest"),
    [
        ("ionization_energy", "Cs", "He"),
        ("radius", "H", "Cs"),
        ("electronegativity", "Fr", "F"),
        ("density", "H", "Os"),
        ("melting_point", "H", "W"),
        ("boiling_point", "He", "Re"),
    ],
)
def test_the_extremes_are_those_a_chemist_knows(table, column, lowest, highest):
    assert (table[column].idxmin(), table[column].idxmax()) == (lowest, highest)


def test_bromine_and_mercury_are_the_only_liquids_and_eleven_are_gases(table):
    assert set(table.index[table["state"] == "liquid"]) == {"Br", "Hg"}
    gases = {"H", "He", "N", "O", "F", "Ne", "Cl", "Ar", "Kr", "Xe", "Rn"}
    assert set(table.index[table["state"] == "gas"]) == gases


def test_weight_goes_down_where_mendeleev_had_to_trust_chemistry(table):
    down = table.index[1:][np.diff(table["weight"]) < 0]
    assert {"K", "Ni", "I"} <= set(down)


def test_each_period_starts_low_and_ends_high_in_ionization_energy(table):
    for _, row in table[table["period"].between(2, 6)].groupby("period"):
        assert row["ionization_energy"].idxmin() == row.index[0]
        assert row["ionization_energy"].idxmax() == row.index[-1]
        assert row["family"].iloc[0] == "alkali metal"
        assert row["family"].iloc[-1] == "noble gas"


def test_a_group_is_a_column_of_the_periodic_table(table):
    assert list(table.index[table["group"] == 17]) == ["F", "Cl", "Br", "I", "At"]
    assert list(table.index[table["group"] == 11]) == ["Cu", "Ag", "Au"]
    without = table[table["group"].isna()]
    assert set(without["family"]) == {"lanthanide", "actinide"}
    assert len(without) == 30


def same_group(elements, space):
    """How often the nearest of those in a group is in the same group."""
    group = elements.frame["group"].to_numpy()
    nearest = space.neighbor_graph(1).indices[:, 0]
    in_one = ~np.isnan(group)
    return (group[nearest] == group)[in_one].mean()


def test_the_nearest_is_of_the_same_group_by_properties_and_never_by_number(elements, space):
    assert same_group(elements, space) == pytest.approx(0.60, abs=0.02)
    assert same_group(elements, ev.vectorize(elements, ["number"])) == 0


def test_lithiums_nearest_is_sodium_and_by_number_helium_and_beryllium(elements, space):
    assert elements.default_item == "Lithium, Li"
    assert space.neighbors("Lithium, Li", k=1)["label"][0] == "Sodium, Na"
    by_number = ev.vectorize(elements, ["number"]).neighbors("Lithium, Li", k=2)
    assert set(by_number["label"]) == {"Helium, He", "Beryllium, Be"}


def test_one_row_down_is_a_step_that_other_columns_share(elements, space):
    found = {
        each.title: space.analogy([each.b, each.c], [each.a], k=1, method="parallelogram")
        for each in elements.opening.examples
    }
    assert [answer["label"][0] for answer in found.values()] == [
        each.expected for each in elements.opening.examples
    ]
    assert {title: answer["label"][0] for title, answer in found.items()} == {
        "Sodium → Potassium, Magnesium → ?": "Calcium, Ca",
        "Neon → Argon, Lithium → ?": "Sodium, Na",
        "Chlorine → Bromine, Sulfur → ?": "Selenium, Se",
    }
