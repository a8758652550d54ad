import { createStore } from 'zustand/vanilla';
import type { Bug, Side } from '../../../diffusion/bugs/names';
import {
  fingerprint,
  particleSteps,
  type Fingerprint,
  type ParticleRun,
} from '../../../diffusion/bugs/particles';
import { inSteps, programs, type Program } from '../../../diffusion/bugs/programs';
import { browser, type Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { shownBug } from './bugs';

/** Particles of each program. */
export const BUG_PARTICLES = 4000;
/** Between one step and all of them. */
const STEP_COUNTS = [2, 5, 20] as const;
/** Work of one slice, ms. */
const SLICE_MS = 8;

/** What the particles of a program do. */
export interface ParticleSide {
  readonly run: ParticleRun;
  readonly numbers: Fingerprint;
}

/** The particles of a bug. */
export interface BugParticles {
  readonly bug: Bug;
  readonly seed: number;
  readonly sides: Readonly<Record<Side, ParticleSide>>;
  /** Of `one-step`: what comes out in one step, in some, and in all. */
  readonly bySteps: readonly { readonly steps: number; readonly numbers: Fingerprint }[];
}

function* sideOf(program: Program, seed: number): Generator<void, ParticleSide, void> {
  const run = yield* particleSteps(program, seed, BUG_PARTICLES);
  return { run, numbers: fingerprint(run) };
}

/** All that the particles of a bug do, step by step. */
function* particlesOf(bug: Bug, seed: number): Generator<void, BugParticles, void> {
  const { right, wrong } = programs(bug, 'linear', seed);
  const sides = { right: yield* sideOf(right, seed), wrong: yield* sideOf(wrong, seed) };
  const bySteps = [];
  if (bug === 'one-step') {
    bySteps.push({ steps: wrong.times.length, numbers: sides.wrong.numbers });
    for (const steps of STEP_COUNTS)
      bySteps.push({ steps, numbers: (yield* sideOf(inSteps(steps), seed)).numbers });
    bySteps.push({ steps: right.times.length, numbers: sides.right.numbers });
  }
  return { bug, seed, sides, bySteps };
}

/** The particles of the shown bug, walked in slices: a tenth of a second in all. Those before stay until they are there. */
export function createBugParticles({ clock }: Pick<Environment, 'clock'>) {
  const store = createStore<{ readonly result: BugParticles | null }>(() => ({ result: null }));
  let cancelNext = (): void => undefined;

  function begin(bug: Bug, seed: number): void {
    cancelNext();
    const work = particlesOf(bug, seed);
    const walkOn = (): void => {
      const end = clock.now() + SLICE_MS;
      do {
        const { done, value } = work.next();
        if (done === true) {
          store.setState({ result: value });
          return;
        }
      } while (clock.now() < end);
      cancelNext = clock.after(0, walkOn);
    };
    cancelNext = clock.after(0, walkOn);
  }

  /** Keeps the particles in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    const start = (): void => begin(shownBug(view.getState()), view.getState().seed);
    start();
    const unsubscribe = view.subscribe((state, before) => {
      if (shownBug(state) !== shownBug(before) || state.seed !== before.seed) start();
    });
    return () => {
      unsubscribe();
      cancelNext();
    };
  }

  return { store, follow };
}

export const bugParticles = createBugParticles(browser);
