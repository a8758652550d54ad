import * as tf from '@tensorflow/tfjs';

/** A parameter by its name in the weight file. */
type Get = (name: string) => tf.Tensor;

/**
 * The shipped network, written directly with the chained operations of tfjs's union package, as its users would: the
 * reference for the results and the speed of the derived network.
 * @param get parameters by name
 * @param xt [N, 28, 28, 1]
 * @param t one for each picture, 1..T
 * @param labels one for each picture, 0..10
 * @returns v, [N, 28, 28, 1]
 */
export function referenceNetwork(get: Get, xt: tf.Tensor4D, t: number[], labels: number[]): tf.Tensor4D {
  const e = embedding(get, t, labels);
  const conv = (id: string, x: tf.Tensor4D, stride: 1 | 2 = 1): tf.Tensor4D =>
    x.conv2d(get(`${id}.kernel`) as tf.Tensor4D, stride, 'same').add(get(`${id}.bias`));
  const lean = (id: string, x: tf.Tensor4D): tf.Tensor4D => {
    const shift = e.matMul(get(`${id}.a.embed.kernel`)).add(get(`${id}.a.embed.bias`));
    const h = silu(conv(`${id}.a`, x).add<tf.Tensor4D>(shift.expandDims(1).expandDims(1)));
    return x.add(conv(`${id}.b`, h));
  };
  const up = (id: string, x: tf.Tensor4D): tf.Tensor4D => {
    const kernel = get(`${id}.kernel`) as tf.Tensor4D;
    const [batch, height, width] = x.shape;
    return x
      .conv2dTranspose(kernel, [batch, 2 * height, 2 * width, kernel.shape[2]], 2, 'same')
      .add(get(`${id}.bias`));
  };

  const template = (get('template') as tf.Tensor3D)
    .gather(tf.tensor1d(labels, 'int32'))
    .expandDims<tf.Tensor4D>(3);
  const z = lean('enc28', conv('stem', xt.concat(template, 3)));
  const s0 = lean('enc14', conv('down14', z, 2));
  const s1 = lean('enc7', conv('down7', s0, 2));
  let x: tf.Tensor4D = lean('mid0', s1);
  x = x.add(conv('attention.out', attend(conv('attention.qkv', x))));
  x = lean('dec7', lean('mid1', x).add<tf.Tensor4D>(s1));
  x = lean('dec14', up('up14', x).add(s0));
  x = lean('dec28', up('up28', x).add(z));
  return conv('head', silu(x.mul(get('head.scale')).add(get('head.shift'))));
}

function embedding(get: Get, t: number[], labels: number[]): tf.Tensor2D {
  const angles = t.map((step) => Array.from({ length: 32 }, (_, i) => (step - 1) * 10000 ** (-i / 32)));
  const waves = tf.tensor2d(angles.map((row) => [...row.map(Math.sin), ...row.map(Math.cos)]));
  const hidden = silu(waves.matMul(get('time.0.kernel')).add<tf.Tensor2D>(get('time.0.bias')));
  const time = hidden.matMul(get('time.1.kernel')).add<tf.Tensor2D>(get('time.1.bias'));
  return silu(time.add((get('label') as tf.Tensor2D).gather(tf.tensor1d(labels, 'int32'))));
}

function attend(qkv: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = qkv.shape;
  const heads = 4;
  const d = channels / 3 / heads;
  const [q, k, v] = qkv
    .reshape([batch, height * width, 3, heads, d])
    .transpose([2, 0, 3, 1, 4])
    .unstack<tf.Tensor4D>();
  const weights = q.matMul(k, false, true).div(Math.sqrt(d)).softmax();
  return weights
    .matMul(v)
    .transpose([0, 2, 1, 3])
    .reshape([batch, height, width, heads * d]);
}

function silu<T extends tf.Tensor>(x: T): T {
  return x.mul(x.sigmoid());
}
