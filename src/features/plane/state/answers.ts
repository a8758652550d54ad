import { createStore } from 'zustand/vanilla';
import { addNoise } from '../../../diffusion/forward';
import type { PlaneMixture } from '../../../diffusion/plane/mixture';
import { makeSchedule } from '../../../diffusion/schedule';
import { timesteps } from '../../../diffusion/timesteps';
import type { JobName, RequestOf, ResultOf } from '../../../engine/protocol/jobs';
import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import type { Changing } from '../../../state/inFrame';
import { latestWins } from '../../../state/latestWins';
import type { PlanePart } from '../../../state/link/fields/plane';
import { view } from '../../../state/link/view';
import { notify } from '../../../state/notices';
import { environment as pageEnvironment } from './environment';
import { HALF_WIDTH } from './field';
import { classLaw, draft, isPointSet, lawKey, lawOf, particlesOf } from './law';

const T = 1000;
const linear = makeSchedule('linear', T);

/** Cells along an axis of the grid on which the heat equation is run back. */
const HEAT_CELLS = 128;
/** Steps of the path along which log p is summed up. */
const PATH_STEPS = 200;

interface Question<N extends JobName> {
  readonly part: PlanePart;
  readonly job: N;
  /** What the view asks for; null while there is nothing to ask. */
  readonly request: () => RequestOf<N> | null;
  /** Its name without the law's; undefined while there is nothing to ask. */
  readonly key: () => string | undefined;
  /** What it depends on beside the view. */
  readonly stores?: readonly Changing[];
}

/** What came back, and to which question. */
export interface Answer<N extends JobName> {
  readonly lawKey: string;
  readonly key: string | undefined;
  readonly result: ResultOf<N>;
}

/** Answers to what one part of the view asks about its law; the newest question wins. */
export function createAnswers<N extends JobName>(
  { part, job, request, key, stores = [] }: Question<N>,
  { runJob, clock }: Pick<Environment, 'runJob' | 'clock'>,
) {
  const store = createStore<{ readonly answer: Answer<N> | null }>(() => ({ answer: null }));
  const questions = latestWins({
    key: () => {
      const state = view.getState();
      const name = key();
      return state.planePart === part && name !== undefined && lawOf(state)
        ? `${lawKey(state)} ${name}`
        : undefined;
    },
    ask: async () => {
      const asked = request();
      if (!asked) return;
      const names = { lawKey: lawKey(view.getState()), key: key() };
      try {
        const result = await runJob(undefined, (engine) => engine.run(job, asked));
        store.setState({ answer: { ...names, result } });
      } catch (caught) {
        questions.forget();
        notify({ kind: 'error', text: failureText(caught) });
      }
    },
    pauseMs: 0,
    clock,
  });

  /** The newest answer about the view's law, and whether it is to the newest question; null while there is none. */
  function current(): { readonly result: ResultOf<N>; readonly isNewest: boolean } | null {
    const { answer } = store.getState();
    if (answer?.lawKey !== lawKey(view.getState())) return null;
    return { result: answer.result, isNewest: answer.key === key() };
  }

  function follow(): () => void {
    questions.forget();
    questions.update();
    const stops = [view, draft, ...stores].map((changing) => changing.subscribe(questions.update));
    return () => stops.forEach((stop) => stop());
  }

  return { store, current, follow };
}

/** A density blurred to the view's t, and run back by the heat equation. */
export const heat = createAnswers(
  {
    part: 'heat',
    job: 'planeHeat',
    key: () => {
      const { planeT, planePrecision } = view.getState();
      return `${planeT} ${planePrecision}`;
    },
    request: () => {
      const { planeT: t, planePrecision: precision } = view.getState();
      const law = lawOf();
      return law && { law, t, precision, n: HEAT_CELLS, halfWidth: HALF_WIDTH };
    },
  },
  pageEnvironment,
);

/** Particles that show what the score brings back, and the steps of the probability-flow ODE that bring them. */
const RESTORED = { count: 2000, steps: 20 } as const;

/** The particles of the forward process that the score brings back. */
export function noisyParticles(): Float32Array | null {
  const state = view.getState();
  const law = lawOf(state);
  if (!law) return null;
  const { x0, epsilon } = particlesOf(law, state.seed, RESTORED.count);
  return addNoise(linear, state.planeT, x0, epsilon, new Float32Array(x0.length));
}

/** The same particles, brought back from the view's t by the probability-flow ODE. At t = 0 nothing is to be done. */
export const restored = createAnswers(
  {
    part: 'heat',
    job: 'planeWay',
    key: () => `${view.getState().planeT} ${view.getState().seed}`,
    request: () => {
      const { planeT, seed } = view.getState();
      const law = lawOf();
      const points = noisyParticles();
      if (!law || !points || planeT === 0) return null;
      const steps = Math.min(planeT, RESTORED.steps);
      const times = Int32Array.of(...timesteps(T, steps, 'quadratic', planeT), 0);
      const rule = { way: 'heun', g: 0 } as const;
      return { law, rule, times, seed, points, index: 0, last: steps, every: T };
    },
  },
  pageEnvironment,
);

/** Cells of the grid of guidance's arrows along an axis. */
const GUIDANCE_CELLS = 13;

/** The score of all, or of the chosen class alone, as arrows at the view's t. */
const scoreArrows = (lawOfArrows: () => PlaneMixture | null) =>
  createAnswers(
    {
      part: 'guidance',
      job: 'planeField',
      key: () => {
        const state = view.getState();
        return isPointSet(state) ? undefined : `${state.planeT} ${state.planeClass}`;
      },
      request: () => {
        const law = lawOfArrows();
        const arrows = { kind: 'score', n: GUIDANCE_CELLS, halfWidth: HALF_WIDTH } as const;
        return law && { law, t: view.getState().planeT, arrows };
      },
    },
    pageEnvironment,
  );
export const scoreOfAll = scoreArrows(() => lawOf());
export const scoreOfClass = scoreArrows(() => classLaw());

/** The path of the view's point along the probability-flow ODE, with the change of log p. */
export const path = createAnswers(
  {
    part: 'likelihood',
    job: 'planePath',
    key: () => view.getState().planePoint.join(),
    request: () => {
      const [x, y] = view.getState().planePoint;
      const law = lawOf();
      return law && { law, x, y, steps: PATH_STEPS };
    },
  },
  pageEnvironment,
);
