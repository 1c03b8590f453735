import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const MOST_LINES = 60;
const FOLDERS = ["embedviz/plotting/frontend", "embedviz/ui/frontend", "tests/frontend"];
const ROOT = new URL("../../", import.meta.url);
/** The last line of a function's head: a declaration, an arrow or a method. */
const OPENS = /\bfunction\b.*\{$|=> \{$|^\s*(?:async |get )?#?[\w$]+\(.*\) \{$|^\s*\}\) \{$/;
const NO_FUNCTION = /^\s*(?:\} else )?(?:if|for|while|switch|catch|try|do)\b/;

const indent = (line) => line.length - line.trimStart().length;

/** Each function as [lines, its first line]; our code is indented, so a function ends where its head began. */
function functionsOf(code) {
  const lines = code.split("\n");
  return lines.flatMap((line, at) => {
    if (!OPENS.test(line) || NO_FUNCTION.test(line)) return [];
    const end = lines.findIndex((other, n) => n > at && indent(other) === indent(line) && /^\s*\}/.test(other));
    return [[end - at + 1, line.trim()]];
  });
}

test(`no function is longer than ${MOST_LINES} lines`, () => {
  const long = FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT), { recursive: true })
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) => functionsOf(readFileSync(new URL(`${folder}/${name}`, ROOT), "utf8"))
      .filter(([lines]) => lines > MOST_LINES)
      .map(([lines, head]) => `${folder}/${name}: ${head} (${lines} lines)`)));
  assert.deepEqual(long, []);
});

test("a long function is found, whatever its kind", () => {
  for (const head of ["function a() {", "const a = (b) => {", "  a(b) {", "  async #a() {", "call(b, () => {"]) {
    const space = " ".repeat(indent(head));
    assert.equal(functionsOf(`${head}\n${`${space}  b();\n`.repeat(99)}${space}}`)[0][0], 101, head);
  }
  assert.deepEqual(functionsOf("  if (a) {\n    b();\n  }"), []);
});
