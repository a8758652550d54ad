import { joinPictures } from '../../../diffusion/pictures/pixels';
import type { ViewState } from '../../../state/link/fields/table';
import { lastT } from '../../../state/link/view';
import { isNetworkInUse, network } from '../../../state/network/network';
import { guidanceFor, labelFor } from '../../../state/network/usedNetwork';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { planOf } from '../../../state/samples/plan';
import type { Plan } from '../../../state/samples/sheet';

/** Whether the network and the picture that the run starts from are there: both may still be loading. */
function hasParts({ mode, source: picture, network: name }: ViewState): boolean {
  return isNetworkInUse(name) && (mode !== 'denoise' || source.getState().picture.source === picture);
}

/** The run that a view shows; null on the forward path, and until network and picture are there. */
export function planRun(state: ViewState): Plan | null {
  if (state.mode === 'forward' || !hasParts(state)) return null;
  const { used } = network.getState();
  const { seed, sampler, from, tries } = state;
  const label = labelFor(used, state.label);
  const request = {
    seed,
    labels: [label],
    sampler,
    // A path that was stopped takes its share of the steps.
    steps: Math.max(1, Math.round((state.steps * lastT(state)) / T)),
    eta: sampler === 'ddim' ? state.eta : 0,
    guidance: guidanceFor(used, state.label, state.guidance),
  };
  if (state.mode !== 'denoise') return planOf(used, request, 'noise');
  const x0 = shownX0();
  const xt = forwardPath(x0, state).xt(from, new Float32Array(x0.length));
  const pictures = joinPictures(Array<Float32Array>(tries).fill(xt));
  const labels = Array<number>(tries).fill(label);
  return planOf(used, { ...request, labels, start: { t: from, pictures } }, [state.source, state.process]);
}
