import assert from "node:assert/strict";
import { test } from "node:test";

import { KEYS, meaningOf } from "../../embedviz/ui/frontend/keys.js";
import { merged } from "../../embedviz/ui/frontend/memory.js";

const OFF = { presenting: false, choices: 3 };
const ON = { presenting: true, choices: 3 };
const means = (key, focus = "page", given = ON) => meaningOf({ key }, focus, given);

test("on stage a clicker's keys, arrows and space go on and back", () => {
  for (const key of ["ArrowRight", "PageDown", " "]) assert.equal(means(key), "next");
  for (const key of ["ArrowLeft", "PageUp"]) assert.equal(means(key), "back");
});

test("off stage space and page keys scroll as everywhere", () => {
  for (const key of [" ", "PageDown", "PageUp"]) assert.equal(means(key, "page", OFF), "");
  assert.equal(means("ArrowRight", "page", OFF), "next");
});

test("a number answers where there is such a choice", () => {
  assert.equal(means("3"), "3");
  assert.equal(means("4"), "");
  assert.equal(means("1", "page", { presenting: true, choices: 0 }), "");
});

test("who types is left alone, and Escape lets go of the field", () => {
  for (const key of ["n", "p", "1", " ", "ArrowRight", "?"]) assert.equal(means(key, "typing"), "");
  assert.equal(means("Escape", "typing"), "blur");
});

test("arrows and numbers belong to the control that has the focus, letters don't", () => {
  for (const key of ["ArrowRight", "PageDown", " ", "2"]) assert.equal(means(key, "widget"), "");
  assert.equal(means("n", "widget"), "notes");
  assert.equal(means(" ", "button"), "");
  assert.equal(means("ArrowRight", "button"), "next");
});

test("letters mean the same with the shift lock on, and nothing with a modifier", () => {
  assert.equal(means("N"), "notes");
  assert.equal(meaningOf({ key: "p", ctrlKey: true }, "page", ON), "");
  assert.equal(meaningOf({ key: "ArrowLeft", altKey: true }, "page", ON), "");
});

test("every letter that means something is told to who asks", () => {
  const told = KEYS.join(" ");
  for (const key of ["n:", "l:", "f:", "p:", "Esc:"]) assert.ok(told.includes(key), key);
});

const storeOf = (text) => {
  const kept = { text };
  return { kept, getItem: () => kept.text, setItem: (_, value) => { kept.text = value; } };
};

test("chapters done earlier and now are remembered together", () => {
  const store = storeOf('["vector"]');
  assert.deepEqual(merged(["words"], store), ["vector", "words"]);
  assert.equal(store.kept.text, '["vector","words"]');
});

test("what is no list of names is not believed", () => {
  assert.deepEqual(merged(["words"], storeOf("{broken")), ["words"]);
  assert.deepEqual(merged(["words"], storeOf('{"a": 1}')), ["words"]);
  assert.deepEqual(merged(["words"], storeOf('[1, "vector", null]')), ["vector", "words"]);
});
