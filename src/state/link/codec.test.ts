import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEEDS } from '../../diffusion/random';
import { decodeView, encodeView, initialView } from './codec';
import type { Field } from './fieldKinds';
import { COMPARABLE } from './fields/schedule';
import { FIELD_NAMES, FIELDS, type ViewState } from './fields/table';
import { MASK_PRESETS, formatMask } from './mask';
import { formatStrokes } from './planeShapes';

/** Values of the fields that neither list their values nor have a range. */
const EXAMPLES: Partial<{ [K in keyof ViewState]: fc.Arbitrary<ViewState[K]> }> = {
  source: fc.constantFrom('train.7', 'train.59999', 'test.0', 'px.AJcmK2n_-'),
  network: fc.constantFrom('shipped', 'run.0b1e-4f_A.1000', 'run.a.0'),
  compared: fc
    .subarray([...COMPARABLE], { minLength: 1 })
    .map((chosen) => COMPARABLE.filter((each) => chosen.includes(each))),
  hand: fc.array(fc.constantFrom(1e-5, 2.5e-4, 0.0123, 0.5), { minLength: 6, maxLength: 6 }),
  trainLabel: fc.nat(20),
  copied: fc.constantFrom('', 'a.1', 'b.64'),
  bNetwork: fc.constantFrom('shipped', 'run.a.0'),
  mask: fc.oneof(
    fc.constantFrom(...MASK_PRESETS),
    fc.uint8Array({ minLength: 784, maxLength: 784, max: 1 }).map(formatMask),
  ),
  other: fc.constantFrom('train.11', 'test.9999'),
  term: fc.constantFrom('', 'alphaBar', 'T'),
  chapter: fc.constantFrom('', 'sqrt'),
  student: fc.constantFrom('', 'ab123', 'Zoë Müller', 'z.x@y.org'),
  course: fc.constantFrom('', 'first'),
  planeMixture: fc.constantFrom('1,0,0,0.2', '0.5,-2.5,1.25,1.5_0,0,0,0.05'),
  planeBrush: fc.constantFrom(
    '',
    formatStrokes([
      [0, 0, 1, 1],
      [-3, 3],
    ]),
  ),
  planeTraced: fc.constantFrom('', '0', '12,4999'),
  planePoint: fc.tuple(fc.constantFrom(-3, 0.25), fc.constantFrom(3, -1)),
};

function arbitraryOf(name: keyof ViewState): fc.Arbitrary<unknown> {
  const { values, range } = FIELDS[name] as Field<unknown>;
  const example = EXAMPLES[name];
  if (example) return example;
  if (values) return fc.constantFrom(...values);
  if (!range) throw new Error(`Give examples of the field "${name}".`);
  const { min, max, step } = range;
  return step === 1
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
}

const arbitraryView = fc.record(
  Object.fromEntries(FIELD_NAMES.map((name) => [name, arbitraryOf(name)])),
) as unknown as fc.Arbitrary<ViewState>;

it('gives each field a parameter of its own', () => {
  const params = FIELD_NAMES.map((name) => FIELDS[name].param);
  expect(params.filter((param, i) => params.indexOf(param) !== i)).toEqual([]);
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
        if (!state.present) state.scene = 0;
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

  it('knows one zero', () => {
    expect(decodeView(new URLSearchParams('threshold=-0')).view.detectThreshold).toBe(0);
  });

  it('brings a stopped path and its tries into range', () => {
    const { view } = decodeView(new URLSearchParams('mode=denoise&from=200&t=900&tries=2&try=5'));
    expect(view).toMatchObject({ t: 200, chosen: 0 });
  });

  it('names a scene only in presenter mode, counted from 1', () => {
    const { view } = decodeView(new URLSearchParams('present=1&scene=3'));
    expect(view.scene).toBe(2);
    expect(encodeView(view).toString()).toBe('present=1&scene=3');
    expect(decodeView(new URLSearchParams('scene=3')).view.scene).toBe(0);
    expect(decodeView(new URLSearchParams('present=1&scene=0')).problems).toEqual([
      'scene = "0" is not a whole number from 1 to 999.',
    ]);
  });

  it('names each parameter once', () => {
    const params = FIELD_NAMES.map((name) => FIELDS[name].param);
    expect(new Set(params).size).toBe(params.length);
  });
});

it('reads each seed that a file or a field may have, and none that they may not', () => {
  for (const param of ['seed', 'trainseed', 'gridseed'].filter((name) =>
    Object.values(FIELDS).some((field) => field.param === name),
  )) {
    expect(decodeView(new URLSearchParams({ [param]: String(SEEDS - 1) })).problems).toEqual([]);
    for (const bad of [String(SEEDS), String(2 ** 53 - 1), '-1'])
      expect(decodeView(new URLSearchParams({ [param]: bad })).problems).toHaveLength(1);
    const zero = decodeView(new URLSearchParams({ [param]: '-0' })).view;
    expect(encodeView(zero).toString()).not.toContain('-0');
  }
});

it('each value that is not understood is named, and so is each parameter of another page', () => {
  const bad = {
    ...{
      t: '1001',
      mode: 'sideways',
      x0: 'train.x',
      noise: 'pink',
      schedule: 'bent',
      seed: '-1',
      class: '12',
    },
    ...{
      sampler: 'euler',
      steps: '1e9',
      eta: 'NaN',
      w: 'much',
      from: '0',
      tries: '1.5',
      try: '-2',
      plot: 'pie',
    },
    ...{ log: 'yes', speed: '0', loop: '2', present: '', utm_source: 'course' },
  };
  const { problems } = decodeView(new URLSearchParams(bad));
  expect(problems).toHaveLength(Object.keys(bad).length);
  for (const name of Object.keys(bad))
    expect(
      problems.some((problem) => problem.startsWith(`${name} = `) || problem.startsWith(`"${name}"`)),
    ).toBe(true);
});
