import { createStore } from 'zustand/vanilla';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import type { Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { task, type TaskStatus } from '../../../state/task';
import { environment as pageEnvironment } from './environment';
import { isPointSet, lawKey, lawOf } from './law';

/** The grid of the Fokker-Planck equation: it is wider than what is shown, so that nothing is lost at its border. */
export const EQUATION_GRID = { n: 256, halfWidth: 4.8 } as const;
/** A set of points begins where its noise is about two cells wide. */
export const FIRST_T_OF_POINTS = 20;
const STATES = 101;

/** The density at one t. */
export interface EquationState {
  readonly t: number;
  /** [n, n] flat. */
  readonly density: Float32Array;
  /** L1 distance to the exact density, 0 .. 2. */
  readonly distance: number;
  /** By how much the whole mass has changed. */
  readonly drift: number;
}

interface EquationStore {
  readonly key: string | null;
  readonly states: readonly EquationState[];
  readonly status: TaskStatus<ProgressEvent>;
}

/** t of the states, ascending. */
function equationTimes(): Int32Array {
  const first = isPointSet(view.getState()) ? FIRST_T_OF_POINTS : 0;
  return Int32Array.from(
    { length: STATES },
    (_, i) => first + Math.round(((1000 - first) * i) / (STATES - 1)),
  );
}

/** The density as the Fokker-Planck equation has it: it starts when it is shown, and keeps its states. */
export function createEquation(environment: Environment) {
  const store = createStore<EquationStore>(() => ({ key: null, states: [], status: { kind: 'idle' } }));
  /** The law's name while the view shows its equation. */
  const key = (): string | undefined => {
    const state = view.getState();
    return state.planePart === 'field' && state.planeDensity === 'equation' && lawOf(state)
      ? lawKey(state)
      : undefined;
  };
  const hasResult = (wanted: string): boolean => {
    const { key: kept, states } = store.getState();
    return kept === wanted && states.length === STATES;
  };
  const work = task<ProgressEvent>({
    key,
    hasResult,
    run: async ({ signal, key: wanted, progress }) => {
      const law = lawOf();
      if (!law) return;
      store.setState({ key: wanted, states: [] });
      const times = equationTimes();
      await environment.runJob(signal, (engine) =>
        engine.run(
          'planeDensity',
          { law, ...EQUATION_GRID, times },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'progress') {
                progress(event);
                return;
              }
              const { index, ...rest } = event;
              const { states } = store.getState();
              store.setState({ states: [...states, { ...rest, t: times[index] }] });
            },
          },
        ),
      );
    },
    setStatus: (status) => store.setState({ status }),
    status: () => store.getState().status,
    cost: () => 1,
    isShown: () => {
      const { planePart, planeDensity } = view.getState();
      return planePart === 'field' && planeDensity === 'equation';
    },
    stores: [view],
    environment,
  });

  /** The state nearest to the view's t; null while it is not here. */
  function shown(): EquationState | null {
    const { key: kept, states } = store.getState();
    const { planeT } = view.getState();
    if (kept !== key() || states.length === 0) return null;
    const nearest = states.reduce((best, each) =>
      Math.abs(each.t - planeT) < Math.abs(best.t - planeT) ? each : best,
    );
    const gap = 1000 / (STATES - 1);
    return planeT > nearest.t + gap ? null : nearest;
  }

  return { store, shown, follow: work.follow, start: work.start, stop: work.stop };
}

export const equation = createEquation(pageEnvironment);
