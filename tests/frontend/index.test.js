import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../../embedviz/plotting/frontend/${name}.js`, import.meta.url), "utf8");

/** Every file that this one needs, itself included. */
function needs(name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next] of read(name).matchAll(/^(?:import|export)\b[^;]*?"\.\/([\w-]+)\.js";/gm)) {
    needs(next, found);
  }
  return found;
}

test("the door asks at once for every file the plot is made of, and for no other", () => {
  const listed = read("index").match(/PIECES = `([^`]+)`/)[1].split(/\s+/);
  assert.deepEqual(listed, [...needs("plot")].sort());
});

test("what the door itself needs comes in one step", () => {
  const named = [...read("index").matchAll(/^import\b[^;]*?"\.\/([\w-]+)\.js";/gm)].map(([, name]) => name);
  assert.deepEqual(named.sort(), [...needs("index")].filter((name) => name !== "index").sort());
});
