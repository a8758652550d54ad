import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUND_DIGITS, BOUND_STRATA } from './fields/bound';
import { DAMAGES, EDITS, STRENGTHS } from './fields/edit';
import { ANOMALIES, DETECT_COUNTS } from './fields/detect';
import { MASK_PRESETS, maskOf } from './mask';
import { COMPARABLE } from './fields/schedule';
import { decodeView, encodeView, initialView } from './codec';
import { EXPERIMENTS } from './fields/lab';
import { FIELDS, PAGES, FIELD_NAMES } from './fields/table';
import type { ViewState } from './fields/table';

const arbitraryView: fc.Arbitrary<ViewState> = fc.record({
  page: fc.constantFrom(...PAGES),
  mode: fc.constantFrom('forward', 'reverse', 'denoise'),
  t: fc.nat(1000),
  source: fc.constantFrom('train.7', 'train.59999', 'test.0', 'px.AJcmK2n_-'),
  process: fc.constantFrom('closed', 'chain'),
  schedule: fc.constantFrom('linear', 'cosine', 'sigmoid', 'quadratic'),
  seed: fc.nat(2 ** 32 - 1),
  network: fc.constantFrom('shipped', 'run.0b1e-4f_A.1000', 'run.a.0'),
  label: fc.nat(10),
  sampler: fc.constantFrom('ddpm', 'ddim'),
  steps: fc.integer({ min: 2, max: 1000 }),
  eta: fc.constantFrom(0, 0.5, 1),
  guidance: fc.constantFrom(0, 0.5, 5),
  from: fc.integer({ min: 1, max: 1000 }),
  tries: fc.integer({ min: 1, max: 8 }),
  chosen: fc.nat(7),
  plot: fc.constantFrom('alphaBar', 'sqrt', 'snr'),
  log: fc.boolean(),
  speed: fc.constantFrom(0.25, 1, 4),
  loop: fc.boolean(),
  present: fc.boolean(),
  compared: fc
    .subarray([...COMPARABLE], { minLength: 1 })
    .map((chosen) => COMPARABLE.filter((each) => chosen.includes(each))),
  comparedT: fc.integer({ min: 10, max: 4000 }),
  hand: fc.array(fc.constantFrom(1e-5, 2.5e-4, 0.0123, 0.5), { minLength: 6, maxLength: 6 }),
  rescaled: fc.boolean(),
  sampled: fc.boolean(),
  place: fc.nat(1000),
  experiment: fc.constantFrom(...EXPERIMENTS),
  exactDigits: fc.constantFrom(10_000, 60_000),
  exactCount: fc.constantFrom(16, 64, 128, 256),
  exactTold: fc.boolean(),
  boundDigits: fc.constantFrom(...BOUND_DIGITS),
  boundNoises: fc.integer({ min: 1, max: 8 }),
  boundStrata: fc.constantFrom(...BOUND_STRATA),
  boundVariance: fc.constantFrom('posterior', 'beta'),
  boundClip: fc.boolean(),
  boundClass: fc.boolean(),
  boundLinear: fc.boolean(),
  trainNetwork: fc.constantFrom('tiny', 'small', 'seed', 'shipped'),
  trainGoal: fc.integer({ min: 1, max: 100_000 }),
  trainBatch: fc.integer({ min: 1, max: 1024 }),
  trainRate: fc.constantFrom(0, 0.005, 1),
  trainOutput: fc.constantFrom('v', 'epsilon', 'x0'),
  trainWeighting: fc.constantFrom('v', 'epsilon', 'x0', 'snr-clipped'),
  trainSchedule: fc.constantFrom('linear', 'cosine', 'sigmoid', 'quadratic'),
  trainAverage: fc.constantFrom(0, 0.995, 0.999),
  trainDigits: fc.constantFrom(1000, 10_000, 60_000),
  trainLabel: fc.nat(20),
  trainSeed: fc.nat(2 ** 32 - 1),
  gridSeed: fc.nat(2 ** 32 - 1),
  gridCount: fc.integer({ min: 1, max: 64 }),
  gridT: fc.nat(1000),
  tile: fc.nat(63),
  gridClick: fc.constantFrom('open', 'nearest', 'from', 'to'),
  copied: fc.constantFrom('', 'a.1', 'b.64'),
  comparing: fc.boolean(),
  aLabel: fc.nat(11),
  aSampler: fc.constantFrom('ddpm', 'ddim'),
  aSteps: fc.integer({ min: 5, max: 1000 }),
  aEta: fc.constantFrom(0, 0.5, 1),
  aGuidance: fc.constantFrom(0, 0.5, 5),
  bLabel: fc.nat(11),
  bSampler: fc.constantFrom('ddpm', 'ddim'),
  bSteps: fc.integer({ min: 5, max: 1000 }),
  bEta: fc.constantFrom(0, 0.5, 1),
  bGuidance: fc.constantFrom(0, 0.5, 5),
  bNetwork: fc.constantFrom('shipped', 'run.a.0'),
  strip: fc.boolean(),
  stripFrom: fc.nat(2 ** 32 - 1),
  stripTo: fc.nat(2 ** 32 - 1),
  stripCount: fc.integer({ min: 3, max: 15 }),
  stripLabel: fc.nat(10),
  stripSteps: fc.integer({ min: 5, max: 1000 }),
  searched: fc.constantFrom(10_000, 60_000),
  judged: fc.constantFrom(20, 50, 100, 200),
  edit: fc.constantFrom(...EDITS),
  editT: fc.nat(1000),
  editTile: fc.nat(15),
  editLabel: fc.nat(10),
  editGuidance: fc.constantFrom(0, 0.5, 5),
  damage: fc.constantFrom(...DAMAGES),
  damageSigma: fc.constantFrom(0, 0.5, 3),
  damageShare: fc.constantFrom(0, 0.2, 1),
  damageBlur: fc.constantFrom(0, 1.5, 5),
  damageContrast: fc.constantFrom(0, 0.3, 1),
  noiseT: fc.nat(1000),
  draws: fc.integer({ min: 1, max: 16 }),
  drawSteps: fc.integer({ min: 1, max: 200 }),
  mask: fc.oneof(
    fc.constantFrom(...MASK_PRESETS),
    fc.uint8Array({ minLength: 784, maxLength: 784, max: 1 }).map(maskOf),
  ),
  resamplings: fc.integer({ min: 1, max: 10 }),
  completions: fc.integer({ min: 1, max: 12 }),
  fillSteps: fc.integer({ min: 5, max: 250 }),
  strength: fc.constantFrom(...STRENGTHS),
  variants: fc.integer({ min: 1, max: 4 }),
  inversionSteps: fc.integer({ min: 10, max: 250 }),
  noiseFirst: fc.nat(200),
  changeGuidance: fc.constantFrom(0, 2, 5),
  other: fc.constantFrom('train.11', 'test.9999'),
  betweenCount: fc.integer({ min: 3, max: 15 }),
  detectScore: fc.constantFrom('epsilon', 'reconstruction'),
  detectT: fc.integer({ min: 1, max: 1000 }),
  detectDraws: fc.integer({ min: 1, max: 16 }),
  detectSteps: fc.integer({ min: 1, max: 50 }),
  detectLeast: fc.boolean(),
  detectAgainst: fc.constantFrom(...ANOMALIES),
  detectUnseen: fc.nat(9),
  detectCount: fc.constantFrom(...DETECT_COUNTS),
  detectReading: fc.constantFrom('outline', 'plain'),
  detectThreshold: fc.constantFrom(-4, 0, 1.65, 2, 12),
});

describe('the link', () => {
  it('is empty for the view that a bare link opens', () => {
    expect(encodeView(initialView()).toString()).toBe('');
  });

  it('restores every view that can be on the screen', () => {
    fc.assert(
      fc.property(arbitraryView, (drawn) => {
        const state = { ...drawn };
        if (state.mode === 'denoise') state.t = Math.min(state.t, state.from);
        state.chosen %= state.tries;
        const { view, problems } = decodeView(new URLSearchParams(encodeView(state).toString()));
        expect(problems).toEqual([]);
        expect(view).toEqual(state);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('leaves out what it cannot read, says so, and keeps the rest', () => {
    const { view, problems } = decodeView(
      new URLSearchParams('t=1001&class=seven&seed=9&x0=<b>&utm=1&w=&backend=wasm'),
    );
    expect(view).toEqual({ ...initialView(), seed: 9 });
    expect(problems).toEqual([
      't = "1001" is not a whole number from 0 to 1000.',
      'x0 = "<b>" is not train.N, test.N or a picture made by this page.',
      'class = "seven" is not a whole number from 0 to 10.',
      'w = "" is not a number from 0 to 5.',
      '"utm" is not a parameter of this page.',
    ]);
  });

  it('says which class a network never sees', () => {
    const { view } = decodeView(new URLSearchParams('only=not-4'));
    expect(view.trainLabel).toBe(15);
    for (const text of ['not-', 'not-10', '11', '-4', '4.0'])
      expect(FIELDS.trainLabel.parse(text)).toBeUndefined();
  });

  it('never throws, whatever the address says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { view } = decodeView(new URLSearchParams(text));
        expect(Object.keys(view)).toEqual(FIELD_NAMES);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('brings a stopped path and its tries into range', () => {
    const { view } = decodeView(new URLSearchParams('mode=denoise&from=200&t=900&tries=2&try=5'));
    expect(view).toMatchObject({ t: 200, chosen: 0 });
  });

  it('names each parameter once', () => {
    const params = FIELD_NAMES.map((name) => FIELDS[name].param);
    expect(new Set(params).size).toBe(params.length);
  });
});
