import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { PIECES } from "../../embedviz/plotting/frontend/index.js";

const ROOT = new URL("../../embedviz/plotting/frontend/", import.meta.url);
const IMPORT = /^(?:import|export)\b[^;]*?"(\.[^"]+\.js)";/gm;

/** The files that one names itself. */
function named(file) {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map(([, next]) => new URL(next, file).href);
}

/** Every file that this one needs, itself included. */
function needs(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of named(new URL(file))) needs(next, found);
  return found;
}

const at = (name) => new URL(name, ROOT).href;

test("the door asks at once for every file the plot is made of, and for no other", () => {
  assert.deepEqual(PIECES.map(at).sort(), [...needs(at("host/plot.js"))].sort());
});

test("what the door itself needs comes in one step", () => {
  const itself = at("index.js");
  assert.deepEqual(named(new URL(itself)).sort(), [...needs(itself)].filter((file) => file !== itself).sort());
});
