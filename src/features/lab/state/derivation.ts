import { createStore } from 'zustand/vanilla';
import { ChainSamples } from '../../../diffusion/derivation/chainSamples';
import { gaussianBound, modelLaw } from '../../../diffusion/derivation/gaussianBound';
import { sampleVariance, twoSteps } from '../../../diffusion/derivation/variances';
import { TWO_MODES } from '../../../diffusion/mixture';
import { ksDistance } from '../../../diffusion/numbers/kolmogorov';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { browser, type Environment } from '../../../state/environment';
import { inFrame } from '../../../state/inFrame';
import type { ViewState } from '../../../state/link/fields/table';
import { nextSeed } from '../../../state/link/fieldKinds';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { tAtPlace } from './place';

/** Numbers that are drawn in either way. */
export const DRAWS = 10_000;

/** Work of one slice, ms. */
const SLICE_MS = 8;

/** The process of all cards but the last. */
export const derivationSchedule = scheduleOf('linear');

/** The slider's t; at least 2, because the step back from t = 1 has no variance. */
export const derivationT = (state: Pick<ViewState, 'place'>): number => Math.max(2, tAtPlace(state));

/** A step to t begins at `tPrev`, the step before at `first`. */
export function stepsTo(state: Pick<ViewState, 'place' | 'derivationStep'>): {
  t: number;
  tPrev: number;
  first: number;
} {
  const t = derivationT(state);
  const tPrev = Math.max(1, t - state.derivationStep);
  return { t, tPrev, first: Math.max(0, tPrev - state.derivationStep) };
}

/** Two samples that should have one law. */
export interface Comparison {
  /** Ascending. */
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly varianceA: number;
  readonly varianceB: number;
  /** Kolmogorov and Smirnov's. */
  readonly distance: number;
}

/** @param a and b are sorted in place */
function compare(a: Float32Array, b: Float32Array): Comparison {
  return {
    varianceA: sampleVariance(a),
    varianceB: sampleVariance(b),
    a: a.sort(),
    b: b.sort(),
    distance: ksDistance(a, b),
  };
}

/** The samples that the derivation draws, for the view's seed. The chain is walked in slices, a tenth of a second in all. */
export function createDerivation({ clock }: Pick<Environment, 'clock'>) {
  /** The chain, and a number that changes when it has gone on. */
  const store = createStore<{ chain: ChainSamples | null; slices: number }>(() => ({
    chain: null,
    slices: 0,
  }));
  let cancelNext = (): void => undefined;
  const noises = memo<readonly Float32Array[]>();
  const steps = memo<Comparison>();
  const jumps = memo<Comparison>();

  function walkOn(chain: ChainSamples): void {
    const end = clock.now() + SLICE_MS;
    let isThere = false;
    while (!isThere && clock.now() < end) isThere = chain.advance();
    store.setState(({ slices }) => ({ chain, slices: slices + 1 }));
    if (!isThere) cancelNext = clock.after(0, () => walkOn(chain));
  }

  function begin(seed: number): void {
    cancelNext();
    const chain = new ChainSamples(derivationSchedule, TWO_MODES, sampleKey(seed, 'derivation', 0), DRAWS);
    cancelNext = clock.after(0, () => walkOn(chain));
    store.setState({ chain, slices: 0 });
  }

  /** Keeps the samples in step with the view's seed while it is open. @returns a function that stops it */
  function follow(): () => void {
    begin(view.getState().seed);
    const unsubscribe = view.subscribe(({ seed }, before) => {
      if (seed !== before.seed) begin(seed);
    });
    return () => {
      unsubscribe();
      cancelNext();
    };
  }

  /** The noise of two steps (a) and of one that goes as far (b). */
  function twoStepDraws(state: ViewState): Comparison {
    const { t, tPrev, first } = stepsTo(state);
    const { seed } = state;
    const [one, two, direct] = noises([seed], () => {
      const all = [0, 1, 2].map((i) =>
        fillGaussian(fold(sampleKey(seed, 'derivation', 1), i), new Float32Array(DRAWS)),
      );
      // Scaled numbers keep their order: this one is sorted once.
      all[2].sort();
      return all;
    });
    return steps([seed, t, tPrev, first], () => {
      const { before, after, together } = twoSteps(derivationSchedule, first, tPrev, t);
      return compare(
        one.map((z, i) => before * z + after * two[i]),
        direct.map((z) => together * z),
      );
    });
  }

  /** x_t by t steps (a) and by one (b); undefined until the chain has come there. */
  function jumpDraws(state: ViewState): Comparison | undefined {
    const { chain } = store.getState();
    const t = derivationT(state);
    if (!chain?.has(t)) return undefined;
    return jumps([chain, t], () => compare(chain.byChain(t), chain.byClosedForm(t)));
  }

  return { store, follow, twoStepDraws, jumpDraws };
}

export const derivation = createDerivation(browser);

/** Draws with the next seed: undo leads back. */
export const drawAnew = (): void => patchView({ seed: nextSeed(view.getState().seed) });

/** Calls the listener in the next frame, and again after the view or the samples change. @returns how to stop it */
export const onDerivation = (listener: () => void): (() => void) =>
  inFrame(listener, [view, derivation.store]);

/** The bound's process: few steps, so that all terms stand on the screen. */
export const BOUND_SCHEDULE = makeSchedule('linear', 4);
/** The law of the bound's data, and of what its model draws. */
export const BOUND_LAW = { mean: 0, variance: 0.25 };
export const BOUND_MODEL = modelLaw(BOUND_SCHEDULE, BOUND_LAW);

const boundOf = memo<ReturnType<typeof gaussianBound>>();

/** The bound of the x_0 that is dragged. */
export const shownBound = ({ derivationX0: x0 }: Pick<ViewState, 'derivationX0'>) =>
  boundOf([x0], () => gaussianBound(BOUND_SCHEDULE, BOUND_LAW, x0));
