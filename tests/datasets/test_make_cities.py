"""The script that makes the cities, on a tiny made-up dump."""

from __future__ import annotations

import runpy
from pathlib import Path

import pandas as pd
import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_cities.py"

PLACES = [
    (1, "Großdorf", "Grossdorf", 50, 10, "PPL", "DE", "02", "", 100_000, "", 300, "Europe/Berlin"),
    (2, "Kleindorf", "Kleindorf", 51, 10, "PPL", "DE", "02", "", 99_999, "", 10, "Europe/Berlin"),
    (3, "Winz", "Winz", -22.5, 17, "PPLC", "NA", "21", "", 900, "", 1656, "Africa/Windhoek"),
    (4, "Leer", "Leer", 1, 2, "PPLC", "PW", "07", "", 0, "", 72, "Pacific/Palau"),
    (5, 'Quo"te', 'Quo"te', 46, 8, "PPLA", "CH", "ZH", "1", 300_000, "", 400, "Europe/Zurich"),
    (6, "Teil", "Teil", 47, 8, "PPLX", "CH", "ZH", "1", 300_000, "", 400, "Europe/Zurich"),
    (7, "Alt", "Alt", 47, 8, "PPLH", "CH", "ZH", "1", 300_000, "", 400, "Europe/Zurich"),
    (8, "Ford", "Ford", 40, -80, "PPL", "US", "OH", "049", 200_000, "", 9, "America/New_York"),
    (9, "Ford", "Ford", 35, -85, "PPLA", "US", "TN", "065", 400_000, "", 9, "America/New_York"),
    (10, "Hafen", "Hafen", -33, 151, "PPL", "AU", "02", "", 150_000, "", -9999, "Australia/Sydney"),
    (11, "Kai", "Kai", -34, 151, "PPL", "AU", "02", "", 150_001, "3", -9999, "Australia/Sydney"),
    (12, "Doppel", "Doppel", 60, 20, "PPL", "FI", "01", "7", 800_000, "", 5, "Europe/Helsinki"),
    (13, "Doppel", "Doppel", 60, 21, "PPLA2", "FI", "01", "7", 700_000, "", 5, "Europe/Helsinki"),
    (14, "Echo", "Echo", 61, 21, "PPL", "FI", "01", "8", 555_555, "", 5, "Europe/Helsinki"),
    (15, "Echo", "Echo", 65, 25, "PPL", "FI", "06", "9", 555_555, "", 5, "Europe/Helsinki"),
    (16, "Mura, Kita", "Mura, Kita", 36, 139, "PPL", "JP", "34", "1", 142_145, "", 5, "Asia/Tokyo"),
    (17, "Richmond", "Richmond", 49, -123, "PPL", "CA", "02", "", 5, "", 9, "America/Vancouver"),
    (18, "Richmond", "Richmond", 45, -75, "PPL", "CA", "08", "", 5, "", 9, "America/Toronto"),
]
NAMES = (
    *("geonameid", "name", "asciiname", "lat", "lon", "fcode", "country", "admin1", "admin2"),
    *("population", "elevation", "dem", "timezone"),
)

TEMPERATURES = """Country, City, Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec, Year
Germany, Grossdorf, −1.5, 0, 0, 0, 0, 0, 18.25 (64.9), 0, 0, 0, 0, 0, 9
Namibia, Winz, 24, 0, 0, 0, 0, 0, 13, 0, 0, 0, 0, 0, 20
United States, FORD, 3, 0, 0, 0, 0, 0, 26, 0, 0, 0, 0, 0, 15
Austria, Großdorf, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3
Germany, Kleindorf, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3,"""  # a printed minus


def write_dump(path: Path) -> None:
    """Write the places as GeoNames does: 19 columns between tabs, no header, no quoting."""
    lines = []
    for number, name, ascii_name, lat, lon, fcode, *rest in PLACES:
        country, admin1, admin2, population, elevation, dem, timezone = rest
        before = [number, name, ascii_name, f"Other,{name}", lat, lon, "P", fcode, country, ""]
        after = [admin1, admin2, "", "", population, elevation, dem, timezone, "2024-01-01"]
        lines.append("\t".join(str(cell) for cell in before + after))
    assert all(line.count("\t") == 18 for line in lines)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def make(folder: Path, geonames: Path, temperatures: str = TEMPERATURES) -> pd.DataFrame:
    (folder / "temperatures.csv").write_text(temperatures, encoding="utf-8")
    out = folder / "cities.csv"
    given = {"geonames": geonames, "temperatures": folder / "temperatures.csv", "out": out}
    runpy.run_path(str(SCRIPT))["main"]([f"--{name}={path}" for name, path in given.items()])
    return pd.read_csv(out, dtype=str, keep_default_na=False).set_index("label", drop=False)


@pytest.fixture
def cities(tmp_path: Path) -> pd.DataFrame:
    write_dump(tmp_path / "cities15000.txt")
    return make(tmp_path, tmp_path / "cities15000.txt")


def test_a_row_is_written_as_promised(cities):
    assert cities.loc["Großdorf, Germany"].to_dict() == {
        "name": "Großdorf",
        "label": "Großdorf, Germany",
        "latitude": "50.00000",
        "longitude": "10.00000",
        "population": "100000",
        "elevation": "300",
        "country": "Germany",
        "continent": "Europe",
        "utc_offset": "1",
        "capital": "no",
        "january": "-1.5",
        "july": "18.2",
        "year": "9.0",
    }


def test_large_cities_capitals_and_named_examples_are_kept(cities):
    assert set(cities.index) == {
        "Großdorf, Germany",
        "Winz, Namibia",
        'Quo"te, Switzerland',
        "Ford, Ohio, United States",
        "Ford, Tennessee, United States",
        "Hafen, Australia",
        "Kai, Australia",
        "Doppel, Finland",
        "Echo, Finland",
        "Mura, Japan",
        "Richmond, Canada",
    }


def test_the_largest_city_comes_first(cities):
    assert cities["population"].astype(int).is_monotonic_decreasing


def test_of_a_place_that_stands_twice_the_seat_is_kept(cities):
    assert cities.loc["Doppel, Finland", "population"] == "700000"
    assert cities.loc["Echo, Finland", "latitude"] == "61.00000"


def test_a_capital_says_so(cities):
    assert cities.loc["Winz, Namibia", "capital"] == "yes"


def test_sea_in_the_terrain_model_is_the_noted_height_or_sea_level(cities):
    assert cities.loc["Hafen, Australia", "elevation"] == "0"
    assert cities.loc["Kai, Australia", "elevation"] == "3"


def test_offsets_leave_daylight_saving_out_on_both_hemispheres(cities):
    assert cities.loc["Hafen, Australia", "utc_offset"] == "10"
    assert cities.loc["Richmond, Canada", "utc_offset"] == "-8"


def test_temperatures_go_to_the_largest_of_that_name_in_that_country(cities):
    assert cities.loc["Ford, Tennessee, United States", "january"] == "3.0"
    assert cities.loc["Ford, Ohio, United States", "january"] == ""
    assert (cities["year"] != "").sum() == 3


def test_the_report_counts_matches_and_names_the_rest(tmp_path, capsys):
    write_dump(tmp_path / "cities15000.txt")
    make(tmp_path, tmp_path / "cities15000.txt")
    told = capsys.readouterr().out
    assert told.startswith("11 cities")
    assert "3 of 5 rows of temperatures" in told
    assert "Großdorf, Austria; Kleindorf, Germany." in told


def test_a_csv_with_a_header_gives_the_same_cities(cities, tmp_path):
    table = tmp_path / "places.csv"
    pd.DataFrame(PLACES, columns=NAMES).to_csv(table, index=False)
    pd.testing.assert_frame_equal(make(tmp_path, table), cities)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"country": "IS", "admin1": "39"}, r"Name the region IS\.39\.\d+ of Ford in REGIONS"),
        ({"admin1": "OH", "admin2": ""}, r"not unique: Ford, Ohio, United States\."),
        ({"country": "QQ"}, r"Name the country of QQ in data/countries\.csv"),
    ],
    ids=["a region without a name", "two of one name in one region", "a country without a name"],
)
def test_a_label_that_can_not_be_made_says_what_is_missing(tmp_path, changed, sentence):
    table = pd.DataFrame(PLACES, columns=NAMES)
    table.loc[table["name"] == "Ford", [*changed]] = [*changed.values()]
    table.to_csv(tmp_path / "places.csv", index=False)
    with pytest.raises(ValueError, match=sentence):
        make(tmp_path, tmp_path / "places.csv")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Germany, Grossdorf, 1, 2, 3", r"Row 2 of temperatures\.csv has 3 means, not 13\."),
        ("Germany, Grossdorf, cold" + ", 1" * 12, "Row 2 of the temperatures has 'cold'"),
    ],
)
def test_a_row_of_temperatures_that_cannot_be_read_is_named(tmp_path, row, sentence):
    write_dump(tmp_path / "cities15000.txt")
    with pytest.raises(ValueError, match=sentence):
        make(tmp_path, tmp_path / "cities15000.txt", f"Country, City, Jan\n{row}\n")


def test_the_countries_have_a_code_a_name_and_one_of_six_continents():
    path = SCRIPT.parents[1] / "data" / "countries.csv"
    countries = pd.read_csv(path, keep_default_na=False)
    assert countries["code"].is_unique
    assert countries["country"].is_unique
    assert countries["code"].str.fullmatch("[A-Z]{2}").all()
    assert countries.set_index("code").loc["NA"].tolist() == ["Namibia", "Africa"]
    assert countries["continent"].nunique() == 6
