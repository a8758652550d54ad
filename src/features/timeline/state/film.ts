import { inFrame } from '../../../state/inFrame';
import { view } from '../../../state/link/view';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { changesOf, networkChanges, pathChanges, runChanges } from './changes';
import { sampling } from './sampling';

type DrawTile = (tile: number, pixels: Float32Array | null) => void;

function drawFilm(tiles: number, draw: DrawTile): void {
  const state = view.getState();
  const { run, filled } = sampling.store.getState();
  const x0 = shownX0();
  const buffer = new Float32Array(x0.length);
  for (let tile = 0; tile < tiles; tile++) {
    const t = Math.round((tile * T) / (tiles - 1));
    if (state.mode === 'forward' || (state.mode === 'denoise' && t > state.from)) {
      draw(tile, forwardPath(x0, state).xt(t, buffer));
    } else {
      const isReached = run !== null && filled > 0 && t >= run.times[filled - 1];
      draw(tile, isReached ? run.frame(run.indexOf(t), Math.min(state.chosen, run.count - 1)) : null);
    }
  }
}

const stores = [
  pathChanges,
  changesOf(source, (state, previous) => state.picture !== previous.picture),
  networkChanges,
  runChanges(sampling.store),
];

/** Draws x_t at `tiles` evenly spaced t, and again when the path changes or more of it is there. @returns a function that stops it */
export const onFilm = (tiles: number, draw: DrawTile): (() => void) =>
  inFrame(() => drawFilm(tiles, draw), stores);
