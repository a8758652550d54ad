import { createStore } from 'zustand/vanilla';
import { addedStd } from '../../../diffusion/forward';
import { RULES, wayBack, type Rule } from '../../../diffusion/rules';
import { stepAt, stepTerms, type Writing } from '../../../diffusion/stepTerms';
import { DENSITY_BINS, DENSITY_RANGE, type ParticlesEvent } from '../../../engine/protocol/particles';
import { failureText } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { notify } from '../../../state/notices';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { forRules, type RuleStatus, type RuleStep } from './rules';

export { DENSITY_BINS, DENSITY_RANGE };

/** Particles of every rule. */
export const PARTICLES = 20_000;
const FRAMES = 201;

/** What the particles of one rule have done so far. */
export interface RuleRun {
  readonly kind: RuleStatus;
  /** t of each density, descending. */
  readonly times: readonly number[];
  /** Particles in each bin, one array a density. */
  readonly densities: readonly Uint32Array[];
  /** Of the last density: the share of particles right of 0, and their standard deviation. */
  readonly share: number;
  readonly std: number;
}

const WAITING: RuleRun = { kind: 'waiting', times: [], densities: [], share: NaN, std: NaN };
const ALL_WAITING = forRules(RULES, () => WAITING);

interface ParticlesState {
  /** The seed of the runs; null before the first. */
  readonly seed: number | null;
  readonly runs: Readonly<Record<Rule, RuleRun>>;
}

const linear = scheduleOf('linear');

/** Form of a rule's equation; 'mean' unless given. */
const WRITINGS: Partial<Record<Rule, Writing>> = {
  ddim: 'noise',
  'ddim-20': 'noise',
  additive: 'additive',
  naive: 'additive',
};

/** The step of each rule at t, with the numbers that move its particles. */
export const PARTICLE_STEPS = forRules(RULES, (rule) => {
  const { times, schedule, step } = wayBack(rule, linear);
  return (at: number): RuleStep => {
    const { t, tPrev } = stepAt(times, at);
    const terms =
      rule === 'tape'
        ? { x0Hat: 0, xt: 1, epsilonHat: -addedStd(linear, t, tPrev), z: 0 }
        : stepTerms(WRITINGS[rule] ?? 'mean', schedule, step(t, tPrev), t, tPrev);
    return { t, tPrev, terms };
  };
});

/**
 * The particles of all rules, for one seed. Not a `task`: each rule has its own status, the rules start without settling, and those
 * that are done do not run again.
 */
export function createParticles({ runJob }: Pick<Environment, 'runJob'>) {
  const store = createStore<ParticlesState>(() => ({ seed: null, runs: ALL_WAITING }));
  let controller: AbortController | null = null;

  const patch = (rule: Rule, change: Partial<RuleRun>): void =>
    store.setState(({ runs }) => ({ runs: { ...runs, [rule]: { ...runs[rule], ...change } } }));

  function receive(rule: Rule, { times, counts, share, std }: ParticlesEvent): void {
    const { times: timesBefore, densities } = store.getState().runs[rule];
    const newer = Array.from(times, (_, i) => counts.slice(i * DENSITY_BINS, (i + 1) * DENSITY_BINS));
    patch(rule, { times: [...timesBefore, ...times], densities: [...densities, ...newer], share, std });
  }

  async function runAll(seed: number, signal: AbortSignal): Promise<void> {
    const unfinished = RULES.filter((rule) => store.getState().runs[rule].kind !== 'done');
    const begin = (rule: Rule): void => patch(rule, { ...WAITING, kind: 'running' });
    // The first rule counts as running while the engine is still starting.
    unfinished.slice(0, 1).forEach(begin);
    for (const rule of unfinished) {
      const { share, std } = await runJob(signal, (engine) => {
        signal.throwIfAborted();
        begin(rule);
        return engine.run(
          'particles',
          { rule, seed, count: PARTICLES, frames: FRAMES },
          { signal, onEvent: (event) => receive(rule, event) },
        );
      });
      patch(rule, { kind: 'done', share, std });
    }
  }

  /** Runs the rules that are not done for the view's seed, one after the other. */
  function start(): void {
    const { seed } = view.getState();
    controller?.abort();
    controller = new AbortController();
    const { signal } = controller;
    if (seed !== store.getState().seed) store.setState({ seed, runs: ALL_WAITING });
    runAll(seed, signal).catch((caught: unknown) => {
      if (signal.aborted) return;
      stop();
      notify({ kind: 'error', text: failureText(caught) });
    });
  }

  /** Stops the rules; their densities so far stay. */
  function stop(): void {
    controller?.abort();
    for (const rule of RULES)
      if (store.getState().runs[rule].kind === 'running') patch(rule, { kind: 'stopped' });
  }

  /** Keeps the particles in step with the view’s seed while it is open. @returns a function that stops it */
  function follow(): () => void {
    start();
    const unsubscribe = view.subscribe(({ seed }, before) => {
      if (seed !== before.seed) start();
    });
    return () => {
      unsubscribe();
      stop();
    };
  }

  return { store, start, stop, follow };
}

export const particles = createParticles(browser);
