import { describe, expect, it } from 'vitest';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { lbn, head } from '../networks/lbn';
import { plane } from '../networks/plane';
import { seed } from '../networks/seed';
import { shipped } from '../networks/shipped';
import { small } from '../networks/small';
import { tiny } from '../networks/tiny';
import { elements } from '../shapes';
import { trainedShapes } from '../norms';
import { lowerTraining } from './lower';

const NETWORKS = [
  { network: tiny, batch: 128, dispatches: 36 },
  { network: small, batch: 128, dispatches: 103 },
  { network: shipped, batch: 128, dispatches: 130 },
  { network: seed, batch: 32, dispatches: 44 },
  { network: plane, batch: 256, dispatches: 27 },
];

describe.each(NETWORKS)('the plan that trains $network.name', ({ network, batch, dispatches }) => {
  const plan = lowerTraining(network, batch);
  const all = [...plan.update, ...plan.calibrate, ...plan.measure];

  it('has so many dispatches an update, and binds no more than every device can', () => {
    expect(plan.update).toHaveLength(dispatches);
    for (const { id, access, bindings } of all) {
      expect(bindings.length, id).toBe(access.length);
      expect(access.length, id).toBeLessThanOrEqual(8);
    }
  });

  it('needs no more memory of a workgroup than every device has', () => {
    for (const { id, code } of all) {
      const numbers = [...code.matchAll(/var<workgroup> \w+ : array<(vec4f|f32), (\d+)>/g)].map(
        ([, element, length]) => Number(length) * (element === 'f32' ? 1 : 4),
      );
      expect(4 * numbers.reduce((a, b) => a + b, 0), id).toBeLessThanOrEqual(16_384);
    }
  });

  it('gives every parameter a gradient of its own', () => {
    const shapes = trainedShapes(network);
    expect([...plan.gradients.keys()].sort()).toEqual([...shapes.keys()].sort());
    const firsts = [...plan.gradients.values()].map(({ first }) => first);
    // The bias of a layer and that of its Linear(e) have the same gradient.
    const shared = [...shapes.keys()].filter((name) => name.endsWith('.embed.bias'));
    expect(new Set(firsts).size).toBe(firsts.length - shared.length);
    for (const [name, shape] of shapes) {
      const { first, stride, parts } = lookup(plan.gradients, name);
      expect(first + stride * (parts - 1) + elements(shape), name).toBeLessThanOrEqual(plan.sums);
    }
  });

  it('lets each workgroup of the optimiser update one parameter', () => {
    const updated = [...plan.parameters.entries()].map(([name, { first, length }]) => {
      const blocks = plan.adamBlocks.subarray(first / 16, (first + length) / 16 + 4);
      return [name, blocks[0] === lookup(plan.gradients, name).first] as const;
    });
    expect(updated.filter(([, isRight]) => !isRight)).toEqual([]);
    expect(plan.adamBlocks).toHaveLength(plan.parameters.length / 16);
  });
});

describe('the plan', () => {
  it('lets values share a buffer only if no dispatch needs both', () => {
    const { update, valueBuffers, valueSizes } = lowerTraining(small, 4);
    expect(valueSizes.length).toBeLessThan(valueBuffers.size);
    const lives = new Map<string, [number, number]>();
    update.forEach(({ bindings }, i) => {
      for (const binding of bindings)
        if (binding.kind === 'value') lives.set(binding.name, [lives.get(binding.name)?.[0] ?? i, i]);
    });
    for (const [a, [from, to]] of lives)
      for (const [b, [begin, end]] of lives)
        if (a !== b && lookup(valueBuffers, a) === lookup(valueBuffers, b))
          expect(to < begin || end < from, `${a} and ${b}`).toBe(true);
  });

  const changed = (layers: Network['layers']): Network => ({ ...tiny, layers });
  it.each<[string, Network]>([
    ['has an activation', changed(tiny.layers.slice(0, -2))],
    [
      'scale and shift without normalisation',
      changed([
        tiny.layers[0],
        { kind: 'convolution', id: 'head', from: 'stem', filters: 4, kernel: 3, prologue: 'affine-silu' },
      ]),
    ],
    [
      'has a stride and a kernel of 3',
      changed([
        tiny.layers[0],
        { kind: 'convolution', id: 'down', from: 'stem', filters: 4, kernel: 3, stride: 2 },
      ]),
    ],
    [
      'has other readers than the attention',
      changed([
        ...tiny.layers.slice(0, 1),
        ...lbn('stem', 32, 64).map((layer) =>
          layer.id === 'attention.out' ? { ...layer, from: 'attention.qkv' } : layer,
        ),
        head('dec14.b', 4),
      ]),
    ],
  ])('refuses a network where something %s', (reason, network) => {
    expect(() => lowerTraining(network, 4)).toThrow(reason);
  });
});
