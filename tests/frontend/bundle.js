// Packs as embedviz/plotting/bundle.py does, for the tests.

const NAMES = { Float32Array: "float32", Float64Array: "float64", Uint8Array: "uint8", Int32Array: "int32" };

export function makeBundle(id, header, arrays) {
  const padded = (bytes, filler) => {
    const made = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(filler);
    made.set(bytes);
    return made;
  };
  const places = {};
  const blobs = [];
  let at = 0;
  for (const [name, array] of Object.entries(arrays)) {
    places[name] = { type: NAMES[array.constructor.name], shape: [array.length], at };
    blobs.push(padded(new Uint8Array(array.buffer), 0));
    at += blobs.at(-1).length;
  }
  const text = new TextEncoder();
  const head = padded(text.encode(JSON.stringify({ ...header, arrays: places })), 32);
  const length = new Uint8Array(new Uint32Array([head.length]).buffer);
  return Uint8Array.from([text.encode(`EVB1${id}`), length, head, ...blobs].flatMap((b) => [...b]));
}
