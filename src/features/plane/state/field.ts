import { createStore } from 'zustand/vanilla';
import type { ArrowKind } from '../../../diffusion/plane/names';
import type { PlaneFieldResult } from '../../../engine/protocol/plane';
import { failureText } from '../../../state/engine/failure';
import type { Environment } from '../../../state/environment';
import { latestWins } from '../../../state/latestWins';
import { view } from '../../../state/link/view';
import { notify } from '../../../state/notices';
import { environment } from './environment';
import { draft, isPointSet, lawKey, lawOf } from './law';

/** The plane is shown from -HALF_WIDTH to HALF_WIDTH along either axis. */
export const HALF_WIDTH = 3;
/** Cells of the grids along an axis. */
const ARROW_CELLS = 24;
export const DENSITY_CELLS = 100;

/** Arrows and density at one t. */
export interface FieldAnswer extends PlaneFieldResult {
  readonly lawKey: string;
  readonly kind: ArrowKind | 'none';
}

/** The t at which a field is asked for: a set of points has no density of its own at t = 0. */
export const fieldT = (state = view.getState()): number =>
  isPointSet(state) ? Math.max(1, state.planeT) : state.planeT;

/** Asks for arrows and density at the view's t; the newest question wins. */
export function createField({ runJob, clock }: Pick<Environment, 'runJob' | 'clock'>) {
  const store = createStore<{ readonly answer: FieldAnswer | null }>(() => ({ answer: null }));

  const questions = latestWins({
    key: () => {
      const state = view.getState();
      if (!lawOf(state)) return undefined;
      return [lawKey(state), fieldT(state), state.planeArrows].join();
    },
    ask: async () => {
      const state = view.getState();
      const law = lawOf(state);
      if (!law) return;
      const kind = state.planeArrows;
      try {
        const answer = await runJob(undefined, (engine) =>
          engine.run('planeField', {
            law,
            t: fieldT(state),
            ...(kind !== 'none' && { arrows: { kind, n: ARROW_CELLS, halfWidth: HALF_WIDTH } }),
            density: { n: DENSITY_CELLS, halfWidth: HALF_WIDTH },
          }),
        );
        store.setState({ answer: { ...answer, lawKey: lawKey(state), kind } });
      } catch (caught) {
        questions.forget();
        notify({ kind: 'error', text: failureText(caught) });
      }
    },
    pauseMs: 0,
    clock,
  });

  /** The newest answer about the view's law, or null. During a drag its t may lag behind. */
  function current(): FieldAnswer | null {
    const { answer } = store.getState();
    return answer?.lawKey === lawKey(view.getState()) ? answer : null;
  }

  /** Keeps the answer in step with the view while it is open. @returns how to stop it */
  function follow(): () => void {
    questions.forget();
    questions.update();
    const stops = [view.subscribe(questions.update), draft.subscribe(questions.update)];
    return () => stops.forEach((stop) => stop());
  }

  return { store, current, follow };
}

export const field = createField(environment);
