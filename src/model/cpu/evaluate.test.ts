import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import { joinPictures } from '../../diffusion/pictures/pixels';
import { createTimePicture } from '../condition';
import { createEmbedding } from '../embedding';
import { evaluateInJavaScript } from '../inJavaScript';
import { lookup } from '../lookup';
import { numbersOf, type Network } from '../network';
import { plane } from '../networks/plane';
import { seed } from '../networks/seed';
import { shipped } from '../networks/shipped';
import { small } from '../networks/small';
import { tiny } from '../networks/tiny';
import { someWeights } from '../someWeights.test-helper';
import { parseWeights, type Parameter } from '../weights';
import { isSupported } from './assemble';
import { lower } from './lower';
import { createCpuNetwork, type CpuOptions } from './evaluate';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');
const FUSED = [true, false];

/** Different pictures; larger batches repeat them. */
const DISTINCT = 8;

/** Every kind of layer and of kernel, at sizes that tiles of 4 x 4 and rows of 7 do not divide. */
const various: Network = {
  ...shipped,
  name: 'various',
  size: 12,
  layers: [
    {
      kind: 'convolution',
      id: 'stem',
      from: 'input',
      filters: 12,
      kernel: 3,
      embed: true,
      activation: 'relu',
    },
    { kind: 'max-pool', id: 'pool6', from: 'stem' },
    { kind: 'convolution', id: 'wide6', from: 'pool6', filters: 24, kernel: 3, embed: true },
    {
      kind: 'convolution',
      id: 'down3',
      from: 'wide6',
      filters: 24,
      kernel: 2,
      stride: 2,
      activation: 'silu',
    },
    { kind: 'attention', id: 'attention', from: 'down3', heads: 2 },
    {
      kind: 'convolution',
      id: 'one',
      from: 'attention',
      filters: 24,
      kernel: 1,
      residual: ['down3', 'down3'],
    },
    { kind: 'convolution', id: 'up6', from: 'one', filters: 24, kernel: 2, stride: 2, transposed: true },
    { kind: 'concat', id: 'join', from: 'up6', and: 'pool6' },
    { kind: 'upsample', id: 'up12', from: 'join' },
    {
      kind: 'convolution',
      id: 'last',
      from: 'up12',
      filters: 16,
      kernel: 3,
      activation: 'silu',
      residual: [],
    },
    { kind: 'convolution', id: 'head', from: 'last', filters: 1, kernel: 3, prologue: 'affine-silu' },
  ],
};

const networks = [tiny, small, shipped, various, plane];

const shippedWeights = parseWeights(
  shipped,
  new Uint8Array(readFileSync('public/models/shipped.safetensors')).buffer,
).parameters;

const weightsOf = (network: Network): ReadonlyMap<string, Parameter> =>
  network === shipped ? shippedWeights : someWeights(network);

/** Pictures of a network with labels and t, the same ones again after DISTINCT. */
function inputs(network: Network, pictures: number, weights = weightsOf(network)) {
  const { classes, embedding } = network;
  const pixels = numbersOf(network);
  const repeated = (rows: (i: number) => Float32Array | Float64Array): Float32Array =>
    joinPictures(Array.from({ length: pictures }, (_, i) => rows(i % DISTINCT)));
  /** Late ones: x_t is noise here. */
  const timestep = (i: number): number => 1000 - 80 * i;
  const label = (i: number): number => Math.min(i + 3, classes);
  const xt = repeated((i) => fillGaussian(key(i), new Float32Array(pixels)));
  if ('picture' in embedding) {
    const timePicture = createTimePicture(embedding, weights);
    return { xt, channel: repeated((i) => timePicture(timestep(i))), e: new Float32Array(0) };
  }
  const template = lookup(weights, 'template').data;
  const embed = createEmbedding(network, weights);
  return {
    xt,
    channel: repeated((i) => template.subarray(label(i) * pixels, (label(i) + 1) * pixels)),
    e: repeated((i) => embed(timestep(i), [label(i)])),
  };
}

function evaluate(
  network: Network,
  pictures: number,
  options: CpuOptions,
  weights = weightsOf(network),
): Float32Array {
  const { xt, channel, e } = inputs(network, pictures, weights);
  const output = new Float32Array(xt.length);
  createCpuNetwork(network, weights, options).evaluate({ xt, channel, e }, output);
  return output;
}

/** The raw outputs of the first pictures by plain loops, [pictures, size, size] flat. */
function evaluatePlainly(network: Network, pictures: number): Float64Array {
  const { xt, channel, e } = inputs(network, pictures);
  const { width } = network.embedding;
  const pixels = numbersOf(network);
  const output = new Float64Array(xt.length);
  for (let i = 0; i < pictures; i++) {
    const input = Float64Array.from(
      { length: 2 * pixels },
      (_, j) => (j % 2 === 0 ? xt : channel)[i * pixels + Math.floor(j / 2)],
    );
    const row = e.subarray(i * width, (i + 1) * width);
    output.set(evaluateInJavaScript(network, weightsOf(network), input, row), i * pixels);
  }
  return output;
}

describe('a network as a WebAssembly module', () => {
  it.each([...networks, seed])('agrees with plain loops in float64: $name', (network) => {
    const pictures = network === seed ? 1 : 3;
    const expected = evaluatePlainly(network, pictures);
    const most = expected.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 1);
    for (const fused of FUSED) {
      const output = evaluate(network, pictures, { fused });
      const error = expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - output[i])), 0);
      expect(error / most).toBeLessThan(5e-6);
      expect(error).toBeGreaterThan(0);
    }
  });

  it.each(networks)('gives a picture the same bits in every batch and block: $name', (network) => {
    const evaluations = [
      { pictures: 1, block: 1, fused: true },
      { pictures: 3, block: 2, fused: true },
      { pictures: 3, block: 2, fused: false },
      { pictures: 5, block: 16, fused: true },
      { pictures: 8, block: 3, fused: false },
      { pictures: 64, block: 16, fused: true },
    ];
    const expected = FUSED.map((fused) => evaluate(network, DISTINCT, { fused }));
    for (const { pictures, block, fused } of evaluations) {
      const same = expected[FUSED.indexOf(fused)];
      const output = evaluate(network, pictures, { fused, block });
      const differences = output.filter((value, i) => !Object.is(value, same[i % same.length]));
      expect(differences, `${pictures} pictures in blocks of ${block}`).toHaveLength(0);
    }
  });

  it('takes other weights into the same module and memory, without a trace of the first ones', () => {
    const [first, second] = [someWeights(small, 1), someWeights(small, 2)];
    const { xt, channel, e } = inputs(small, 2, second);
    const network = createCpuNetwork(small, first);
    const output = new Float32Array(xt.length);
    network.evaluate({ xt, channel, e }, output);
    const before = output.slice();
    network.setParameters(second);
    network.evaluate({ xt, channel, e }, output);
    expect(output).toEqual(evaluate(small, 2, {}, second));
    expect(output).not.toEqual(before);
  });

  it('lets NaN through, so that it is noticed', () => {
    const { xt, channel, e } = inputs(various, 2);
    xt[20] = NaN;
    const output = new Float32Array(xt.length);
    createCpuNetwork(various, someWeights(various)).evaluate({ xt, channel, e }, output);
    expect(output.subarray(0, 144).some(Number.isNaN)).toBe(true);
    expect(output.subarray(144).every(Number.isFinite)).toBe(true);
  });

  it('allocates nothing for an evaluation', () => {
    const { xt, channel, e } = inputs(tiny, 40);
    const output = new Float32Array(xt.length);
    const input = { xt, channel, e };
    const network = createCpuNetwork(tiny, someWeights(tiny));
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    const views = vi.spyOn(Float32Array.prototype, 'subarray');
    const arrays = vi.fn();
    vi.stubGlobal('Float32Array', new Proxy(Float32Array, { construct: arrays }));
    network.evaluate(input, output);
    for (const each of [grow, views, arrays]) expect(each).not.toHaveBeenCalled();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
});

describe('lower', () => {
  it.each([
    [tiny, 8_000],
    [small, 14_000],
    [shipped, 17_000],
    [seed, 12_000],
    [plane, 6_000],
  ])('makes a small module: %#', (network, bytes) => {
    for (const fused of [true, false])
      expect(gzipSync(lower(network, { fused, block: 16, threads: 1 }).module).length).toBeLessThan(bytes);
  });

  it.each([
    ['has 6 filters', { filters: 6, kernel: 3 }],
    ['has a 5 x 5 kernel', { filters: 8, kernel: 5 }],
    ['has one filter and more', { filters: 1, kernel: 3, activation: 'relu' }],
  ] as const)('refuses a layer that it cannot compute: %s', (reason, layer) => {
    const odd: Network = {
      ...tiny,
      layers: [{ kind: 'convolution', id: 'odd', from: 'input', ...layer }],
    };
    expect(() => lower(odd, { fused: false, block: 1, threads: 1 })).toThrow(`odd ${reason}`);
  });

  it('refuses a prologue of numbers that another layer reads without it', () => {
    const [stem, ...others] = tiny.layers;
    const shared: Network = {
      ...tiny,
      layers: [
        stem,
        { kind: 'convolution', id: 'a', from: 'stem', filters: 32, kernel: 3, prologue: 'silu' },
        ...others,
      ],
    };
    expect(() => lower(shared, { fused: false, block: 1, threads: 1 })).toThrow('a has a prologue');
  });
});
