import { describe, expect, it } from 'vitest';
import { key } from '../diffusion/random';
import { initialise } from './initialise';
import { small } from './networks/small';
import { shipped } from './networks/shipped';
import { plane } from './networks/plane';
import { tiny } from './networks/tiny';
import { trainedShapes } from './norms';

const parameters = initialise(tiny, key(0));
const data = (name: string): Float32Array => parameters.get(name)?.data ?? new Float32Array();

describe('initialise', () => {
  it.each([tiny, small, shipped])(
    'makes every parameter of $name, in order and with its shape',
    (network) => {
      const shapes = [...initialise(network, key(0))].map(([name, { shape }]) => [name, shape]);
      expect(shapes).toEqual([...trainedShapes(network)]);
    },
  );

  it('draws uniformly within 1 / sqrt(fan-in), for a bias the fan-in of its kernel', () => {
    for (const [name, fanIn] of [
      ['stem.kernel', 9 * 8],
      ['stem.bias', 9 * 8],
      ['block1.a.kernel', 9 * 32],
      ['block1.a.embed.kernel', 64],
      ['time.0.bias', 32],
    ] as const) {
      const bound = 1 / Math.sqrt(fanIn);
      const values = data(name);
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound);
      expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.85 * bound);
    }
    const kernel = data('block1.a.kernel');
    const variance = kernel.reduce((sum, w) => sum + w * w, 0) / kernel.length;
    expect(variance * 3 * 288).toBeCloseTo(1, 1);
  });

  it('makes the template and the layers of spread 0 zero, and wider layers wider', () => {
    const wide = initialise(plane, key(0)).get('dense0.kernel')?.data ?? [];
    expect(Math.max(...wide)).toBeGreaterThan(4.5 / Math.sqrt(4));
    expect(Math.max(...wide)).toBeLessThanOrEqual(5 / Math.sqrt(4));
    for (const name of ['template', 'block0.b.kernel', 'block2.b.bias', 'head.kernel', 'head.bias'])
      expect(data(name).every((w) => w === 0)).toBe(true);
    const zeros = [...initialise(shipped, key(0))].filter(([, { data }]) => data.every((w) => w === 0));
    expect(zeros.map(([name]) => name)).toEqual(
      expect.arrayContaining(['template', 'attention.out.kernel', 'head.kernel', 'head.bn.shift']),
    );
    expect(zeros.map(([name]) => name)).not.toContain('up14.kernel');
  });

  it('draws each parameter independently of the rest of the network', () => {
    expect(data('block0.a.kernel')).not.toEqual(data('block1.a.kernel'));
    const shorter = { ...tiny, layers: tiny.layers.filter(({ id }) => !id.startsWith('block1')) };
    const layers = shorter.layers.map(
      (layer) => JSON.parse(JSON.stringify(layer).replaceAll('block1.b', 'block0.b')) as typeof layer,
    );
    expect(initialise({ ...shorter, layers }, key(0)).get('block2.a.kernel')?.data).toEqual(
      data('block2.a.kernel'),
    );
    expect(initialise(tiny, key(1)).get('stem.kernel')?.data).not.toEqual(data('stem.kernel'));
  });
});
