import { createStore } from 'zustand/vanilla';
import { logSnrTimesteps, timesteps } from '../../../diffusion/timesteps';
import type { PlaneMixture } from '../../../diffusion/plane/mixture';
import { countWayEvaluations, sdeOvershoot, type WayRule } from '../../../diffusion/plane/wayBack';
import type { PlaneDistanceResult } from '../../../engine/protocol/plane';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import type { Environment } from '../../../state/environment';
import { latestWins } from '../../../state/latestWins';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { task, type TaskStatus } from '../../../state/task';
import { environment as pageEnvironment } from './environment';
import { learning, type LearnedNetwork } from './learning';
import { classLaw, isPointSet, lawKey, lawOf, linear, particlesOf, T } from './law';

/** The two ways back that stand side by side. */
export const SIDES = ['a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** What the kept states of one way may take, bytes: 64 MB for both. */
const STATE_BYTES = 32e6;
/** Terms of a score, particles times components, up to which a step takes a fraction of a second. */
const MOST_TERMS = 4e6;
/** Particles of a way back where the view shows none. */
const LEAST_PARTICLES = 500;
/** Terms of a whole way up to which it starts by itself: some ten seconds. */
const AUTOMATIC_TERMS = 1e9;
/** A network takes as long as the exact score of so many points. */
const NETWORK_TERMS = 500;

/** One way back as the view asks for it. */
export interface WayPlan {
  readonly rule: WayRule;
  /** The law of one class and how much it counts, where that guides the way. */
  readonly guidance: { readonly law: PlaneMixture; readonly w: number } | null;
  /** The network whose score leads the way; null for the exact score. */
  readonly network: LearnedNetwork | null;
  /** Whether a network was asked for, and none has learned the law yet. */
  readonly lacksNetwork: boolean;
  /** t of all states, descending to 0. */
  readonly times: Int32Array;
  readonly count: number;
  /** So many particles were asked for; fewer are moved where the law has many points. */
  readonly wanted: number;
  /** Terms of the score: points of the law, or what a network costs. */
  readonly terms: number;
  /** Steps that were asked for; fewer are taken where several would fall on one t. */
  readonly steps: number;
  /** Evaluations of a score for each particle. */
  readonly evaluations: number;
  /** Every n-th state is kept. */
  readonly every: number;
  readonly key: string;
}

const keepTimes = new Map<string, Int32Array>();

/** t of all states of a way of so many steps, descending to 0. */
export function wayTimes(steps: number, spread: ViewState['waySpread']): Int32Array {
  const name = `${steps} ${spread}`;
  const times =
    keepTimes.get(name) ??
    (spread === 'even' || steps < 3
      ? Int32Array.of(...timesteps(T, steps), 0)
      : Int32Array.of(...logSnrTimesteps(linear, steps).reverse(), 0));
  keepTimes.set(name, times);
  return times;
}

/** Steps of Heun by which guidance is shown. */
const GUIDED_STEPS = 40;

/** Rule, steps and guidance of a side. Guided, A has the class alone and B the view's w. */
function settingsOf(side: Side, state: ViewState) {
  if (state.planePart === 'guidance') {
    const ofClass = classLaw(state);
    const guidance = ofClass && { law: ofClass, w: side === 'a' ? 0 : state.planeGuidance };
    return { way: 'heun', steps: GUIDED_STEPS, g: 0, guidance } as const;
  }
  return side === 'a'
    ? { way: state.wayA, steps: state.wayStepsA, g: state.wayGA, guidance: null }
    : { way: state.wayB, steps: state.wayStepsB, g: state.wayGB, guidance: null };
}

/** What a side of the view asks for; null while there is no law. */
export function wayPlan(side: Side, state: ViewState = view.getState()): WayPlan | null {
  const law = lawOf(state);
  if (!law) return null;
  const { way, steps, g, guidance } = settingsOf(side, state);
  const times = wayTimes(steps, state.waySpread);
  const { wayScore, planePart } = state;
  const isLearned = planePart === 'back' && (wayScore === 'learned' || (wayScore === 'both' && side === 'b'));
  const network = isLearned ? learning.learned() : null;
  const terms = network ? NETWORK_TERMS : law.weights.length;
  const wanted = Math.max(LEAST_PARTICLES, state.planeCount);
  const count = Math.min(wanted, Math.floor(MOST_TERMS / terms));
  const every = Math.ceil(times.length / Math.floor(STATE_BYTES / (8 * count)));
  const rule = { way, g: way === 'sde' ? g : 0 };
  const guided = guidance ? [state.planeClass, guidance.w] : [];
  const ofNetwork = network ? [network.id] : [];
  const settings = [way, rule.g, steps, state.waySpread, count, state.seed];
  const key = [lawKey(state), ...settings, ...guided, ...ofNetwork].join();
  // Guidance asks for the class and for all.
  const evaluations = (guidance ? 2 : 1) * countWayEvaluations(rule, times);
  const lacksNetwork = isLearned && !network;
  return {
    ...{ rule, guidance, network, lacksNetwork, times, count, wanted },
    ...{ terms, steps, evaluations, every, key },
  };
}

/** Whether the SDE of a plan overshoots with its steps, so that errors grow. */
export const isUnstable = ({ rule, times }: WayPlan): boolean =>
  rule.way === 'sde' && sdeOvershoot(linear, times, rule.g) > 2;

/** A way back as far as it is computed. */
export interface WayRun {
  readonly plan: WayPlan;
  /** Kept states by index, [n, 2] flat. State 0 is x_T. */
  readonly states: ReadonlyMap<number, Float32Array>;
  /** Index of the newest state. */
  readonly newest: number;
  /** A state between two kept ones, computed again. */
  readonly between: { readonly index: number; readonly points: Float32Array } | null;
  /** Which of the runs it is. */
  readonly number: number;
  readonly distance: PlaneDistanceResult | null;
}

interface WayState {
  readonly run: WayRun | null;
  readonly status: TaskStatus<ProgressEvent>;
}

/** Whether the open part shows two ways back. Without classes there is no guidance. */
const hasWays = (state: ViewState): boolean =>
  state.planePart === 'back' || (state.planePart === 'guidance' && !isPointSet(state));

/** What a plan asks for, but for where it begins and ends. */
const requestOf = ({ rule, guidance, network, times, every }: WayPlan, law: PlaneMixture, seed: number) => ({
  law,
  ...(guidance && { guidance }),
  ...(network && { network }),
  ...{ rule, times, seed, every },
});

/** One of the two ways back: it starts once the settings rest, and keeps its states. */
export function createWay(side: Side, environment: Environment) {
  const store = createStore<WayState>(() => ({ run: null, status: { kind: 'idle' } }));
  const plan = (): WayPlan | null => (hasWays(view.getState()) ? wayPlan(side) : null);
  let runs = 0;
  const patchRun = (change: Partial<WayRun>): void =>
    store.setState(({ run }) => (run ? { run: { ...run, ...change } } : {}));

  /** The run of the view, as far as it is here. */
  function current(): WayRun | null {
    const { run } = store.getState();
    return run?.plan.key === wayPlan(side)?.key ? run : null;
  }

  async function compute(signal: AbortSignal, progress: (event: ProgressEvent) => void): Promise<void> {
    const wanted = plan();
    const law = lawOf();
    if (!wanted || !law) return;
    const { seed } = view.getState();
    const { guidance, times } = wanted;
    let run = current();
    // What was stopped goes on from its newest kept state.
    if (!run) {
      const { epsilon } = particlesOf(law, seed, wanted.count);
      run = {
        plan: wanted,
        states: new Map([[0, epsilon]]),
        newest: 0,
        between: null,
        number: ++runs,
        distance: null,
      };
      store.setState({ run });
    }
    const last = times.length - 1;
    const index = [...run.states.keys()].reduce((most, each) => Math.max(most, each), 0);
    await environment.runJob(signal, async (engine) => {
      const start = run.states.get(index);
      if (index < last && start)
        await engine.run(
          'planeWay',
          { ...requestOf(wanted, law, seed), points: start, index, last },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'progress') progress(event);
              else receive(event.indices, event.points);
            },
          },
        );
      const end = store.getState().run?.states.get(last);
      if (!end) return;
      const request = { law: guidance?.law ?? law, points: end, seed };
      patchRun({ distance: await engine.run('planeDistance', request, { signal }) });
    });
  }

  function receive(indices: Int32Array, points: Float32Array): void {
    const { run } = store.getState();
    if (!run) return;
    const size = points.length / indices.length;
    const states = new Map(run.states);
    indices.forEach((index, i) => states.set(index, points.subarray(i * size, (i + 1) * size)));
    patchRun({ states, newest: Math.max(run.newest, ...indices) });
  }

  const work = task<ProgressEvent>({
    key: () => plan()?.key,
    hasResult: (key) => {
      const { run } = store.getState();
      return run?.plan.key === key && run.distance !== null;
    },
    run: ({ signal, progress }) => compute(signal, progress),
    setStatus: (status) => store.setState({ status }),
    status: () => store.getState().status,
    cost: () => {
      const wanted = plan();
      return wanted ? wanted.count * wanted.evaluations * wanted.terms : 0;
    },
    automaticCost: AUTOMATIC_TERMS,
    isShown: () => hasWays(view.getState()),
    stores: [view, learning.store],
    environment,
  });

  /** Index of the state that is shown at the view's t: the nearest one. */
  function shownIndex({ plan: { times }, newest }: WayRun): number {
    const { planeT } = view.getState();
    let index = 0;
    while (index < newest && Math.abs(times[index + 1] - planeT) <= Math.abs(times[index] - planeT)) index++;
    return index;
  }

  const between = latestWins({
    key: () => {
      const run = current();
      if (!run) return undefined;
      const index = shownIndex(run);
      return run.states.has(index) ? undefined : `${run.number} ${index}`;
    },
    ask: async () => {
      const run = current();
      const law = lawOf();
      if (!run || !law) return;
      const last = shownIndex(run);
      const index = last - (last % run.plan.every);
      const points = run.states.get(index);
      if (!points || index === last) return;
      await environment.runJob(undefined, (engine) =>
        engine.run(
          'planeWay',
          { ...requestOf(run.plan, law, view.getState().seed), points, index, last },
          {
            onEvent: (event) => {
              if (event.kind !== 'states' || current()?.plan !== run.plan) return;
              const size = event.points.length / event.indices.length;
              patchRun({ between: { index: last, points: event.points.subarray(-size) } });
            },
          },
        ),
      );
    },
    pauseMs: 0,
    clock: environment.clock,
  });

  /** The state that is shown at the view's t, and its t; where it is still being computed again, the kept one before it. */
  function shown(): { readonly points: Float32Array; readonly t: number } | null {
    const run = current();
    if (!run) return null;
    const index = shownIndex(run);
    const { times, every } = run.plan;
    const exact = run.states.get(index) ?? (run.between?.index === index ? run.between.points : undefined);
    if (exact) return { points: exact, t: times[index] };
    const kept = index - (index % every);
    const points = run.states.get(kept);
    return points ? { points, t: times[kept] } : null;
  }

  function follow(): () => void {
    const stops = [work.follow(), ...[view, store].map((each) => each.subscribe(between.update))];
    return () => stops.forEach((stop) => stop());
  }

  return { store, current, shown, follow, start: work.start, stop: work.stop };
}

export const ways: Readonly<Record<Side, ReturnType<typeof createWay>>> = {
  a: createWay('a', pageEnvironment),
  b: createWay('b', pageEnvironment),
};
