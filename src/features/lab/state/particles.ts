import { createStore } from 'zustand/vanilla';
import { addedStd } from '../../../diffusion/forward';
import { RULES, wayBack } from '../../../diffusion/rules';
import type { Rule } from '../../../diffusion/rules';
import { makeSchedule } from '../../../diffusion/schedule';
import { stepAt, stepTerms } from '../../../diffusion/stepTerms';
import type { StepTerms, Writing } from '../../../diffusion/stepTerms';
import { toEngineError } from '../../../engine/protocol/errors';
import { DENSITY_BINS, DENSITY_RANGE } from '../../../engine/protocol/particles';
import type { ParticlesEvent } from '../../../engine/protocol/particles';
import { runJob } from '../../../state/engine/runJob';
import { notify } from '../../../state/notices';
import { view } from '../../../state/link/view';

export { DENSITY_BINS, DENSITY_RANGE };

/** Particles of every rule. */
export const PARTICLES = 20_000;
const FRAMES = 201;

/** What the particles of one rule have done so far. */
export interface RuleRun {
  readonly kind: 'waiting' | 'running' | 'done' | 'stopped';
  /** t of each density, descending. */
  readonly times: readonly number[];
  /** Particles a bin, one a density. */
  readonly densities: readonly Uint32Array[];
  /** At the last density. */
  readonly share: number;
  readonly std: number;
  readonly seconds: number;
}

const WAITING: RuleRun = { kind: 'waiting', times: [], densities: [], share: NaN, std: NaN, seconds: NaN };

export type RuleRuns = Readonly<Record<Rule, RuleRun>>;

const none = (): RuleRuns => Object.fromEntries(RULES.map((rule) => [rule, WAITING])) as unknown as RuleRuns;

/** The particles of all rules, for one seed. */
export const particles = createStore<{ seed: number | null; runs: RuleRuns }>(() => ({
  seed: null,
  runs: none(),
}));

const patch = (rule: Rule, change: Partial<RuleRun>): void =>
  particles.setState(({ runs }) => ({ runs: { ...runs, [rule]: { ...runs[rule], ...change } } }));

const linear = makeSchedule('linear');

/** In what the rules are written that are not written as a mean. */
const WRITINGS: Partial<Record<Rule, Writing>> = {
  ddim: 'noise',
  'ddim-20': 'noise',
  additive: 'additive',
  founding: 'additive',
};

/** Of each rule the step at t, with the numbers that move its particles. */
export const PARTICLE_STEPS = Object.fromEntries(
  RULES.map((rule) => {
    const way = wayBack(rule, linear);
    return [
      rule,
      (at: number) => {
        const { t, tPrev } = stepAt(way.times, at);
        const terms: StepTerms =
          rule === 'tape'
            ? { x0Hat: 0, xt: 1, epsilonHat: -addedStd(linear, t, tPrev), z: 0 }
            : stepTerms(WRITINGS[rule] ?? 'mean', way.schedule, way.step(t, tPrev), t, tPrev);
        return { t, tPrev, terms };
      },
    ];
  }),
) as Readonly<Record<Rule, (at: number) => { t: number; tPrev: number; terms: StepTerms }>>;

let abort: AbortController | null = null;

function receive(rule: Rule, { times, counts, share, std }: ParticlesEvent): void {
  const run = particles.getState().runs[rule];
  const more = Array.from(times, (_, i) => counts.slice(i * DENSITY_BINS, (i + 1) * DENSITY_BINS));
  patch(rule, {
    times: [...run.times, ...times],
    densities: [...run.densities, ...more],
    share,
    std,
  });
}

async function runAll(seed: number, signal: AbortSignal): Promise<void> {
  const left = RULES.filter((rule) => particles.getState().runs[rule].kind !== 'done');
  // It is its turn, although the engine may still be on its way.
  if (left.length > 0) patch(left[0], { ...WAITING, kind: 'running' });
  for (const rule of left) {
    const { share, std, seconds } = await runJob(signal, (ready) => {
      signal.throwIfAborted();
      patch(rule, { ...WAITING, kind: 'running' });
      return ready.run(
        'particles',
        { rule, seed, count: PARTICLES, frames: FRAMES },
        { signal, onEvent: (event) => receive(rule, event) },
      );
    });
    patch(rule, { kind: 'done', share, std, seconds });
  }
}

/** Lets the particles of every rule go back, one rule after the other; those that are there for this seed stay. */
export function runRules(): void {
  const { seed } = view.getState();
  abort?.abort();
  abort = new AbortController();
  const { signal } = abort;
  if (seed !== particles.getState().seed) particles.setState({ seed, runs: none() });
  runAll(seed, signal).catch((caught: unknown) => {
    if (signal.aborted) return;
    const { message, remedy } = toEngineError(caught);
    stopRules();
    notify({ kind: 'error', text: `${message} ${remedy}` });
  });
}

/** Stops them; what is there stays. */
export function stopRules(): void {
  abort?.abort();
  for (const rule of RULES)
    if (particles.getState().runs[rule].kind === 'running') patch(rule, { kind: 'stopped' });
}

/** Keeps the particles those of the view's seed while somebody looks at them. Returns how to stop. */
export function followRules(): () => void {
  runRules();
  const stop = view.subscribe(({ seed }, before) => {
    if (seed !== before.seed) runRules();
  });
  return () => {
    stop();
    stopRules();
  };
}
