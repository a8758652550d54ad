import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, setT, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { forwardPath, scheduleOf } from '../../../state/picture/forwardPath';
import { reverseStep } from '../../../diffusion/steps';
import { shownX0 } from '../../../state/picture/shownX0';
import { SampleRun } from '../../../state/samples/sampleRun';
import type { SheetState } from '../../../state/samples/sheet';
import { onFilm } from './film';
import { type Prediction, createPrediction } from './prediction';
import { createSampling } from './sampling';
import { resetStores, setEngine } from './sampling.test-helper';
import { createStage } from './stage';

let frames: (() => void)[];
let stops: (() => void)[];

beforeEach(() => {
  frames = [];
  stops = [];
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => frames.push(call));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  return () => {
    stops.forEach((stop) => stop());
    vi.unstubAllGlobals();
  };
});

/** Draws the next frame. */
const frame = (): void => frames.splice(0).forEach((call) => call());

/** A stage on a view with these fields, and what it has told since. */
function setUp(change: Partial<ViewState> = {}) {
  resetStores(change);
  const run = createStore<SheetState>(() => ({ plan: null, status: { kind: 'idle' }, run: null, filled: 0 }));
  const prediction = createStore<{ latest: Prediction | null }>(() => ({ latest: null }));
  const stage = createStage(run, prediction);
  let compositions = 0;
  stage.onChange(() => compositions++);
  const disconnect = stage.connect();
  stops.push(disconnect);
  frame();
  return {
    content: stage.content,
    run,
    prediction,
    disconnect,
    compositions: () => compositions,
    terms: () => stage.content.terms.map(({ weight }) => weight),
  };
}

/** Whether the picture is the weighted sum of the terms. */
function expectSum({ xt, terms }: ReturnType<typeof setUp>['content']): void {
  for (const i of [0, 300, 783])
    expect(xt[i]).toBeCloseTo(
      terms.reduce((sum, { weight, picture }) => sum + weight * picture[i], 0),
      4,
    );
}

/** Two samples through 400, 200 and 0 or others, each state of one grey: the sample's number, less t / 1000. */
function runOf(states: number, size = 784, all: readonly number[] = [400, 200, 0]): SampleRun {
  const run = new SampleRun('a', all.length - 1, 2, size);
  const times = Int32Array.from(all).subarray(0, states);
  const xt = Float32Array.from(
    [...times].flatMap((t) => [0, 1].flatMap((sample) => Array<number>(size).fill(sample - t / 1000))),
  );
  run.append({ kind: 'frames', index: 0, times, xt, x0Hat: xt.map((value) => value / 2) });
  return run;
}

describe('the way down', () => {
  it('is the weighted sum of digit and noise', () => {
    const { content, terms } = setUp({ t: 300 });
    const { alphaBar, oneMinusAlphaBar } = scheduleOf('linear');
    expect([content.kind, content.t]).toEqual(['closed', 300]);
    expect(terms()).toEqual([Math.sqrt(alphaBar[300]), Math.sqrt(oneMinusAlphaBar[300])]);
    expect(content.terms[0].picture).toBe(shownX0());
    expectSum(content);
  });

  it('is the step before and fresh noise in the chain, which starts at the digit', () => {
    const { content, terms } = setUp({ t: 300, process: 'chain' });
    const { beta } = scheduleOf('linear');
    expect([content.kind, content.tFrom]).toEqual(['chain', 299]);
    expect(terms()).toEqual([Math.sqrt(1 - beta[300]), Math.sqrt(beta[300])]);
    expectSum(content);
    setT(0);
    frame();
    expect([content.kind, content.terms]).toEqual(['start', []]);
    expect(content.xt).toEqual(shownX0());
  });

  it('shows the network’s view of this path only', () => {
    const { content, prediction } = setUp({ t: 300 });
    const guess = new Float32Array(784);
    const path = forwardPath(shownX0(), view.getState());
    prediction.setState({ latest: { path, t: 290, x0Hat: guess, epsilonHat: guess, used: SHIPPED } });
    frame();
    expect([content.x0Hat, content.tHat]).toEqual([guess, 290]);
    patchView({ seed: 1 });
    frame();
    expect([content.x0Hat, content.epsilonHat]).toEqual([null, null]);
    patchView({ seed: 42 });
    network.setState({ used: { ...SHIPPED, checksum: 1 } });
    frame();
    expect(content.x0Hat).toBeNull();
  });

  it('has the size of the pictures that the network knows', () => {
    const { content } = setUp({ t: 300, process: 'chain' });
    network.setState({ used: { ...SHIPPED, size: 14 } });
    frame();
    expect([content.xt, ...content.terms.map(({ picture }) => picture)].map(({ length }) => length)).toEqual([
      196, 196, 196,
    ]);
  });
});

describe('the way back', () => {
  it('is empty until a state is there', () => {
    const { content, run } = setUp({ mode: 'reverse', t: 500 });
    expect([content.kind, content.t, content.terms, content.x0Hat]).toEqual(['none', 500, [], null]);
    run.setState({ run: runOf(1), filled: 1 });
    frame();
    expect([content.kind, content.t, content.terms]).toEqual(['start', 400, []]);
  });

  it('is guess, step before and fresh noise, of the try that is chosen', () => {
    const { content, run, terms } = setUp({ mode: 'denoise', from: 400, t: 190, tries: 2, chosen: 1 });
    run.setState({ run: runOf(3), filled: 3 });
    frame();
    expect([content.kind, content.t, content.tFrom, content.tHat]).toEqual(['step', 200, 400, 200]);
    expect([content.xt[0], content.x0Hat?.[0]]).toEqual([Math.fround(0.8), Math.fround(0.4)]);
    expect(content.terms.slice(0, 2).map(({ picture }) => picture[0])).toEqual([0.3, 0.6].map(Math.fround));
    expect(terms().every(Number.isFinite)).toBe(true);
    // x_t = sqrt(alphaBar) x0Hat + sqrt(1 - alphaBar) epsilonHat
    const { alphaBar, oneMinusAlphaBar } = scheduleOf('linear');
    const sum =
      Math.sqrt(alphaBar[200]) * 0.4 + Math.sqrt(oneMinusAlphaBar[200]) * (content.epsilonHat?.[0] ?? NaN);
    expect(sum).toBeCloseTo(0.8, 5);
    setT(0);
    frame();
    expect([content.t, content.x0Hat, content.epsilonHat]).toEqual([0, null, null]);
  });

  it.each([
    ['dpmpp-2m', -0.3],
    ['heun', null],
  ] as const)('has a second guess by %s, but for the step that has none', (sampler, before) => {
    const { content, run } = setUp({ mode: 'reverse', sampler, t: 200 });
    run.setState({ run: runOf(4, 784, [600, 400, 200, 0]), filled: 4 });
    frame();
    const [x0, xt, second] = content.terms;
    expect([x0.picture[0], xt.picture[0]]).toEqual([-0.2, -0.4].map(Math.fround));
    const rule = { sampler, eta: 0 };
    expect(second.weight).toBe(reverseStep(scheduleOf('linear'), 400, 200, rule, 600).second);
    // That of DPM-Solver++ is the one before; that of Heun is what the state says of it.
    if (before === null) expectSum(content);
    else expect(second.picture[0]).toBe(Math.fround(before));
    setT(sampler === 'heun' ? 0 : 400);
    frame();
    expect([content.terms[2].weight, content.terms[2].picture[0]]).toEqual([0, 0]);
  });
});

it('composes once a frame, however much changes, and not for the progress of a run', () => {
  const { compositions, run, disconnect } = setUp();
  expect(compositions()).toBe(1);
  for (let t = 1; t <= 30; t++) setT(t);
  frame();
  expect(compositions()).toBe(2);
  run.setState({ status: { kind: 'running', progress: null } });
  frame();
  expect(compositions()).toBe(2);
  disconnect();
  setT(31);
  expect(frames).toHaveLength(0);
});

it('draws the film when the path changes, and not with t', () => {
  resetStores({ t: 0 });
  const drawn: number[] = [];
  stops.push(onFilm(3, (tile) => drawn.push(tile)));
  frame();
  expect(drawn).toEqual([0, 1, 2]);
  setT(500);
  frame();
  expect(drawn).toHaveLength(3);
  patchView({ seed: 1 });
  frame();
  expect(drawn).toHaveLength(6);
});

it('sends no message while the slider is dragged down a path that the network does not know', async () => {
  resetStores({ schedule: 'cosine' });
  setEngine('ready');
  const environment = fakeEnvironment();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  const sampling = createSampling(environment);
  stops.push(sampling.connect(), createPrediction(environment).connect());
  let changes = 0;
  sampling.store.subscribe(() => changes++);
  for (let t = 1; t <= 1000; t++) setT(t);
  await environment.clock.advance(1000);
  expect([environment.engine.jobs.length, changes]).toEqual([0, 0]);
});
