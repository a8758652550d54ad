import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PIXELS, type Pack } from '../../../data/pack';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { fillGaussian, key } from '../../../diffusion/random';
import { openBackend } from '../../../model/openBackend';
import { startTfjs } from '../../../model/backends/onCpu';
import { lookup } from '../../../model/lookup';
import type { JudgeEvent, JudgeResult } from '../../protocol/judge';
import { drain } from '../loop/drain';
import { createJudge } from './judge';
import { never, readPacks, servePublic } from '../networks/shipped.test-helper';

let server: Awaited<ReturnType<typeof servePublic>>;
let test: Pack;
let judge: ReturnType<typeof createJudge>;

beforeAll(async () => {
  await openBackend({ wanted: 'wasm' });
  await startTfjs();
  server = await servePublic();
  const packs = await readPacks();
  test = lookup(packs, 'test');
  judge = createJudge(packs);
});

afterAll(() => server.close());

const inTurn = ({ length }: Float32Array): number[] =>
  Array.from({ length: Math.floor(length / PIXELS) }, (_, i) => i % 10);

async function verdict(
  pictures: Float32Array,
  labels = inTurn(pictures),
): Promise<JudgeResult & { events: JudgeEvent[] }> {
  const events: JudgeEvent[] = [];
  const job = judge({ pictures, labels, reference: 100, baseUrl: server.baseUrl }, never);
  const result = await drain(job, (event) => events.push(event));
  return { ...result, events };
}

describe('judge', () => {
  it('reads 99.72 % of the test digits correctly, so at most 4 of these 300 wrongly', async () => {
    const before = memory().numTensors;
    const [first, count] = [5000, 300];
    const pictures = fromBytes(test.pixels.subarray(first * PIXELS, (first + count) * PIXELS));
    const labels = [...test.labels.subarray(first, first + count)];
    const { guesses, kernelDistance, grainDistance, events } = await verdict(pictures, labels);
    const wrong = [...guesses].filter((guess, i) => guess !== test.labels[first + i]).length;
    expect(wrong).toBeLessThanOrEqual(4);
    expect(Math.abs(kernelDistance)).toBeLessThan(0.05);
    // Faint noise shows in the grain.
    const grain = fillGaussian(key(2), new Float32Array(pictures.length));
    const noisy = await verdict(
      pictures.map((x, i) => x + 0.1 * grain[i]),
      labels,
    );
    expect(noisy.grainDistance).toBeGreaterThan(grainDistance + 1);
    // The same digits with wrong labels are far from the digits of those labels.
    const wrongly = await verdict(
      pictures,
      labels.map((label) => (label + 1) % 10),
    );
    expect(wrongly.kernelDistance).toBeGreaterThan(20 * Math.abs(kernelDistance));
    expect(events.some(({ kind }) => kind === 'download')).toBe(true);
    expect(events.at(-1)).toEqual({ kind: 'progress', judged: 400, total: 400 });
    expect(memory().numTensors).toBe(before);
  });

  it('distinguishes noise from digits, and does not judge the reference twice', async () => {
    const { kernelDistance, events } = await verdict(fillGaussian(key(1), new Float32Array(20 * PIXELS)));
    expect(kernelDistance).toBeGreaterThan(0.1);
    expect(events.at(-1)).toEqual({ kind: 'progress', judged: 20, total: 20 });
  });

  it('refuses what it cannot judge, and leaves no tensor behind after a cancel', async () => {
    const before = memory().numTensors;
    await expect(verdict(new Float32Array(5))).rejects.toMatchObject({ code: 'bad-request' });
    const end = new AbortController();
    const run = judge(
      {
        pictures: new Float32Array(20 * PIXELS),
        labels: inTurn(new Float32Array(20 * PIXELS)),
        reference: 100,
        baseUrl: server.baseUrl,
      },
      end.signal,
    );
    await run.next();
    end.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
