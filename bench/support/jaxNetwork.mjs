// A network's list of layers as a function of jax-js. Pictures are [N, channels, height, width] there.
import { jit, lax, nn, numpy as np } from '@jax-js/jax';
import { layerShapes } from '../../src/model/network.ts';
import { permuted } from './onnx.mjs';

// Every operation of jax-js consumes its arguments; `.ref` adds a reference.
const silu = (x) => nn.silu(x);

function convolution(layer, shape, get, x, e) {
  const { id, filters, kernel } = layer;
  const of = (name) => get(`${id}.${name}`);
  const perChannel = (name) => of(name).reshape([-1, 1, 1]);
  if (layer.prologue === 'affine-silu') x = x.mul(perChannel('scale')).add(perChannel('shift'));
  if (layer.prologue) x = silu(x);
  const [height, width] = shape;
  const pad = layer.stride ? 0 : (kernel - 1) / 2;
  if (layer.transposed) {
    // A 1x1 convolution to kernel * kernel * filters channels, and a rearrangement.
    const blocks = lax.conv(x, of('kernel').reshape([kernel * kernel * filters, -1, 1, 1]), [1, 1], 'VALID');
    x = blocks
      .reshape([-1, kernel, kernel, filters, height / 2, width / 2])
      .transpose([0, 3, 4, 1, 5, 2])
      .reshape([-1, filters, height, width]);
  } else {
    const stride = layer.stride ?? 1;
    x = lax.conv(
      x,
      of('kernel'),
      [stride, stride],
      [
        [pad, pad],
        [pad, pad],
      ],
    );
  }
  x = x.add(perChannel('bias'));
  if (layer.embed) {
    const row = np.matmul(e.ref, of('embed.kernel')).add(of('embed.bias'));
    x = x.add(row.reshape([-1, filters, 1, 1]));
  }
  if (layer.activation) x = layer.activation === 'relu' ? nn.relu(x) : silu(x);
  return x;
}

function attention({ heads }, [height, width, channels], qkv) {
  const d = channels / heads;
  const rows = qkv.reshape([-1, 3, heads, d, height * width]);
  const [q, k, v] = [0, 1, 2].map((i) => rows.ref.slice([], i));
  const share = nn.softmax(np.matmul(q.transpose([0, 1, 3, 2]), k).mul(1 / Math.sqrt(d)), -1);
  return np
    .matmul(share, v.transpose([0, 1, 3, 2]))
    .transpose([0, 1, 3, 2])
    .reshape([-1, channels, height, width]);
}

/**
 * The network with folded normalisations, compiled by jax-js on its default device.
 * @returns {(input: Float32Array, e: Float32Array, count: number) => Promise<Float32Array>} raw output for `count` pictures,
 * from input [N, 2, size, size] and e [N, width] flat
 */
export function toJax(network, weights) {
  const shapes = layerShapes(network);
  const constants = {};
  for (const [name, parameter] of weights) {
    const isKernel = parameter.shape.length === 4;
    const transposed = network.layers.some((layer) => layer.transposed && name === `${layer.id}.kernel`);
    const [shape, data] =
      isKernel && !transposed
        ? permuted(parameter, [3, 2, 0, 1])
        : [[...parameter.shape], parameter.data.slice()];
    constants[name] = np.array(data, { shape });
  }
  const whole = jit((all, input, e) => {
    const values = new Map([['input', input]]);
    const get = (name) => all[name].ref;
    let x;
    for (const layer of network.layers) {
      const from = values.get(layer.from).ref;
      const shape = shapes.get(layer.id);
      x =
        layer.kind === 'attention' ? attention(layer, shape, from) : convolution(layer, shape, get, from, e);
      for (const other of layer.residual ?? []) x = x.add(values.get(other).ref);
      values.set(layer.id, x);
    }
    return x;
  });
  const { size, embedding } = network;
  return async (input, e, count) => {
    const parameters = Object.fromEntries(Object.entries(constants).map(([name, each]) => [name, each.ref]));
    const output = whole(
      parameters,
      np.array(input, { shape: [count, 2, size, size] }),
      np.array(e, { shape: [count, embedding.width] }),
    );
    return output.data();
  };
}
