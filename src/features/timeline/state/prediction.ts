import { createStore } from 'zustand/vanilla';
import { runJob } from '../../../state/engine/runJob';
import { engineStatus } from '../../../state/engine/engine';
import { shownX0 } from '../../../state/picture/shownX0';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import type { ForwardPath } from '../../../state/picture/forwardPath';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { labelFor } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

export interface Prediction {
  /** The way down that x_t lies on: a prediction for another one is stale. */
  path: ForwardPath;
  /** Paper's t, 1 ... 1000, of the x_t that the network saw. */
  t: number;
  x0Hat: Float32Array;
  epsilonHat: Float32Array;
  /** Who made it: one of another network is stale, too. */
  used: UsedNetwork;
}

/** The network's view of the forward x_t: the latest one that has come back. */
export const prediction = createStore<{ latest: Prediction | null }>(() => ({ latest: null }));

/** What decides a prediction; undefined where there is none: the network knows t >= 1 of the schedule that it was trained on. */
function nameOf(state: ViewState): string | undefined {
  const { used } = network.getState();
  if (state.mode !== 'forward' || state.schedule !== used.schedule || state.t === 0) return undefined;
  return [used.name, used.checksum, state.source, state.process, state.seed, state.t].join();
}

/** Between an answer and the next question. */
const PAUSE_MS = 60;

/** Latest wins: one prediction runs, the newest wish waits, what lies between is dropped. Returns how to stop. */
export function connectPrediction(): () => void {
  let asked: string | undefined;
  let busy = false;
  const follow = async () => {
    const state = view.getState();
    const name = nameOf(state);
    if (busy || name === asked || engineStatus.getState().status.kind !== 'ready') return;
    if (source.getState().picture.source !== state.source || !isNetworkHere(state.network)) return;
    asked = name;
    if (name === undefined) {
      prediction.setState({ latest: null });
      return;
    }
    busy = true;
    try {
      const { used } = network.getState();
      const path = forwardPath(shownX0(), state);
      const { x0Hat, epsilonHat, t } = await runJob(undefined, async (ready) => {
        await provide(ready, used);
        return ready.run('predict', {
          network: used.name,
          xt: path.xt(state.t, new Float32Array(path.x0.length)),
          t: state.t,
          label: labelFor(used, ANY_DIGIT),
          schedule: { name: used.schedule, T },
        });
      });
      if (nameOf(view.getState()) !== undefined)
        prediction.setState({ latest: { path, t, x0Hat, epsilonHat, used } });
    } catch {
      // The engine's status says what happened; the picture of the forward path does not need it.
      prediction.setState({ latest: null });
    }
    // Each answer repaints its two pictures: while t is dragged, a dozen a second are enough and leave the drag its frames.
    setTimeout(() => {
      busy = false;
      void follow();
    }, PAUSE_MS);
  };
  const invalidate = () => void follow();
  const stops = [
    view.subscribe(invalidate),
    source.subscribe(invalidate),
    network.subscribe(invalidate),
    engineStatus.subscribe(({ status }, previous) => {
      // A new engine is asked again.
      if (status.kind === 'ready' && previous.status.kind !== 'ready') asked = undefined;
      invalidate();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
