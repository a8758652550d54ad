import { describe, expect, it } from 'vitest';
import type { Network } from '../network';
import { plane } from '../networks/plane';
import { seed } from '../networks/seed';
import { shipped } from '../networks/shipped';
import { small } from '../networks/small';
import { tiny } from '../networks/tiny';
import { lower } from './plan';

describe('lower', () => {
  it.each([
    [shipped, 26],
    [small, 20],
    [tiny, 9],
    [seed, 12],
    [plane, 5],
  ])(
    'makes one dispatch for each convolution or attention, and one for the step: %#',
    (network, dispatches) => {
      const plan = lower(network);
      expect(plan.step).toHaveLength(dispatches);
      const codes = new Set([...plan.step, ...plan.renoise, plan.projection].map(({ code }) => code));
      expect(codes.size).toBeLessThanOrEqual(30);
    },
  );

  it.each([shipped, small, tiny, seed, plane])(
    'writes to no buffer that is read by the same dispatch or still needed: $name',
    (network) => {
      const { step } = lower(network);
      /** The layer that wrote last to each buffer. */
      const writers = new Map<number, string>();
      for (const { id, bindings, access } of step) {
        const indices = bindings.flatMap((each) => (each.kind === 'value' ? [each.index] : []));
        if (id === 'step') continue;
        expect(access.at(-1)).toBe('read_write');
        const written = indices.at(-1) as number;
        expect(indices.slice(0, -1)).not.toContain(written);
        const layer = network.layers.find((each) => each.id === id);
        const residuals = layer?.kind === 'convolution' ? (layer.residual ?? []) : [];
        const read = indices.slice(0, -1).map((index) => writers.get(index));
        for (const residual of residuals) expect(read).toContain(residual);
        writers.set(written, id);
      }
    },
  );

  it('refuses a layer that no shader can compute', () => {
    const odd: Network = {
      ...tiny,
      layers: [{ kind: 'convolution', id: 'stem', from: 'input', filters: 6, kernel: 3 }],
    };
    expect(() => lower(odd)).toThrow('stem has 6 filters');
  });

  it('binds at most the eight storage buffers that every adapter has', () => {
    for (const network of [shipped, small, tiny, seed])
      for (const { access } of lower(network).step) expect(access.length).toBeLessThanOrEqual(8);
  });
});
