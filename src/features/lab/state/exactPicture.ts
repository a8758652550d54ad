import type { Schedule } from '../../../diffusion/schedule';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { forwardPath } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { tAtPlace } from './place';

/** The t that both denoisers are asked at: at least 1, because x_0 needs no denoiser. */
export const exactT = (state: Pick<ViewState, 'place'>): number => Math.max(1, tAtPlace(state));

/** The class that the exact denoiser is told: the view's where the network knows classes, the network's own where it knows only one. */
export function exactLabel({ onlyClass, classes }: UsedNetwork, label: number): number {
  return onlyClass ?? (classes === 0 ? ANY_DIGIT : label);
}

const pathOf = (state: ViewState) => forwardPath(shownX0(), { ...state, mode: 'denoise', process: 'closed' });

/** The schedule on which the network was trained: both denoisers are asked on it. */
export const exactSchedule = (): Schedule => pathOf(view.getState()).schedule;

/** x_t of the view. */
export function exactXt(): Float32Array {
  const state = view.getState();
  const path = pathOf(state);
  return path.xt(exactT(state), new Float32Array(path.x0.length));
}
