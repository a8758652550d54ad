import { createStore } from 'zustand/vanilla';
import { engineStatus } from '../../../state/engine/pageEngine';
import { browser, type Environment } from '../../../state/environment';
import { latestWins } from '../../../state/latestWins';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network, ensureLoaded } from '../../../state/network/network';
import { labelFor, type UsedNetwork } from '../../../state/network/usedNetwork';
import { forwardPath, T, type ForwardPath } from '../../../state/picture/forwardPath';
import { arePictureAndNetworkLoaded, shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';

export interface Prediction {
  /** The forward path that x_t lies on: a prediction for another one is stale. */
  path: ForwardPath;
  /** Paper's t, 1 ... 1000, of the x_t that the network saw. */
  t: number;
  x0Hat: Float32Array;
  epsilonHat: Float32Array;
  /** Who made it: a prediction of another network is stale, too. */
  used: UsedNetwork;
}

/** Whether the network can be asked: it knows t >= 1 of the schedule that it was trained on. */
const canPredict = ({ mode, schedule, t }: ViewState): boolean =>
  mode === 'forward' && schedule === network.getState().used.schedule && t > 0;

/** Cache key of a view's prediction, empty if there is none; undefined until engine, network and picture are there. */
function predictionKey(state: ViewState): string | undefined {
  if (engineStatus.getState().status.kind !== 'ready') return undefined;
  if (!arePictureAndNetworkLoaded(state)) return undefined;
  if (!canPredict(state)) return '';
  const { used } = network.getState();
  return [used.name, used.checksum, state.source, state.process, state.seed, state.t].join();
}

/** Between an answer and the next question, ms: while t is dragged, a dozen answers a second leave the drag its frames. */
const PAUSE_MS = 60;

/** The network's view of the forward x_t: the latest prediction that has come back. */
export function createPrediction({ clock, runJob }: Environment) {
  const store = createStore<{ latest: Prediction | null }>(() => ({ latest: null }));

  async function predict(state: ViewState): Promise<Prediction> {
    const { used } = network.getState();
    const path = forwardPath(shownX0(), state);
    const { x0Hat, epsilonHat, t } = await runJob(undefined, async (engine) => {
      await ensureLoaded(engine, used);
      return engine.run('predict', {
        network: used.name,
        xt: path.xt(state.t, new Float32Array(path.x0.length)),
        t: state.t,
        label: labelFor(used, ANY_DIGIT),
        schedule: { name: used.schedule, T },
      });
    });
    return { path, t, x0Hat, epsilonHat, used };
  }

  const question = latestWins({
    key: () => predictionKey(view.getState()),
    ask: async () => {
      const state = view.getState();
      // A failure shows in the engine's status; the forward path does not need the network.
      const latest = canPredict(state) ? await predict(state).catch(() => null) : null;
      // Meanwhile there may be nothing left to predict.
      if (latest === null || canPredict(view.getState())) store.setState({ latest });
    },
    pauseMs: PAUSE_MS,
    clock,
  });

  return {
    store,

    /** Follows the slider of the forward path. @returns a function that stops it */
    connect: (): (() => void) => {
      const stops = [view, source, network].map((each) => each.subscribe(question.update));
      stops.push(
        engineStatus.subscribe(({ status }, previous) => {
          // A new engine is asked again.
          if (status.kind === 'ready' && previous.status.kind !== 'ready') question.forget();
          question.update();
        }),
      );
      return () => stops.forEach((stop) => stop());
    },
  };
}

export const prediction = createPrediction(browser);
