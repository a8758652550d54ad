import { fillGaussian, fold, uniform, type Key } from '../diffusion/random';
import type { Network } from './network';
import { trainedShapes } from './norms';
import { elements } from './shapes';
import type { Parameter } from './weights';

/** Standard deviation of the label table. */
const LABEL_DEVIATION = 0.5;

/** Keras's bound for embedding tables. */
const TABLE_BOUND = 0.05;

/**
 * The parameters of an untrained network, those of trainedShapes. As in PyTorch, kernels and biases are uniform in
 * +-1/sqrt(fan-in) times the layer's spread, scales 1, shifts 0, the template zero. With the initialiser 'glorot',
 * kernels are uniform in +-sqrt(6 / (fan-in + fan-out)) and biases 0. Each parameter is drawn from a key derived from its
 * name, so adding a layer changes none of the others.
 */
export function initialise(network: Network, k: Key): Map<string, Parameter> {
  const shapes = trainedShapes(network);
  const spreads = new Map([['template', 0]]);
  for (const { id, ...layer } of network.layers) {
    if (layer.kind !== 'convolution' || layer.spread === undefined) continue;
    spreads.set(`${id}.kernel`, layer.spread).set(`${id}.bias`, layer.spread);
  }
  const parameters = new Map<string, Parameter>();
  for (const [name, shape] of shapes) {
    const data = new Float32Array(elements(shape));
    if (network.initialiser === 'glorot') fillGlorot(name, shape, keyOf(k, name), data);
    else
      fill(
        name,
        shapes.get(name.replace(/bias$/, 'kernel')) ?? shape,
        keyOf(k, name),
        data,
        spreads.get(name),
      );
    parameters.set(name, { shape, data });
  }
  return parameters;
}

function fill(name: string, kernel: readonly number[], k: Key, data: Float32Array, spread = 1): void {
  if (spread === 0 || name.endsWith('.shift')) return;
  if (name.endsWith('.scale')) {
    data.fill(1);
  } else if (name === 'label') {
    fillGaussian(k, data);
    for (let i = 0; i < data.length; i++) data[i] *= LABEL_DEVIATION;
  } else {
    // For a transposed kernel, [kh, kw, out, in], PyTorch also takes the outputs as the fan-in.
    fillUniform(k, spread / Math.sqrt(elements(kernel.slice(0, -1))), data);
  }
}

function fillGlorot(name: string, shape: readonly number[], k: Key, data: Float32Array): void {
  if (name.endsWith('.bias')) return;
  const [inputs, filters] = shape.slice(-2);
  const taps = data.length / inputs / filters;
  const bound = Math.sqrt(6 / taps / (inputs + filters));
  fillUniform(k, name.endsWith('.table') ? TABLE_BOUND : bound, data);
}

function fillUniform(k: Key, bound: number, data: Float32Array): void {
  for (let i = 0; i < data.length; i++) data[i] = bound * (2 * uniform(k, i) - 1);
}

function keyOf(k: Key, name: string): Key {
  return new TextEncoder().encode(name).reduce<Key>((child, byte) => fold(child, byte), k);
}
