import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import { small } from '../networks/small';
import { someWeights } from '../someWeights.test-helper';
import { createCpuNetwork } from './evaluate';
import { Threads } from './threads';

/** A thread as thread.worker.ts, but in this one: it has done its work when it has been told. */
class Thread {
  static all: Thread[] = [];
  static isSilent: (message: { kind: string; id: number }) => boolean = () => false;
  onmessage?: (event: unknown) => void;
  terminated = false;
  readonly shares: number[][] = [];
  private readonly scope: { onmessage?: (event: { data: unknown }) => void } = {};

  constructor() {
    Thread.all.push(this);
  }

  postMessage(data: { kind: string; id: number; first: number; end: number }): void {
    if (Thread.isSilent(data)) return;
    if (data.kind === 'evaluate') this.shares.push([data.first, data.end]);
    this.scope.onmessage?.({ data });
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Runs the script of a thread. */
  async load(): Promise<void> {
    vi.resetModules();
    const self = Object.assign(this.scope, { postMessage: () => queueMicrotask(() => this.onmessage?.({})) });
    vi.stubGlobal('self', self);
    await import('./thread.worker');
  }
}

/** Starts threads on a machine of so many cores. */
async function start(cores: number): Promise<Threads | undefined> {
  vi.stubGlobal('crossOriginIsolated', true);
  vi.stubGlobal('navigator', { hardwareConcurrency: cores });
  const scripts: Promise<void>[] = [];
  vi.stubGlobal(
    'Worker',
    class extends Thread {
      constructor() {
        super();
        const waiting: Parameters<Thread['postMessage']>[0][] = [];
        const post = this.postMessage.bind(this);
        this.postMessage = (message) => void waiting.push(message);
        const previous = scripts.at(-1) ?? Promise.resolve();
        scripts.push(
          previous
            .then(() => this.load())
            .then(() => {
              this.postMessage = post;
              waiting.forEach(post);
            }),
        );
      }
    },
  );
  return Threads.start();
}

beforeEach(() => {
  Thread.all = [];
  Thread.isSilent = () => false;
});
afterEach(() => vi.unstubAllGlobals());

const weights = someWeights(small);
const input = (pictures: number) => ({
  xt: fillGaussian(key(1), new Float32Array(pictures * 784)),
  channel: fillGaussian(key(2), new Float32Array(pictures * 784)),
  e: fillGaussian(key(3), new Float32Array(pictures * 128)),
});

describe('threads', () => {
  it.each([
    [1, 0],
    [3, 0],
    [4, 1],
    [6, 2],
    [64, 3],
  ])('leave half of %i cores to others', async (cores, others) => {
    const threads = await start(cores);
    expect(threads?.count).toBe(others === 0 ? undefined : others + 1);
    expect(Thread.all).toHaveLength(others);
  });

  it('are not used where the page shares no memory', async () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 8 });
    expect(await Threads.start()).toBeUndefined();
  });

  it.each(['start', 'evaluate'])('are not used where one does not answer to "%s"', async (kind) => {
    Thread.isSilent = (message) => message.kind === kind;
    expect(await start(8)).toBeUndefined();
    expect(Thread.all.every(({ terminated }) => terminated)).toBe(true);
  });

  it.each([4, 6, 8])('share pictures, and give the bits of one thread: half of %i', async (cores) => {
    const threads = await start(cores);
    const alone = createCpuNetwork(small, weights);
    const shared = createCpuNetwork(small, weights, { threads });
    Thread.all.forEach(({ shares }) => shares.splice(0));
    for (const pictures of [1, 2, 5, 16, 21]) {
      const given = input(pictures);
      const [expected, output] = [given.xt.slice(), given.xt.slice()];
      alone.evaluate(given, expected);
      shared.evaluate(given, output);
      expect(output).toEqual(expected);
    }
    // Of 1, 2, 5, 16 and 21 pictures: a block has 16 a thread.
    const half = [
      [1, 2],
      [3, 5],
      [8, 16],
      [11, 21],
    ];
    if (cores === 4) expect(Thread.all[0].shares).toEqual(half);
  });

  it('are given up if one falls silent; the result is right, and one thread goes on', async () => {
    const threads = await start(8);
    const network = createCpuNetwork(small, weights, { threads });
    const given = input(8);
    const [expected, output] = [given.xt.slice(), given.xt.slice()];
    createCpuNetwork(small, weights).evaluate(given, expected);
    Thread.isSilent = ({ kind }) => kind === 'evaluate';
    vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    network.evaluate(given, output);
    vi.restoreAllMocks();
    expect(output).toEqual(expected);
    expect(Thread.all.every(({ terminated }) => terminated)).toBe(true);
    Thread.isSilent = () => {
      throw new Error('nobody asks it any more');
    };
    network.evaluate(given, output);
    expect(output).toEqual(expected);
  });

  it('forget a network that is disposed', async () => {
    const threads = await start(4);
    const messages: string[] = [];
    Thread.isSilent = ({ kind, id }) => messages.push(`${kind} ${id}`) < 0;
    createCpuNetwork(small, weights, { threads }).dispose();
    expect(messages).toEqual(['load 1', 'drop 1']);
  });
});
