// Depth in a scene: nearer points are larger and stronger, farther ones fade to the ground. Plotly
// draws all alike, so its own program for points is told two things more; the processor that draws
// works them out, and a turn costs what it did. Like screen.js, this looks inside a drawn figure.

import { channels } from "../data/colors.js";

/** How far the camera is from the midst at first, in units of the scene. */
const USUAL = 1.95;
/** By how much a point shrinks and grows at most. */
const [SMALLEST, LARGEST] = [0.5, 1.7];
/** More than in a photograph: points have no faces by which one would see how far they are. */
const POWER = "1.7";
/** Where fog begins and ends, as shares of the usual distance, and how much it hides. */
const [BEGINS, ENDS, THICKEST] = [0.8, 1.28, 0.72];
/** Where Plotly puts what it knows of a corner. */
const LOCATIONS = ["position", "color", "glyph", "id"];

/**
 * @param {any} figure Plotly's element.
 * @param {string} ground The colour that fog has.
 */
export function deepen(figure, ground) {
  const plot = figure._fullLayout?.scene?._scene?.glplot;
  for (const points of plot?.objects ?? []) {
    const program = points.orthoShader;
    if (!program?.vertShader || program.ground === ground) continue;
    const [vertex, fragment] = [program.vertShader, program.fragShader].map((each) => plot.gl.getShaderSource(each));
    const plain = program.plain ?? vertex;
    const deep = deepened(plain, ground);
    if (!deep) continue; // another Plotly: its points stay as they are
    const attributes = LOCATIONS.map((name, location) => ({ name, type: program.types.attributes[name], location }));
    program.update({ vertex: deep, fragment, attributes });
    Object.assign(program, { plain, ground });
    points.dirty = true;
  }
}

/**
 * @param {string} code Of Plotly's program for the corners of points, in GLSL.
 * @param {string} ground
 * @returns {string} The same with depth; empty where it isn't the code that is known.
 */
export function deepened(code, ground) {
  const fog = channels(ground).map((value) => (value / 255).toFixed(4)).join(", ");
  /** @type {[string, string][]} */
  const changes = [
    ["clipPosition /= clipPosition.w;", "float away = clipPosition.w;\n    clipPosition /= clipPosition.w;"],
    ["screenSize * scale *", `screenSize * scale * clamp(pow(${USUAL} / max(away, 0.01), ${POWER}), ${SMALLEST}, ${LARGEST}) *`],
    ["interpColor = color;", `interpColor = vec4(mix(color.rgb, vec3(${fog}), ${THICKEST} * smoothstep(`
      + `${(BEGINS * USUAL).toFixed(3)}, ${(ENDS * USUAL).toFixed(3)}, away)), color.a);`],
  ];
  if (!changes.every(([old]) => code.includes(old))) return "";
  return changes.reduce((all, [old, now]) => all.replace(old, now), code);
}
