"""Make data/cities.csv from a GeoNames dump of places and a table of mean temperatures.

    python scripts/make_cities.py --geonames cities15000.txt --temperatures temperatures.csv \
        --out data/cities.csv

``--geonames`` is GeoNames' own ``cities15000.txt`` (tab-separated, 19 columns, no header) or the
same facts as a CSV with a header. What is kept, mended and left out: data/README.md.
"""

from __future__ import annotations

import argparse
import csv
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent

# The facts we use and their places among the 19 columns of GeoNames' dump.
USED_COLUMNS = {
    "geonameid": 0,
    "name": 1,
    "asciiname": 2,
    "lat": 4,
    "lon": 5,
    "fcode": 7,
    "country": 8,
    "admin1": 10,
    "admin2": 11,
    "population": 14,
    "elevation": 15,
    "dem": 16,
    "timezone": 17,
}
COLUMNS = [
    "name",
    "label",
    "latitude",
    "longitude",
    "population",
    "elevation",
    "country",
    "continent",
    "utc_offset",
    "capital",
    "january",
    "july",
    "year",
]

MIN_POPULATION = 100_000
NAMED = {
    ("CA", "02", "Vancouver"),
    ("CA", "02", "Burnaby"),
    ("CA", "02", "Richmond"),
    ("US", "WA", "Seattle"),
}
NOT_A_CITY = {"PPLX", "PPLH", "PPLQ"}  # a section of a city, a historical place, an abandoned one
SEATS = ["PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLA5"]  # of a country down to a community
SEA = -9999  # the terrain model holds sea in that cell

# Records whose population is that of a larger place of the same name.
MISTAKEN = {
    1270926,  # Gorakhpur, a village in Haryana: the one in Uttar Pradesh
    1332083,  # Bahawalnagar near Okara: the city of that name
    1798425,  # Puyang, a town of Hangzhou: the prefecture in Henan
    1815463,  # Changzhi near Yuncheng: the prefecture's seat
    3448742,  # São José, part of Braço do Norte: the city near Florianópolis
}

STATES = dict(
    state.split(" ", 1)
    for state in (  # noqa: SIM905 - as a list, these are fifty lines
        "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;"
        "DE Delaware;DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;"
        "IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;"
        "MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;"
        "NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;"
        "NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;"
        "RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;"
        "VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming"
    ).split(";")
)
# Names of regions by GeoNames' codes: country.admin1, or country.admin1.admin2 where that reads
# better or is needed. Only labels that would not be unique ask for one.
REGIONS = {f"US.{code}": state for code, state in STATES.items()} | {
    "BR.07": "Federal District",
    "BR.23": "Rio Grande do Sul",
    "BR.29": "Goiás",
    "CN.01": "Anhui",
    "CN.02": "Zhejiang",
    "CN.03": "Jiangxi",
    "CN.04": "Jiangsu",
    "CN.05": "Jilin",
    "CN.06": "Qinghai",
    "CN.07": "Fujian",
    "CN.08": "Heilongjiang",
    "CN.09": "Henan",
    "CN.10": "Hebei",
    "CN.11": "Hunan",
    "CN.12": "Hubei",
    "CN.16": "Guangxi",
    "CN.19": "Liaoning",
    "CN.19.2102": "Dalian",
    "CN.20": "Inner Mongolia",
    "CN.23": "Shanghai",
    "CN.25": "Shandong",
    "CN.29": "Yunnan",
    "CN.30": "Guangdong",
    "CN.31": "Hainan",
    "CN.33": "Chongqing",
    "ID.10": "Yogyakarta",
    "ID.30": "West Java",
    "IR.26": "Tehran Province",
    "IR.44": "Alborz Province",
    "JP.10": "Gunma",
    "JP.40": "Tokyo",
    "MX.06": "Chihuahua",
    "MX.09": "Mexico City",
    "MX.19": "Nuevo León",
    "MX.32": "Zacatecas",
    "PH.05.16": "Camarines Sur",
    "PH.06.H3": "Negros Occidental",
    "PH.07.21": "Cebu",
}

# What the temperature table calls otherwise than we do.
COUNTRY_ALIASES = {
    "Czech Republic": "Czechia",
    "Democratic Republic of the Congo": "DR Congo",
    "Macedonia": "North Macedonia",
    "The Bahamas": "Bahamas",
    "The Gambia": "Gambia",
}
CITY_ALIASES = {
    ("Antigua and Barbuda", "St. John's"): ("Antigua and Barbuda", "Saint John's"),
    ("Bangladesh", "Chittagong"): ("Bangladesh", "Chattogram"),
    ("China", "Hong Kong"): ("Hong Kong", "Hong Kong"),
    ("Germany", "Frankfurt"): ("Germany", "Frankfurt am Main"),
    ("Italy", "Napoli"): ("Italy", "Naples"),
    ("Kazakhstan", "Nur-Sultan"): ("Kazakhstan", "Astana"),
    ("Luxembourg", "Luxembourg City"): ("Luxembourg", "Luxembourg"),
    ("Mongolia", "Ulaanbaatar"): ("Mongolia", "Ulan Bator"),
    ("Poland", "Cracow"): ("Poland", "Kraków"),
    ("San Marino", "City of San Marino"): ("San Marino", "San Marino"),
    ("Somalia", "Hargeisa"): ("Somalia", "Hargeysa"),
    ("Spain", "Seville"): ("Spain", "Sevilla"),
    ("Tanzania", "Zanzibar City"): ("Tanzania", "Zanzibar"),
    ("Ukraine", "Kiev"): ("Ukraine", "Kyiv"),
    ("Ukraine", "Odessa"): ("Ukraine", "Odesa"),
    ("United States", "Washington D.C."): ("United States", "Washington"),
}
# Two names that were split at the wrong blank.
SPLIT_NAMES = {
    ("Cape", "Verde Praia"): ("Cape Verde", "Praia"),
    ("Sri", "Lanka Colombo"): ("Sri Lanka", "Colombo"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read both tables, write the cities, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--geonames", type=Path, required=True)
    parser.add_argument("--temperatures", type=Path, required=True)
    parser.add_argument("--countries", type=Path, default=ROOT / "data" / "countries.csv")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "cities.csv")
    given = parser.parse_args(arguments)

    countries = _read_text_table(given.countries).set_index("code")
    places = without_doubles(chosen_places(read_places(given.geonames)))
    cities = described(places, countries)
    temperatures = read_temperatures(given.temperatures)
    unmatched = add_temperatures(cities, temperatures)
    write_cities(cities, given.out)

    print(f"{len(cities):,} cities written to {given.out}.")
    matched = len(temperatures) - len(unmatched)
    print(f"{matched} of {len(temperatures)} rows of temperatures belong to one of them.")
    print("The others: " + "; ".join(unmatched) + "." if unmatched else "")


def read_places(path: Path) -> pd.DataFrame:
    """Read GeoNames' dump, or a CSV of the same facts, into ``USED_COLUMNS``."""
    with path.open(encoding="utf-8") as file:
        has_header = file.readline().startswith("geonameid,")
    if has_header:
        table = _read_text_table(path)[list(USED_COLUMNS)]
    else:
        table = _read_text_table(path, sep="\t", header=None, quoting=csv.QUOTE_NONE)
        table = table[list(USED_COLUMNS.values())].set_axis(list(USED_COLUMNS), axis=1)
    numbers = {"geonameid": int, "lat": float, "lon": float, "population": int, "dem": int}
    return table.astype(numbers)


def chosen_places(places: pd.DataFrame) -> pd.DataFrame:
    """Keep the cities: large ones, capitals where somebody lives, and the named examples."""
    where = pd.MultiIndex.from_frame(places[["country", "admin1", "name"]])
    named = where.isin(NAMED)
    wanted = (places["population"] >= MIN_POPULATION) | (places["fcode"] == "PPLC") | named
    refused = places["fcode"].isin(NOT_A_CITY) | places["geonameid"].isin(MISTAKEN)
    return places[wanted & ~refused & (places["population"] > 0)]


def without_doubles(places: pd.DataFrame) -> pd.DataFrame:
    """Keep one of each place that stands there twice: the seat, else the larger, else the older.

    Twice means: one name in one district (admin1 and admin2), or one name and one population in
    one country.
    """
    rank = places["fcode"].map({code: rank for rank, code in enumerate(SEATS)}).fillna(len(SEATS))
    places = places.assign(rank=rank).sort_values(
        ["rank", "population", "geonameid"], ascending=[True, False, True]
    )
    in_district = places.duplicated(["country", "name", "admin1", "admin2"])
    with_district = places["admin2"] != ""
    equally_many = places.duplicated(["country", "name", "population"])
    return places[~(in_district & with_district) & ~equally_many].drop(columns="rank")


def described(places: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Give the cities, largest first, with ``COLUMNS`` (no temperatures yet) and codes to match."""
    unknown = sorted(set(places["country"]) - set(countries.index))
    if unknown:
        raise ValueError(f"Name the country of {', '.join(unknown)} in data/countries.csv.")
    cities = pd.DataFrame(
        {
            # "Misato, Saitama": the region belongs into the label, if it is needed at all.
            "name": places["name"].str.split(",").str[0],
            "asciiname": places["asciiname"].str.split(",").str[0],
            "code": places["country"],
            "latitude": places["lat"],
            "longitude": places["lon"],
            "population": places["population"],
            "elevation": _terrain_height(places),
            "country": places["country"].map(countries["country"]),
            "continent": places["country"].map(countries["continent"]),
            "utc_offset": places["timezone"].map(standard_offset),
            "capital": (places["fcode"] == "PPLC").map({True: "yes", False: "no"}),
        }
    )
    cities["label"] = labels(cities, places)
    order = ["population", "label"]
    return cities.sort_values(order, ascending=[False, True]).reset_index(drop=True)


def _terrain_height(places: pd.DataFrame) -> pd.Series:
    """Give the height of the terrain in m; where the model holds sea, what is noted, else 0."""
    noted = pd.to_numeric(places["elevation"].replace("", "0")).astype(int)
    return places["dem"].where(places["dem"] != SEA, noted)


def standard_offset(timezone: str) -> float:
    """Give a zone's offset from UTC in hours, without daylight saving, as in 2024.

    The smaller of January's and July's: summer time adds on either hemisphere, and tables of
    time zones don't agree on which half of Ireland's year is the standard.

    Examples
    --------
    >>> [standard_offset(f"{name}") for name in ("Australia/Sydney", "Europe/Dublin")]
    [10.0, 0.0]
    """
    zone = ZoneInfo(timezone)
    moments = [datetime(2024, month, 15, tzinfo=UTC).astimezone(zone) for month in (1, 7)]
    return min(moment.utcoffset().total_seconds() for moment in moments) / 3600


def labels(cities: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """Give "name, country", or "name, region, country" where several would read the same."""
    short = cities["name"] + ", " + cities["country"]
    several = short.duplicated(keep=False)
    regions = places[several].apply(_region, axis=1)
    full = short.copy()
    full[several] = cities["name"] + ", " + regions + ", " + cities["country"]
    twice = sorted(set(full[full.duplicated()]))
    if twice:
        raise ValueError(f"These labels are not unique: {'; '.join(twice)}.")
    return full


def _region(place: pd.Series) -> str:
    first = f"{place['country']}.{place['admin1']}"
    second = f"{first}.{place['admin2']}"
    region = REGIONS.get(second) or REGIONS.get(first)
    if region is None:
        raise ValueError(f"Name the region {second} of {place['name']} in REGIONS.")
    return region


def read_temperatures(path: Path) -> pd.DataFrame:
    """Read the temperatures: country, city, january, july, year (°C, one decimal)."""
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, skipinitialspace=True)
        next(lines)
        for number, cells in enumerate(lines, start=2):
            country, city, *months = [cell.strip() for cell in cells]
            country, city = SPLIT_NAMES.get((country, city), (country, city))
            means = [_degrees(cell, number) for cell in months if cell]
            if len(means) != 13:
                raise ValueError(f"Row {number} of {path.name} has {len(means)} means, not 13.")
            rows.append((country, city, means[0], means[6], means[12]))
    return pd.DataFrame(rows, columns=["country", "city", "january", "july", "year"])


def _degrees(cell: str, row: int) -> float:
    plain = cell.partition("(")[0].strip().replace("\N{MINUS SIGN}", "-")  # 5.4 (41.7) is °C (°F)
    try:
        return round(float(plain), 1)
    except ValueError:
        raise ValueError(f"Row {row} of the temperatures has {cell!r} for a number.") from None


def add_temperatures(cities: pd.DataFrame, temperatures: pd.DataFrame) -> list[str]:
    """Add january, july and year to ``cities``; return the rows that belong to none of them.

    A row belongs to the largest city of that name (accents and signs aside) in that country.
    """
    found: dict[tuple[str, str], int] = {}
    for index, city in cities.iterrows():  # largest first
        for name in (city["name"], city["asciiname"]):
            found.setdefault((city["country"], folded(name)), index)
    months = ["january", "july", "year"]
    cities[months] = float("nan")
    unmatched = []
    for row in temperatures.itertuples():
        index = next((found[key] for key in _keys(row.country, row.city) if key in found), None)
        if index is None:
            unmatched.append(f"{row.city}, {row.country}")
        elif pd.notna(cities.loc[index, "year"]):
            raise ValueError(f"{row.city}, {row.country} has temperatures twice.")
        else:
            cities.loc[index, months] = [row.january, row.july, row.year]
    return unmatched


def _keys(country: str, city: str) -> Iterator[tuple[str, str]]:
    ours = COUNTRY_ALIASES.get(country, country)
    if (ours, city) in CITY_ALIASES:
        ours, city = CITY_ALIASES[ours, city]
    yield ours, folded(city)


def folded(name: str) -> str:
    """Give a name's letters and digits without case, accents and signs.

    Examples
    --------
    >>> folded("Xi'an"), folded("Wrocław"), folded("Chișinău")
    ('xian', 'wroclaw', 'chisinau')
    """
    apart = unicodedata.normalize("NFKD", name.casefold().translate({0x142: "l", 0x131: "i"}))
    return "".join(letter for letter in apart if letter.isalnum())


def write_cities(cities: pd.DataFrame, path: Path) -> None:
    """Write ``COLUMNS``: 5 decimals of a degree, 1 of a temperature, gaps empty."""
    written = cities.assign(
        latitude=cities["latitude"].map("{:.5f}".format),
        longitude=cities["longitude"].map("{:.5f}".format),
        utc_offset=cities["utc_offset"].map("{:g}".format),
    )
    written[COLUMNS].to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _read_text_table(path: Path, **reading: Any) -> pd.DataFrame:
    """Read every cell as text: "NA" is Namibia, "01" is a region, an empty cell stays empty."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, **reading)


if __name__ == "__main__":
    main()
