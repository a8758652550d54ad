import { fillGaussian, fold, uniform, type Key } from '../diffusion/random';
import type { Network } from './network';
import { trainedShapes } from './norms';
import type { Parameter } from './weights';

/** Standard deviation of the rows of a table of labels. */
const LABEL_DEVIATION = 0.5;

/** Keras's bound for the rows of a table. */
const TABLE_BOUND = 0.05;

/**
 * The parameters of an untrained network, those of trainedShapes, as PyTorch makes them: kernels and biases uniform in
 * +-1/sqrt(fan-in), scales 1, shifts 0; the template and the layers that the network says so of are zero. Each is drawn from a key of its own
 * name, so that another layer changes none of them. Of a network that begins 'glorot' kernels are uniform in
 * +-sqrt(6 / (fan-in + fan-out)), biases 0.
 */
export function initialise(network: Network, k: Key): Map<string, Parameter> {
  const shapes = trainedShapes(network);
  const zero = new Set(['template']);
  for (const layer of network.layers) {
    if (layer.kind === 'convolution' && layer.zero) zero.add(`${layer.id}.kernel`).add(`${layer.id}.bias`);
  }
  const parameters = new Map<string, Parameter>();
  for (const [name, shape] of shapes) {
    const data = new Float32Array(shape.reduce((a, b) => a * b));
    if (network.initialiser === 'glorot') fillGlorot(name, shape, named(k, name), data);
    else if (!zero.has(name))
      fill(name, shapes.get(name.replace(/bias$/, 'kernel')) ?? shape, named(k, name), data);
    parameters.set(name, { shape, data });
  }
  return parameters;
}

function fill(name: string, kernel: readonly number[], k: Key, data: Float32Array): void {
  if (name.endsWith('.shift')) return;
  if (name.endsWith('.scale')) {
    data.fill(1);
  } else if (name === 'label') {
    fillGaussian(k, data);
    for (let i = 0; i < data.length; i++) data[i] *= LABEL_DEVIATION;
  } else {
    // Of a transposed kernel, [kh, kw, out, in], PyTorch too takes the outputs for its fan-in.
    fillUniform(k, 1 / Math.sqrt(kernel.slice(0, -1).reduce((a, b) => a * b)), data);
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

function named(k: Key, name: string): Key {
  return new TextEncoder().encode(name).reduce<Key>((child, byte) => fold(child, byte), k);
}
