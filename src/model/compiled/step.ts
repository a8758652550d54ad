import { NOISE_ROLE } from '../../diffusion/inpaint';
import { numbersOf, type Network } from '../network';
import { Bindings, STEP, threadEach, THREADS } from './wgsl';

/**
 * Storage buffers that every operation on pixels binds, in this order, after `raw` if the operation reads it. In `state` the x of every
 * sample is followed by the x0Hat of every sample in the operation before.
 */
export const PIXEL_BUFFERS = ['keys', 'quantiles', 'knownPixels', 'mask', 'state', 'frames'] as const;

/** The generator of diffusion/random.ts, bit for bit: a hash and a look-up in its table of `quantiles`. */
export const RANDOM = /* wgsl */ `
fn advance(v : u32) -> u32 { return v * 1664525u + 1013904223u; }
fn hash(key : vec2u, n : u32) -> vec3u {
  var x = advance(key.x); var y = advance(key.y); var z = advance(n);
  x += y * z; y += z * x; z += x * y;
  x ^= x >> 16u; y ^= y >> 16u; z ^= z >> 16u;
  x += y * z; y += z * x; z += x * y;
  return vec3u(x, y, z);
}
fn gaussian(key : vec2u, i : u32) -> f32 { return quantiles[hash(key, i).z >> 16u]; }
`;

/** The keys of a run. */
const KEYS = /* wgsl */ `
fn keyOf(n : u32, role : u32) -> vec2u {
  if (role == ${NOISE_ROLE.step}u && step.visit == 0u) { return hash(keys[n].xy, step.start).xy; }
  return hash(hash(hash(keys[n].zw, step.start).xy, step.visit).xy, role).xy;
}
`;

function bindings(...first: string[]): Bindings {
  const all = new Bindings();
  for (const name of first) all.add(name, 'f32');
  return all
    .add('keys', 'vec4u')
    .add('quantiles', 'f32')
    .add('knownPixels', 'f32')
    .add('mask', 'u32')
    .add('state', 'f32', 'read_write')
    .add('frames', 'f32', 'read_write');
}

/**
 * One sampling step as WGSL, one thread for each pixel: guidance, x0Hat, storing the frame, the next x, and the known pixels.
 * @param network whose pictures these are; x0Hat of points is not clipped
 * @param raw numbers of a raw output, in which those of a patch are channels, and those of a point the first ones
 */
export function stepShader(network: Network, raw: number) {
  const { size, channels, patch } = network;
  const pixels = numbersOf(network);
  const bound = bindings('raw');
  const place =
    patch === undefined ? 'pixel' : `((y / 2u) * ${size / 2}u + x / 2u) * 4u + (y % 2u) * 2u + x % 2u`;
  const code = `${STEP}${bound.code}${RANDOM}${KEYS}
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
  var r = raw[n * ${raw}u + place];
  if (step.pictures > step.samples) {
    r = r * (1.0 + step.guidance) - raw[(n + step.samples) * ${raw}u + place] * step.guidance;
  }
  let now = state[at];
  let guess = r * step.output + (now * step.xt + step.constant);
  if (step.keep == 1u) {
    let frame = step.frame * 2u * all;
    frames[frame + at] = now;
    frames[frame + all + at] = guess;
  }
  let seen = ${channels ? 'guess' : 'clamp(guess, -1.0, 1.0)'};
  var next = seen * step.cX0 + now * step.cXt;
  if (step.cSecond != 0.0) { next += state[all + at] * step.cSecond; }
  state[all + at] = seen;
  if (step.cNoise != 0.0) { next += gaussian(keyOf(n, ${NOISE_ROLE.step}u), pixel) * step.cNoise; }
  if (step.known == 1u && mask[at] == 1u) {
    next = knownPixels[at];
    if (step.knownNoise != 0.0) {
      next = next * step.knownSignal + gaussian(keyOf(n, ${NOISE_ROLE.known}u), pixel) * step.knownNoise;
    }
  }
  state[at] = next;
}`;
  return { code, access: bound.access, work: threadEach(pixels) };
}

/** Adding fresh noise as WGSL, one thread for each pixel. @param pixels numbers of a picture */
export function renoiseShader(pixels: number) {
  const bound = bindings();
  const code = `${STEP}${bound.code}${RANDOM}${KEYS}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3u) {
  let at = thread.x;
  if (at >= step.samples * ${pixels}u) { return; }
  let z = gaussian(keyOf(at / ${pixels}u, ${NOISE_ROLE.renoise}u), at % ${pixels}u);
  state[at] = state[at] * step.cXt + z * step.cNoise;
}`;
  return { code, access: bound.access, work: threadEach(pixels) };
}

/** Linear(e) of a layer as WGSL, for every row of e: one thread for each four channels of a row. */
export function projectionShader() {
  const bound = new Bindings()
    .add('e', 'f32')
    .add('kernel', 'vec4f')
    .add('bias', 'vec4f')
    .add('shifts', 'vec4f', 'read_write');
  const code = `
struct Projection { rows : u32, width : u32, quads : u32, first : u32, all : u32 }
@group(0) @binding(0) var<uniform> projection : Projection;
${bound.code}
@compute @workgroup_size(${THREADS})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let item = (group.y * ${MOST_GROUPS}u + group.x) * ${THREADS}u + local;
  if (item >= projection.rows * projection.quads) { return; }
  let row = item / projection.quads;
  let c = item % projection.quads;
  var sum = bias[c];
  for (var i = 0u; i < projection.width; i++) { sum += e[row * projection.width + i] * kernel[i * projection.quads + c]; }
  shifts[row * projection.all + projection.first + c] = sum;
}`;
  return { code, access: bound.access };
}

/** Most workgroups of a projection along one axis. */
export const MOST_GROUPS = 32_768;
