import type { ViewState } from '../../../state/link/fields/table';
import { link } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { tileLabel, tileSeed } from './plans';
import { sideSettings, type Side } from './sides';

/** The change of the view that shows a picture of the grid in the Timeline. */
export function timelineChange(state: ViewState, side: Side, tile: number): Partial<ViewState> {
  const settings = sideSettings(state, side);
  return {
    ...settings,
    page: 'timeline',
    mode: 'reverse',
    seed: tileSeed(state, tile),
    label: tileLabel(settings, tile),
    t: state.gridT,
    chosen: 0,
  };
}

/** The address of the Timeline that shows a picture of the grid, to the pixel. */
export const timelineLink = (state: ViewState, side: Side, tile: number): string =>
  link({ ...state, ...timelineChange(state, side, tile) });

/** Opens a picture of the grid in the Timeline. */
export const openInTimeline = (side: Side, tile: number): void =>
  patchView(timelineChange(view.getState(), side, tile));
