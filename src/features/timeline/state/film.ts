import type { StoreApi } from 'zustand/vanilla';
import { shownX0 } from '../../../state/picture/shownX0';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { inFrame } from '../../../state/inFrame';
import { network } from '../../../state/network/network';
import { sampling } from './sampling';
import { source } from '../../../state/picture/source';
import { lastT, view } from '../../../state/link/view';

type DrawTile = (tile: number, pixels: Float32Array | null) => void;

function drawFilm(tiles: number, draw: DrawTile): void {
  const state = view.getState();
  const { run, filled } = sampling.getState();
  const x0 = shownX0();
  const buffer = new Float32Array(x0.length);
  for (let tile = 0; tile < tiles; tile++) {
    const t = Math.round((tile * T) / (tiles - 1));
    if (state.mode === 'forward' || (state.mode === 'denoise' && t > state.from)) {
      draw(tile, forwardPath(x0, state).xt(t, buffer));
    } else {
      const reached = run !== null && filled > 0 && t >= run.times[filled - 1];
      draw(tile, reached ? run.frame(run.indexOf(t), Math.min(state.chosen, run.count - 1)) : null);
    }
  }
}

/** Draws x_t at `tiles` evenly spaced t, and again when the path or what is there of it changes. Returns how to stop. */
export function onFilm(tiles: number, draw: DrawTile): () => void {
  return inFrame(
    () => drawFilm(tiles, draw),
    [
      changing(view, (state, previous) => {
        const moved = { ...previous, t: state.t };
        return (Object.keys(state) as (keyof typeof state)[]).some((name) => state[name] !== moved[name]);
      }),
      changing(source, (state, previous) => state.picture !== previous.picture),
      changing(network, (state, previous) => state.used !== previous.used),
      changing(sampling, (state, previous) => state.filled !== previous.filled || state.run !== previous.run),
    ],
  );
}

/** A store, of whose changes only some count. */
const changing = <S>(store: StoreApi<S>, counts: (state: S, previous: S) => boolean) => ({
  subscribe: (listener: () => void) =>
    store.subscribe((state, previous) => {
      if (counts(state, previous)) listener();
    }),
});

/** What the scrubber shows of the slider: its t, how it is spoken, and where the path ends. */
export interface Position {
  t: number;
  text: string;
  last: number;
}

/** The slider's position, spoken by `say(t)`. */
export function position(say: (t: number) => string): Position {
  const state = view.getState();
  return { t: state.t, text: say(state.t), last: lastT(state) };
}
