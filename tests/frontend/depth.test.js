import assert from "node:assert/strict";
import { test } from "node:test";

import { deepened } from "../../embedviz/plotting/frontend/drawing/depth.js";

const PLAIN = `
    vec4 clipPosition = projection * viewPosition;
    clipPosition /= clipPosition.w;
    gl_Position = clipPosition + vec4(screenSize * scale * vec2(glyph.x, -glyph.y), 0.0, 0.0);
    interpColor = color;`;

test("points fade to the ground they stand on, and shrink with the distance", () => {
  const deep = deepened(PLAIN, "rgba(255, 0, 51, 0.9)");
  assert.match(deep, /vec3\(1\.0000, 0\.0000, 0\.2000\)/);
  assert.match(deep, /screenSize \* scale \* clamp\(pow\(/);
  assert.ok(deep.indexOf("float away") < deep.indexOf("clipPosition /="));
});

test("a program that isn't known stays as it is", () => {
  assert.equal(deepened(PLAIN.replace("interpColor = color;", "interpColor = 2.0 * color;"), "#ffffff"), "");
});
