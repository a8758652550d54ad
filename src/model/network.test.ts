import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  countMacs,
  countParameters,
  gridOf,
  layerShapes,
  numbersOf,
  parameterShapes,
  type Network,
} from './network';
import { plane } from './networks/plane';
import { seed } from './networks/seed';
import { shipped } from './networks/shipped';

describe('the shipped network', () => {
  it('has 25 layers and ends with one channel', () => {
    expect(shipped.layers).toHaveLength(25);
    expect(layerShapes(shipped).get('head')).toEqual([28, 28, 1]);
  });

  it('halves and doubles height and width as a U-Net does', () => {
    const shapes = layerShapes(shipped);
    const path = ['input', 'stem', 'down14', 'down7', 'attention.qkv', 'attention', 'mid1.b', 'up14', 'up28'];
    expect(path.map((id) => shapes.get(id)?.join('x'))).toEqual([
      '28x28x2',
      '28x28x16',
      '14x14x48',
      '7x7x96',
      '7x7x288',
      '7x7x96',
      '7x7x96',
      '14x14x48',
      '28x28x16',
    ]);
  });

  it('has 938,593 parameters: those of the weight file, in its order', async () => {
    const file = new Uint8Array(await readFile('public/models/shipped.safetensors'));
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<
      string,
      { shape: number[]; data_offsets: [number, number] }
    >;
    const stored = Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
      .map(([name, { shape }]) => [name, shape]);
    expect([...parameterShapes(shipped)]).toEqual(stored);
    expect(countParameters(shipped)).toBe(938_593);
  });

  it('costs 61.7 million multiply-adds', () => {
    const lean = (size: number, c: number): number => 2 * size ** 2 * 9 * c * c + 128 * c;
    const down = 14 ** 2 * 4 * 16 * 48 + 7 ** 2 * 4 * 48 * 96;
    const attention = 49 * 96 * 288 + 2 * 49 ** 2 * 96 + 49 * 96 * 96;
    const ends = 784 * 9 * (2 * 16 + 16 * 1);
    const levels = 2 * lean(28, 16) + 2 * lean(14, 48) + 4 * lean(7, 96);
    expect(countMacs(shipped)).toBe(ends + levels + 2 * down + attention);
    expect(countMacs(shipped) / 1e6).toBeCloseTo(61.7, 1);
  });
});

describe('the network of points', () => {
  it('is a perceptron of three hidden layers from a point and its template', () => {
    const shapes = layerShapes(plane);
    expect(['input', 'dense0', 'dense2', 'head'].map((id) => shapes.get(id))).toEqual([
      [1, 1, 4],
      [1, 1, 128],
      [1, 1, 128],
      [1, 1, 4],
    ]);
    expect(parameterShapes(plane).get('template')).toEqual([1, 1, 2]);
    const embedding = 2 + 16 + (32 * 16 + 16) + (16 * 16 + 16);
    const hidden = (inputs: number): number => inputs * 128 + 128 + (16 * 128 + 128);
    expect(countParameters(plane)).toBe(embedding + hidden(4) + 2 * hidden(128) + 128 * 4 + 4);
    expect(numbersOf(plane)).toBe(2);
    expect(gridOf(plane)).toEqual({ width: 2, rows: 1, columns: 2 });
  });

  it.each([{ size: 2 }, { patch: 2 }, { classes: 3 }, { embedding: seed.embedding }] as const)(
    'has no %o',
    (change) => {
      expect(() => layerShapes({ ...plane, ...change })).toThrow('plane is of points');
    },
  );
});

describe('a network whose layers do not fit together', () => {
  const broken = (...layers: Network['layers']): Network => ({ ...shipped, layers });

  it('is refused if a layer reads one that does not exist', () => {
    const network = broken({ kind: 'convolution', id: 'a', from: 'b', filters: 1, kernel: 3 });
    expect(() => layerShapes(network)).toThrow('a reads b, which is not there');
  });

  it('is refused if added shapes differ', () => {
    const network = broken({
      kind: 'convolution',
      id: 'a',
      from: 'input',
      filters: 1,
      kernel: 3,
      residual: ['input'],
    });
    expect(() => layerShapes(network)).toThrow('a adds input of another shape');
  });

  it('is refused if a layer reads an embedding but t enters as a picture, or joins different sizes', () => {
    const stem = { kind: 'convolution', id: 'a', from: 'input', filters: 1, kernel: 3 } as const;
    const picture = { picture: true, width: 2 } as const;
    expect(() => layerShapes({ ...broken({ ...stem, embed: true }), embedding: picture })).toThrow(
      'a reads an embedding, which shipped does not have',
    );
    const pooled = broken(
      stem,
      { kind: 'max-pool', id: 'b', from: 'a' },
      { kind: 'concat', id: 'c', from: 'a', and: 'b' },
    );
    expect(() => layerShapes(pooled)).toThrow('c joins b of another size');
  });

  it('is refused if channels do not split into heads', () => {
    expect(() => layerShapes(broken({ kind: 'attention', id: 'a', from: 'input', heads: 4 }))).toThrow(
      'cannot split',
    );
  });
});
