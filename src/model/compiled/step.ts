import { Bindings, STEP, THREADS } from './wgsl';

/** The counter-based generator of diffusion/random.ts, to the bit: a hash, and a look-up in its table of quantiles. */
export const RANDOM = /* wgsl */ `
fn advance(v : u32) -> u32 { return v * 1664525u + 1013904223u; }
fn pcg3d(v : vec3u) -> vec3u {
  var x = v.x; var y = v.y; var z = v.z;
  x += y * z; y += z * x; z += x * y;
  x ^= x >> 16u; y ^= y >> 16u; z ^= z >> 16u;
  x += y * z; y += z * x; z += x * y;
  return vec3u(x, y, z);
}
fn fold(key : vec2u, n : u32) -> vec2u { return pcg3d(vec3u(advance(key.x), advance(key.y), advance(n))).xy; }
fn gaussian(key : vec2u, i : u32) -> f32 {
  return quantiles[pcg3d(vec3u(advance(key.x), advance(key.y), advance(i))).z >> 16u];
}
`;

/**
 * One reverse step as WGSL, one thread for a pixel: guidance, x0Hat, the frame that is left, and x_prev in its place.
 * @param size height and width of the pictures
 * @param patch pixels of a side that are channels of the raw output
 */
export function stepShader(size: number, patch: number) {
  const pixels = size * size;
  const bindings = new Bindings()
    .add('raw', 'f32')
    .add('keys', 'vec2u')
    .add('quantiles', 'f32')
    .add('state', 'f32', 'read_write')
    .add('frames', 'f32', 'read_write');
  const place =
    patch === 1
      ? 'pixel'
      : `((y / 2u) * ${size / 2}u + x / 2u) * 4u + (y % 2u) * 2u + x % 2u`;
  const code = `${STEP}${bindings.code}${RANDOM}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3u) {
  let at = thread.x;
  let all = step.samples * ${pixels}u;
  if (at >= all) { return; }
  let n = at / ${pixels}u;
  let pixel = at % ${pixels}u;
  let y = pixel / ${size}u;
  let x = pixel % ${size}u;
  let place = ${place};
  var r = raw[n * ${pixels}u + place];
  if (step.pictures > step.samples) {
    r = r * (1.0 + step.guidance) - raw[(n + step.samples) * ${pixels}u + place] * step.guidance;
  }
  let now = state[at];
  let guess = r * step.output + (now * step.xt + step.constant);
  let frame = step.frame * 2u * all;
  frames[frame + at] = now;
  frames[frame + all + at] = guess;
  var next = clamp(guess, -1.0, 1.0) * step.cX0 + now * step.cXt;
  if (step.cNoise != 0.0) { next += gaussian(fold(keys[n], step.noiseOf), pixel) * step.cNoise; }
  state[at] = next;
}`;
  return { code, access: bindings.access, items: pixels, split: 1 };
}

/** Every layer's shift by the embedding, for every row of e: Linear(e), one thread for four channels of a row. */
export function projectionShader() {
  const bindings = new Bindings()
    .add('e', 'f32')
    .add('kernel', 'vec4f')
    .add('bias', 'vec4f')
    .add('shifts', 'vec4f', 'read_write');
  const code = `
struct Projection { rows : u32, width : u32, quads : u32, first : u32, all : u32 }
@group(0) @binding(0) var<uniform> asked : Projection;
${bindings.code}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let item = (group.y * 32768u + group.x) * ${THREADS}u + local;
  if (item >= asked.rows * asked.quads) { return; }
  let row = item / asked.quads;
  let c = item % asked.quads;
  var sum = bias[c];
  for (var i = 0u; i < asked.width; i++) { sum += e[row * asked.width + i] * kernel[i * asked.quads + c]; }
  shifts[row * asked.all + asked.first + c] = sum;
}`;
  return { code, access: bindings.access };
}
