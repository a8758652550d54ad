import { expect, test } from './support/test';
import { probe } from './support/probe';
import type { Shape } from './support/probes/filterGradients';
import type { Answer, Question } from './support/probes/training';

// Kernels of our own on WebGPU, by themselves, against WebAssembly.

const SHAPES: Shape[] = [
  // Every kind of convolution in the networks that train, with fewer pictures.
  { input: [3, 7, 7, 32], filter: [3, 3, 32, 32], stride: 1, pad: 'same' },
  { input: [2, 28, 28, 2], filter: [3, 3, 2, 16], stride: 1, pad: 'same' },
  { input: [2, 28, 28, 16], filter: [3, 3, 16, 1], stride: 1, pad: 'same' },
  { input: [4, 14, 14, 16], filter: [2, 2, 16, 48], stride: 2, pad: 'valid' },
  { input: [2, 7, 7, 96], filter: [1, 1, 96, 288], stride: 1, pad: 'same' },
  { input: [2, 7, 7, 96], filter: [1, 1, 96, 192], stride: 1, pad: 'valid' },
  { input: [128, 1, 1, 11], filter: [1, 1, 11, 784], stride: 1, pad: 'valid' },
  // And sizes that fill no tile.
  { input: [5, 5, 3, 3], filter: [3, 3, 3, 9], stride: 1, pad: 'same' },
  { input: [1, 1, 1, 1], filter: [1, 1, 1, 1], stride: 1, pad: 'same' },
];

test("a convolution's filter gradient on WebGPU is the one on WebAssembly, to 1e-4", async ({ page }) => {
  const distances = await probe<number[]>(page, 'filterGradients', SHAPES);
  expect(distances).toHaveLength(SHAPES.length);
  for (const [i, distance] of distances.entries())
    expect(distance, JSON.stringify(SHAPES[i])).toBeLessThanOrEqual(1e-4);
});

for (const question of [
  { network: 'tiny', batch: 4, updates: 8 },
  { network: 'small', batch: 1, updates: 3 },
] as const satisfies Question[]) {
  const { network, updates } = question;
  test(`${updates} updates of ${network} on WebGPU are those on WebAssembly, and leave nothing behind`, async ({
    page,
  }) => {
    const answer = await probe<Answer>(page, 'training', question);
    expect(answer.gradients).toBeLessThanOrEqual(1e-4);
    expect(answer.worst[1], answer.worst[0]).toBeLessThanOrEqual(1e-4);
    expect(answer.states).toBeLessThan(1e-4);
    expect(answer.curve).toHaveLength(updates);
    for (const ratio of answer.curve) expect(Math.abs(ratio - 1)).toBeLessThan(0.01);
    expect(answer.adam.dispatches).toBeGreaterThan(0);
    expect(answer.adam.dispatches).toBeLessThanOrEqual(answer.adam.parameters);
    expect(answer.adam).toMatchObject({ buffers: 0, sameBuffers: true });
    expect(answer.live.error).toBeLessThanOrEqual(1e-5);
    expect(answer.live.bound).toBe(true);
    expect(answer.tensors[1]).toBe(answer.tensors[0]);
    expect(answer.bytes[1]).toBe(answer.bytes[0]);
  });
}
