import { createStore } from 'zustand/vanilla';
import type { Solver } from '../../../diffusion/plane/solvers';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import type { Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { task, type TaskStatus } from '../../../state/task';
import { environment as pageEnvironment } from './environment';
import { lawKey, lawOf, particlesOf } from './law';

/** Numbers of steps that are compared. */
const STEPS = [2, 5, 10, 20, 40, 80, 160] as const;
/** Points of a comparison: fewer where the law has many, so that a run stays short. */
const MOST_POINTS = 200;
const LEAST_POINTS = 20;
const MOST_TERMS = 2e4;

/** How far a solver's points are from where they should be. */
export interface SolverError {
  readonly solver: Solver;
  readonly steps: number;
  readonly evaluations: number;
  readonly error: number;
}

interface ErrorsState {
  readonly key: string | null;
  readonly errors: readonly SolverError[];
  /** Points that were compared. */
  readonly count: number;
  readonly status: TaskStatus<ProgressEvent>;
}

/** The error of each solver over its evaluations; it is computed when it is asked for. */
export function createSolverErrors(environment: Environment) {
  const store = createStore<ErrorsState>(() => ({
    key: null,
    errors: [],
    count: 0,
    status: { kind: 'idle' },
  }));
  const key = (): string | undefined => {
    const state = view.getState();
    return state.planePart === 'back' && lawOf(state) ? `${lawKey(state)} ${state.seed}` : undefined;
  };
  const work = task<ProgressEvent>({
    key,
    hasResult: (wanted) => {
      const { key: kept, status } = store.getState();
      return kept === wanted && status.kind === 'done';
    },
    run: async ({ signal, key: wanted, progress }) => {
      const law = lawOf();
      if (!law) return;
      const count = Math.min(
        MOST_POINTS,
        Math.max(LEAST_POINTS, Math.floor(MOST_TERMS / law.weights.length)),
      );
      const { epsilon: noise } = particlesOf(law, view.getState().seed, count);
      store.setState({ key: wanted, errors: [], count });
      await environment.runJob(signal, (engine) =>
        engine.run(
          'planeSolvers',
          { law, noise, steps: STEPS },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'progress') progress(event);
              else store.setState(({ errors }) => ({ errors: [...errors, event] }));
            },
          },
        ),
      );
    },
    setStatus: (status) => store.setState({ status }),
    status: () => store.getState().status,
    clear: () => store.setState({ key: null, errors: [] }),
    stores: [view],
    environment,
  });
  return { store, follow: work.follow, start: work.start, stop: work.stop };
}

export const solverErrors = createSolverErrors(pageEnvironment);

/** Compares the solvers unless that is done or under way. @returns whether it has begun */
export function compareIfIdle(): boolean {
  const isIdle = solverErrors.store.getState().status.kind === 'idle';
  if (isIdle) solverErrors.start();
  return isIdle;
}
