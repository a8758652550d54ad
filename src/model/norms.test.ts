import '@tensorflow/tfjs-backend-wasm';
import { setBackend, tensor, tensor2d, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { fillGaussian, fold, key, uniform } from '../diffusion/random';
import { initialise } from './initialise';
import { evaluate } from './layers';
import { countMacs, countParameters, layerShapes, parameterShapes, type Network } from './network';
import { shipped } from './networks/shipped';
import { small } from './networks/small';
import { tiny } from './networks/tiny';
import { foldNorms, initialStatistics, trainedShapes } from './norms';
import { byStatistics } from './train/batchNorm';
import { totalElements } from './shapes';
import type { Parameter } from './weights';

/** Parameters of which none is zero and no scale is 1; variances stay positive. */
function perturbed(parameters: Map<string, Parameter>, seed: number): Map<string, Parameter> {
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(seed), n);
    data.forEach((w, i) => (data[i] = w + 0.4 * (uniform(k, i) - 0.5)));
  });
  return parameters;
}

const tensors = (parameters: Map<string, Parameter>): Map<string, Tensor> =>
  new Map([...parameters].map(([name, { shape, data }]) => [name, tensor(data, [...shape])]));

describe('the small network', () => {
  it('trains 445,684 parameters and costs 24 million multiply-adds', () => {
    // With C = 32 and 64: template, label, time, stem, 2 + 4 lean blocks, down, attention, up, head.
    const lean = (c: number): number => 9 * c * c + 2 * c + (128 * c + c) + 9 * c * c + c;
    const embedding = 11 * 784 + 11 * 128 + (64 * 128 + 128) + (128 * 128 + 128);
    const attention = 128 + (64 * 192 + 192) + (64 * 64 + 64);
    const others = 9 * 8 * 32 + 32 + (4 * 32 * 64 + 64) + (4 * 64 * 32 + 32) + (64 + 9 * 32 * 4 + 4);
    expect(totalElements(trainedShapes(small).values())).toBe(
      embedding + 2 * lean(32) + 4 * lean(64) + attention + others,
    );
    expect(totalElements(trainedShapes(small).values())).toBe(445_684);
    expect(countMacs(small) / 1e6).toBeCloseTo(24.1, 0);
    expect(layerShapes(small).get('enc7.b')).toEqual([7, 7, 64]);
    expect(layerShapes(small).get('head')).toEqual([14, 14, 4]);
  });
});

describe('the trained parameters', () => {
  it('are those of the file, with gammas and betas instead of what they fold into', () => {
    expect(trainedShapes(tiny)).toEqual(parameterShapes(tiny));
    // The file has no gammas for 8 lean blocks, and no normalisation before q, k, v.
    expect(totalElements(trainedShapes(shipped).values())).toBe(
      countParameters(shipped) + 2 * 16 + 2 * 48 + 4 * 96 + 2 * 96,
    );
    const names = [...trainedShapes(shipped).keys()];
    expect(names).toEqual(
      expect.arrayContaining(['enc14.a.bn.scale', 'attention.qkv.bias', 'head.bn.shift']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['enc14.a.bias']));
    expect(names).not.toEqual(expect.arrayContaining(['head.scale']));
  });

  it('are refused if a normalisation cannot be folded', () => {
    const layers = small.layers.map((layer) => (layer.id === 'stem' ? { ...layer, norm: 'before' } : layer));
    expect(() => trainedShapes({ ...small, layers } as Network)).toThrow('stem has a batch normalisation');
  });
});

describe('folding', () => {
  it.each([small, shipped])('does not change the output of $name, to 1e-5 of its range', async (network) => {
    await setBackend('wasm');
    const trained = perturbed(initialise(network, key(0)), 1);
    const statistics = perturbed(initialStatistics(network), 2);
    const folded = foldNorms(network, trained, statistics);
    expect([...folded].map(([name, { shape }]) => [name, shape])).toEqual([...parameterShapes(network)]);
    const [a, b] = tidy(() => {
      const input = tensor4d(fillGaussian(key(3), new Float32Array(3 * 784 * 2)), [3, 28, 28, 2]);
      const e = tensor2d(fillGaussian(key(4), new Float32Array(3 * 128)), [3, 128]);
      const parameters = tensors(trained);
      return [
        evaluate(network, parameters, input, e, byStatistics(parameters, tensors(statistics))),
        evaluate(network, tensors(folded), input, e),
      ];
    });
    const [unfolded, values] = [Float32Array.from(await a.data()), Float32Array.from(await b.data())];
    a.dispose();
    b.dispose();
    const range = unfolded.reduce((largest, v) => Math.max(largest, Math.abs(v)), 0);
    const error = values.reduce((worst, v, i) => Math.max(worst, Math.abs(v - unfolded[i])), 0);
    expect(range).toBeGreaterThan(0.1);
    expect(error / range).toBeLessThan(1e-5);
  });
});
