import assert from "node:assert/strict";
import { test } from "node:test";

import { spanOf } from "../../embedviz/plotting/frontend/data/amounts.js";
import { completions, conditionsOf, factCalled, foundByFact } from "../../embedviz/plotting/frontend/data/facts.js";

const words = (title, texts) => ({ title, unit: "", one: "", texts });
const SHOWS = {
  labels: ["Seinfeld", "Twin Peaks", "Dark", "M*A*S*H"],
  facts: [
    words("genres", ["Sitcom", "Crime; Drama", "Sitcom; War"]), { title: "year debuted", unit: "", one: "", texts: null },
    { title: "year ended", unit: "", one: "", texts: null }, words("episode length", ["22–24 min", "45–60 min", "26 min"]),
  ],
  arrays: {
    fact0: Uint8Array.of(0, 1, 1, 2), fact1: Float64Array.of(1989, 1990, 2017, 1972),
    fact2: Float64Array.of(1998, 1991, NaN, 1983), fact3: Uint8Array.of(0, 1, 1, 2),
  },
};
const CITIES = {
  labels: ["Tokyo", "Lima", "Vancouver"],
  facts: [
    { title: "population", unit: "people", one: "person", texts: null }, { title: "terrain height", unit: "m", one: "m", texts: null },
    words("continent", ["Asia", "South America", "North America"]),
  ],
  arrays: { fact0: Float64Array.of(8336599, 7737002, 662248), fact1: Float64Array.of(44, 154, 70), fact2: Uint8Array.of(0, 1, 2) },
};
const cities = (text) => foundByFact(text, CITIES)?.rows;
const shows = (text) => foundByFact(text, SHOWS)?.rows;

test("numbers are understood as people type them", () => {
  for (const text of ["5M", "5 m", "5,000,000", "5 million", "5000k", "0.005bn", "5000000 people", "5M people"]) {
    assert.deepEqual(spanOf(text, ["people", "person"]), [5e6, 5e6], text);
  }
  assert.deepEqual(spanOf("−12.5", [""]), [-12.5, -12.5]);
  for (const text of ["", "many", "5 apples", "-"]) assert.equal(spanOf(text, ["people"]), null, text);
});

test("a unit of the fact is no million", () => {
  assert.deepEqual(spanOf("70 m", ["m", "m"]), [70, 70]);
  assert.deepEqual(cities("terrain height > 100 m"), [1]);
});

test("a date reaches over its day, a year over its days", () => {
  assert.deepEqual(spanOf("1970-01-11", ["days since 1970-01-01"]).map((end) => Math.round(100 * end)), [1000, 1100]);
  const [from, to] = spanOf("1990", ["year"]);
  assert.ok(from === 1990 && to > 1990.999 && to < 1991);
});

test("a fact is compared with a number", () => {
  for (const text of ["population > 5M", "population > 5,000,000", "POPULATION>5 m"]) assert.deepEqual(cities(text), [0, 1]);
  assert.deepEqual(shows("year debuted < 1980"), [3]);
  assert.deepEqual(shows("year debuted >= 1989"), [0, 1, 2]);
  assert.deepEqual(shows("year debuted = 1990"), [1]);
  assert.deepEqual(shows("year ended < 2000"), [0, 1, 3], "what is not known is left out");
});

test("a fact is looked for by its words, one of several is enough", () => {
  assert.deepEqual(shows("genre: sitcom"), [0, 3]);
  assert.deepEqual(shows("genres = Drama"), [1, 2]);
  assert.deepEqual(shows("genres != sitcom"), [1, 2]);
  assert.deepEqual(cities("continent = asia"), [0]);
  assert.deepEqual(cities("continent: america"), [1, 2]);
});

test("a span of minutes is compared by its ends", () => {
  assert.deepEqual(shows("episode length < 30"), [0, 3]);
  assert.deepEqual(shows("length >= 45 min"), [1, 2]);
  assert.deepEqual(shows("episode length = 23"), [0]);
});

test("conditions are joined by and", () => {
  assert.deepEqual(shows("genre: sitcom and year debuted > 1980"), [0]);
  assert.deepEqual(cities("population > 5M & continent = asia"), [0]);
  assert.equal(foundByFact("pop>5M & continent:asia", CITIES).words, "population > 5M and continent = asia");
});

test("who asks for a fact that isn't there hears which there are", () => {
  assert.equal(foundByFact("size > 3", CITIES).complaint,
    "No fact is called “size”: there are population, terrain height, continent.");
  assert.match(foundByFact("size > 3", { ...CITIES, facts: [] }).complaint, /only names/);
});

test("words are not compared with numbers, and it is said what would be right", () => {
  assert.equal(foundByFact("population > Asia", CITIES).complaint, "“population” holds numbers: write population > 7700000.");
  assert.equal(foundByFact("genre > 3", SHOWS).complaint, "“genres” holds words: write genres: Sitcom.");
});

test("a name is no question about facts", () => {
  for (const text of ["Vancouver", "Trinidad and Tobago", "", "population"]) assert.equal(conditionsOf(text), null, text);
  assert.equal(foundByFact("population >", CITIES), null);
});

test("a fact is found by its whole title, its beginning or a word in it", () => {
  assert.deepEqual(["year", "ended", "genre", "x", ""].map((title) => factCalled(title, SHOWS.facts)), [1, 2, 0, -1, -1]);
});

test("titles and values are completed, the most frequent first", () => {
  assert.deepEqual(completions("ye", SHOWS, 3), ["year debuted > ", "year ended > "]);
  assert.deepEqual(completions("genre", SHOWS, 3), ["genres: "]);
  assert.deepEqual(completions("episode", SHOWS, 3), ["episode length > "]);
  assert.deepEqual(completions("genre: ", SHOWS, 2), ["genres: Sitcom", "genres: Crime"]);
  assert.deepEqual(completions("genre: dr", SHOWS, 2), ["genres: Drama"]);
  assert.deepEqual(completions("year debuted < 1980 and gen", SHOWS, 2), ["year debuted < 1980 and genres: "]);
  assert.deepEqual(completions("genre: drama", SHOWS, 2), []);
  assert.deepEqual(completions("year debuted < 19", SHOWS, 2), []);
});
