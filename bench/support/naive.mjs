// The network and the step as a first version with tfjs would be: one operation after the other, guidance as two evaluations, and
// the embedding of t computed at every step.
import * as tf from '@tensorflow/tfjs-core';

const silu = (x) => tf.mul(x, tf.sigmoid(x));

function convolution(layer, get, x, e) {
  const { id, filters, stride = 1 } = layer;
  const of = (name) => get(`${id}.${name}`);
  if (layer.prologue === 'affine-silu') x = tf.add(tf.mul(x, of('scale')), of('shift'));
  if (layer.prologue) x = silu(x);
  if (layer.transposed) {
    const [count, height, width] = x.shape;
    x = tf.conv2dTranspose(x, of('kernel'), [count, 2 * height, 2 * width, filters], 2, 'valid');
  } else x = tf.conv2d(x, of('kernel'), stride, stride === 1 ? 'same' : 'valid');
  x = tf.add(x, of('bias'));
  if (layer.embed) {
    const row = tf.add(tf.matMul(e, of('embed.kernel')), of('embed.bias'));
    x = tf.add(x, tf.reshape(row, [-1, 1, 1, filters]));
  }
  if (layer.activation) x = layer.activation === 'relu' ? tf.relu(x) : silu(x);
  return x;
}

function attention({ heads }, qkv) {
  const [count, height, width, channels] = qkv.shape;
  const d = channels / 3 / heads;
  const [q, k, v] = tf
    .split(qkv, 3, 3)
    .map((part) => tf.transpose(tf.reshape(part, [count, height * width, heads, d]), [0, 2, 1, 3]));
  const share = tf.softmax(tf.div(tf.matMul(q, k, false, true), Math.sqrt(d)));
  return tf.reshape(tf.transpose(tf.matMul(share, v), [0, 2, 1, 3]), [count, height, width, heads * d]);
}

/** Raw output for x_t at t, counted from 1. */
function output(network, get, xt, t, labels) {
  const { frequencies } = network.embedding;
  const linear = (name, x) => tf.add(tf.matMul(x, get(`${name}.kernel`)), get(`${name}.bias`));
  const rates = tf.exp(tf.mul(tf.range(0, frequencies), -Math.log(10_000) / frequencies));
  const angles = tf.reshape(tf.mul(rates, t - 1), [1, frequencies]);
  const time = linear('time.1', silu(linear('time.0', tf.concat([tf.sin(angles), tf.cos(angles)], 1))));
  const indices = tf.tensor1d(labels, 'int32');
  const e = silu(tf.add(time, tf.gather(get('label'), indices)));
  const values = new Map([
    ['input', tf.concat([xt, tf.expandDims(tf.gather(get('template'), indices), 3)], 3)],
  ]);
  let x;
  for (const layer of network.layers) {
    const from = values.get(layer.from);
    x = layer.kind === 'attention' ? attention(layer, from) : convolution(layer, get, from, e);
    for (const other of layer.residual ?? []) x = tf.add(x, values.get(other));
    values.set(layer.id, x);
  }
  return x;
}

/** DDPM samples, with the same `step` as the batches of the app. */
export class NaiveBatch {
  /**
   * @param {import('../../src/model/network').Network} network whose output is v
   * @param {ReadonlyMap<string, import('../../src/model/weights').Parameter>} weights
   * @param {{ guidance: number, labels: number[] }} request
   * @param {import('../../src/engine/worker/requests/validate').SamplePlan} plan
   * @param {(length: number) => Float32Array} noise
   */
  constructor(network, weights, request, plan, noise) {
    Object.assign(this, { network, request, plan, noise });
    const parameters = new Map([...weights].map(([name, { shape, data }]) => [name, tf.tensor(data, shape)]));
    this.get = (name) => parameters.get(name);
    this.xt = this.gaussians();
  }

  gaussians() {
    const { size } = this.network;
    const count = this.request.labels.length;
    return tf.tensor4d(this.noise(count * size * size), [count, size, size, 1]);
  }

  /** The raw output with guidance. Call it within a tidy. */
  output(xt, t) {
    const { labels, guidance } = this.request;
    const conditional = output(this.network, this.get, xt, t, labels);
    if (guidance === 0) return conditional;
    const none = labels.map(() => this.network.classes);
    const unconditional = output(this.network, this.get, xt, t, none);
    return tf.sub(tf.mul(conditional, 1 + guidance), tf.mul(unconditional, guidance));
  }

  step(i) {
    const { schedule, operations } = this.plan;
    const { from, to } = operations[i];
    const { alphaBar, oneMinusAlphaBar } = schedule;
    const alpha = alphaBar[from] / alphaBar[to];
    const before = this.xt;
    this.xt = tf.tidy(() => {
      const v = this.output(before, from);
      const x0 = tf.sub(
        tf.mul(before, Math.sqrt(alphaBar[from])),
        tf.mul(v, Math.sqrt(oneMinusAlphaBar[from])),
      );
      const clipped = tf.clipByValue(x0, -1, 1);
      const mean = tf.add(
        tf.mul(clipped, (Math.sqrt(alphaBar[to]) * (1 - alpha)) / oneMinusAlphaBar[from]),
        tf.mul(before, (Math.sqrt(alpha) * oneMinusAlphaBar[to]) / oneMinusAlphaBar[from]),
      );
      const deviation = Math.sqrt(((1 - alpha) * oneMinusAlphaBar[to]) / oneMinusAlphaBar[from]);
      return tf.add(mean, tf.mul(this.gaussians(), deviation));
    });
    before.dispose();
  }
}
