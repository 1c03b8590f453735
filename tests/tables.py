"""Tables in the shape of well-known public ones, with numbers made up here."""

from __future__ import annotations

import numpy as np
import pandas as pd

COUNTRIES = {
    "Afghanistan": "Asia", "Angola": "Africa", "Argentina": "Americas", "Austria": "Europe",
    "Bolivia": "Americas", "Chad": "Africa", "China": "Asia", "Egypt": "Africa",
    "France": "Europe", "Ghana": "Africa", "Iceland": "Europe", "India": "Asia", "Japan": "Asia",
    "Kenya": "Africa", "Mexico": "Americas", "New Zealand": "Oceania", "Norway": "Europe",
    "Peru": "Americas", "Spain": "Europe", "Togo": "Africa", "Vietnam": "Asia",
}  # fmt: skip


def gapminder() -> pd.DataFrame:
    """A country and year a row: so many countries by twelve years, the wealthy a hundredfold."""
    rng = np.random.default_rng(1)
    years = np.arange(1952, 2008, 5)
    rows = []
    for country, continent in COUNTRIES.items():
        wealth, people, life = rng.lognormal(8, 1.3), rng.lognormal(16.5, 1.4), rng.normal(50, 9)
        for n, year in enumerate(years):
            rows.append(
                (country, continent, int(year), round(life + n * rng.uniform(1, 2), 3),
                 int(people * 1.09**n), round(wealth * 1.1**n * rng.lognormal(0, 0.1), 4))
            )  # fmt: skip
    names = ["country", "continent", "year", "lifeExp", "pop", "gdpPercap"]
    return pd.DataFrame(rows, columns=names)


def penguins(n: int = 344) -> pd.DataFrame:
    """Palmer's penguins: three species on three islands, eleven rows with gaps."""
    rng = np.random.default_rng(2)
    species = rng.choice(["Adelie", "Chinstrap", "Gentoo"], n, p=[0.44, 0.2, 0.36])
    which = pd.Series(species).map({"Adelie": 0, "Chinstrap": 1, "Gentoo": 2}).to_numpy()
    frame = pd.DataFrame({
        "species": species,
        "island": rng.choice(["Biscoe", "Dream", "Torgersen"], n),
        "bill_length_mm": (np.array([38.8, 48.8, 47.5])[which] + rng.normal(0, 2.9, n)).round(1),
        "bill_depth_mm": (np.array([18.3, 18.4, 15.0])[which] + rng.normal(0, 1.1, n)).round(1),
        "flipper_length_mm": (np.array([190, 196, 217])[which] + rng.normal(0, 6.5, n)).round(),
        "body_mass_g": (np.array([3700, 3733, 5076])[which] + rng.normal(0, 450, n)).round(-1),
        "sex": rng.choice(["female", "male"], n),
        "year": rng.choice([2007, 2008, 2009], n),
    })  # fmt: skip
    frame.loc[[3, 271], frame.columns[2:6]] = np.nan
    frame.loc[[3, 8, 9, 10, 11, 47, 246, 286, 324, 336, 271], "sex"] = None
    return frame


def movies(n: int = 400) -> pd.DataFrame:
    """Movies as a database tells of them: money over five powers of ten, half of it unknown."""
    rng = np.random.default_rng(3)
    genres = ["Action", "Comedy", "Drama", "Horror", "Romance", "Documentary"]
    budget = rng.lognormal(16.5, 1.6, n).round()
    frame = pd.DataFrame({
        "Title": [f"The {word} {k}" for k, word in
                  enumerate(rng.choice(["Night", "River", "Stranger", "Game", "Letter"], n))],
        "US Gross": (budget * rng.lognormal(0, 1.2, n)).round(),
        "Worldwide Gross": (budget * rng.lognormal(0.6, 1.2, n)).round(),
        "Production Budget": budget,
        "Release Date": [f"{rng.choice(['Jun', 'Oct', 'May'])} {rng.integers(1, 29):02d} "
                         f"{rng.integers(1960, 2011)}" for _ in range(n)],
        "MPAA Rating": rng.choice(["R", "PG-13", "PG", "Not Rated"], n),
        "Running Time min": rng.normal(110, 18, n).round(),
        "Major Genre": rng.choice(genres, n),
        "Rotten Tomatoes Rating": rng.integers(3, 100, n).astype(float),
        "IMDB Rating": rng.normal(6.3, 1.2, n).round(1),
        "IMDB Votes": rng.lognormal(9, 1.8, n).round(),
    })  # fmt: skip
    for name, share in {
        "Running Time min": 0.6,
        "Rotten Tomatoes Rating": 0.28,
        "IMDB Rating": 0.07,
        "IMDB Votes": 0.07,
        "Major Genre": 0.09,
    }.items():
        frame.loc[rng.random(n) < share, name] = np.nan
    frame.loc[rng.random(n) < 0.1, "US Gross"] = 0
    return frame


def cars(n: int = 392) -> pd.DataFrame:
    """Cars of the seventies: names that come again, cylinders, an origin."""
    rng = np.random.default_rng(4)
    makers = ["chevrolet", "ford", "toyota", "datsun", "volkswagen", "buick", "fiat"]
    models = ["malibu", "corolla", "pinto", "rabbit", "skylark", "coupe", "wagon", "deluxe"]
    cylinders = rng.choice([4, 6, 8], n, p=[0.5, 0.21, 0.29])
    weight = (500 * cylinders + rng.normal(500, 250, n)).round()
    return pd.DataFrame({
        "mpg": (46 - weight / 130 + rng.normal(0, 2, n)).round(1),
        "cylinders": cylinders,
        "displacement": (cylinders * 42 + rng.normal(-40, 18, n)).round(),
        "horsepower": (weight / 28 + rng.normal(0, 12, n)).round(),
        "weight": weight,
        "acceleration": rng.normal(15.5, 2.7, n).round(1),
        "model_year": rng.integers(70, 83, n),
        "origin": rng.choice(["usa", "europe", "japan"], n),
        "name": [f"{rng.choice(makers)} {rng.choice(models)} {k % 300}" for k in range(n)],
    })  # fmt: skip


def airports(n: int = 300) -> pd.DataFrame:
    """Airports of the United States: a code, a city, where they are."""
    rng = np.random.default_rng(5)
    letters = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    codes = sorted({"".join(rng.choice(letters, 3)) for _ in range(2 * n)})[:n]
    return pd.DataFrame({
        "iata": codes,
        "name": [f"{rng.choice(['Municipal', 'County', 'Regional'])} {code}" for code in codes],
        "city": rng.choice([f"City {k}" for k in range(n)], n),
        "state": rng.choice(["AK", "CA", "FL", "MS", "NY", "TX", "WA"], n),
        "country": "USA",
        "latitude": rng.uniform(26, 48, n).round(6),
        "longitude": rng.uniform(-123, -70, n).round(6),
    })  # fmt: skip


def superstore(n: int = 500) -> pd.DataFrame:
    """Orders of a shop: many words and codes, and a few numbers that are very unlike."""
    rng = np.random.default_rng(6)
    parts = {"Furniture": ["Chairs", "Tables"], "Technology": ["Phones", "Copiers"],
             "Office Supplies": ["Paper", "Binders", "Labels"]}  # fmt: skip
    category = rng.choice(list(parts), n)
    days = pd.Timestamp("2014-01-03") + pd.to_timedelta(rng.integers(0, 1450, n), "D")
    sales = rng.lognormal(4, 1.5, n).round(3)
    return pd.DataFrame({
        "Row ID": np.arange(1, n + 1),
        "Order ID": [f"CA-2016-{100_000 + k // 2}" for k in range(n)],
        "Order Date": days.strftime("%m/%d/%Y"),
        "Ship Mode": rng.choice(["First Class", "Second Class", "Standard Class"], n),
        "Customer Name": [f"{rng.choice(['Ann', 'Bo', 'Cy', 'Dee'])} Smith {k % 90}"
                          for k in range(n)],
        "Segment": rng.choice(["Consumer", "Corporate", "Home Office"], n),
        "Country": "United States",
        "City": rng.choice(["Houston", "Seattle", "Troy", "Mesa"], n),
        "Postal Code": rng.integers(10000, 99999, n),
        "Region": rng.choice(["Central", "East", "South", "West"], n),
        "Category": category,
        "Sub-Category": [rng.choice(parts[each]) for each in category],
        "Product Name": [f"Product no. {k % 180}" for k in range(n)],
        "Sales": sales,
        "Quantity": rng.integers(1, 14, n),
        "Discount": rng.choice([0, 0.2, 0.8], n),
        "Profit": (sales * rng.normal(0.1, 0.3, n)).round(4),
    })  # fmt: skip


TABLES = {each.__name__: each for each in (gapminder, penguins, movies, cars, airports, superstore)}
