import type { ViewState } from '../../../state/link/fields/table';
import { lastT } from '../../../state/link/view';
import { isNetworkHere, network } from '../../../state/network/network';
import { guidanceFor, labelFor } from '../../../state/network/usedNetwork';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { planOf } from '../../../state/samples/plan';
import type { Plan } from '../../../state/samples/sheet';

/** Whether the network and the picture that the run starts from are there: both may still be loading. */
function hasParts({ mode, source: picture, network: name }: ViewState): boolean {
  return isNetworkHere(name) && (mode !== 'denoise' || source.getState().picture.source === picture);
}

/** `tries` copies of the x_t at which the forward path was stopped. */
function startPictures(state: ViewState): Float32Array {
  const x0 = shownX0();
  const xt = forwardPath(x0, state).xt(state.from, new Float32Array(x0.length));
  const pictures = new Float32Array(state.tries * xt.length);
  for (let i = 0; i < state.tries; i++) pictures.set(xt, i * xt.length);
  return pictures;
}

/** The run that a view shows; null on the forward path, and until network and picture are there. */
export function planRun(state: ViewState): Plan | null {
  if (state.mode === 'forward' || !hasParts(state)) return null;
  const { used } = network.getState();
  const { mode, seed, sampler, source: picture, process, from } = state;
  const isDenoising = mode === 'denoise';
  const request = {
    seed,
    labels: Array<number>(isDenoising ? state.tries : 1).fill(labelFor(used, state.label)),
    sampler,
    // A path that was stopped takes its share of the steps.
    steps: Math.max(1, Math.round((state.steps * lastT(state)) / T)),
    eta: sampler === 'ddim' ? state.eta : 0,
    guidance: guidanceFor(used, state.label, state.guidance),
    ...(isDenoising && { start: { t: from, pictures: startPictures(state) } }),
  };
  return planOf(used, request, isDenoising ? [picture, process] : 'noise');
}
