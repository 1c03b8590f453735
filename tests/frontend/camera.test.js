import assert from "node:assert/strict";
import { test } from "node:test";

import { cameraLayout, cameraText, withCamera } from "../../embedviz/plotting/frontend/data/camera.js";

const plane = { xaxis: { range: [-1.23456, 2] }, yaxis: { range: [0, 1e-7] } };
const camera = {
  eye: { x: 1.25, y: -1.3, z: 0.7 }, center: { x: 0, y: 0, z: -0.14 }, up: { x: 0, y: 0, z: 1 },
};

test("a view of the plane goes into a link and comes back", () => {
  const text = cameraText(plane);
  assert.equal(text, "2d,-1.235,2,0,1e-7");
  assert.deepEqual(cameraLayout(text, 2), { "xaxis.range": [-1.235, 2], "yaxis.range": [0, 1e-7] });
});

test("a camera goes into a link and comes back", () => {
  assert.deepEqual(cameraLayout(cameraText({ scene: { camera } }), 3), { "scene.camera": camera });
});

test("what fits no such picture is nothing", () => {
  for (const text of [null, undefined, "", "2d", "2d,1,2,3", "2d,1,2,3,x", "2d,1,2,,4", "2d,1,2,3,Infinity",
    "4d,1,2,3,4", "3d,1,2,3", "<img src=x>"]) {
    assert.equal(cameraLayout(text, 2), null);
    assert.equal(cameraLayout(text, 3), null);
  }
  assert.equal(cameraLayout(cameraText(plane), 3), null);
});

test("the address keeps all else", () => {
  assert.equal(
    withCamera("http://localhost:8501/cities?cities.k=6", "cities.plot.camera", "2d,1,2,3,4"),
    "http://localhost:8501/cities?cities.k=6&cities.plot.camera=2d%2C1%2C2%2C3%2C4",
  );
});
