import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePack, PIXELS, type Pack } from '../../data/pack';
import { packs } from '../../data/packs';
import { fromBytes } from '../../diffusion/pixels';
import { fillGaussian, key } from '../../diffusion/random';
import { openBackend } from '../../model/backend';
import type { JudgeEvent, JudgeResult } from '../protocol/judge';
import { createJudge } from './judge';

const never = new AbortController().signal;
let server: Server;
let baseUrl: string;
let test: Pack;
let judge: ReturnType<typeof createJudge>;

beforeAll(async () => {
  await openBackend({ wanted: 'wasm' });
  server = createServer((message, response) => {
    readFile(`public${message.url ?? ''}`).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  baseUrl = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const info = packs[packs.length - 1];
  test = await decodePack(new Uint8Array(await readFile('public/data/test.bin')), info);
  judge = createJudge(new Map([[info.name, test]]));
});

afterAll(() => server.close());

const inTurn = ({ length }: Float32Array): number[] =>
  Array.from({ length: Math.floor(length / PIXELS) }, (_, i) => i % 10);

async function verdict(
  pictures: Float32Array,
  labels = inTurn(pictures),
): Promise<JudgeResult & { events: JudgeEvent[] }> {
  const run = judge({ pictures, labels, reference: 100, baseUrl }, never);
  const events: JudgeEvent[] = [];
  for (;;) {
    const { done, value } = await run.next();
    if (done) return { ...value, events };
    events.push(value);
  }
}

describe('judge', () => {
  it('reads test digits as their class: 99.72 % of all, so at most 4 of these 300 wrong', async () => {
    const before = memory().numTensors;
    const [first, count] = [5000, 300];
    const pictures = fromBytes(test.pixels.subarray(first * PIXELS, (first + count) * PIXELS));
    const labels = [...test.labels.subarray(first, first + count)];
    const { guesses, kernelDistance, grainDistance, events } = await verdict(pictures, labels);
    const wrong = [...guesses].filter((guess, i) => guess !== test.labels[first + i]).length;
    expect(wrong).toBeLessThanOrEqual(4);
    expect(Math.abs(kernelDistance)).toBeLessThan(0.05);
    // Faint noise is seen in the grain.
    const grain = fillGaussian(key(2), new Float32Array(pictures.length));
    const noisy = await verdict(
      pictures.map((x, i) => x + 0.1 * grain[i]),
      labels,
    );
    expect(noisy.grainDistance).toBeGreaterThan(grainDistance + 1);
    // The same digits under wrong names are far from those of that name.
    const wrongly = await verdict(
      pictures,
      labels.map((label) => (label + 1) % 10),
    );
    expect(wrongly.kernelDistance).toBeGreaterThan(20 * Math.abs(kernelDistance));
    expect(events.some(({ kind }) => kind === 'download')).toBe(true);
    expect(events.at(-1)).toEqual({ kind: 'progress', judged: 400, total: 400 });
    expect(memory().numTensors).toBe(before);
  });

  it('tells noise from digits, and does not judge the reference twice', async () => {
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
        baseUrl,
      },
      end.signal,
    );
    await run.next();
    end.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
