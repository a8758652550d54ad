import { joinPictures } from '../../../diffusion/pixels';
import type { SampleRequest } from '../../../engine/protocol/jobs';
import type { ViewState } from '../../../state/link/fields/table';
import { lastT } from '../../../state/link/view';
import { isNetworkInUse, network } from '../../../state/network/network';
import { guidanceFor, labelFor } from '../../../state/network/usedNetwork';
import { forwardPath, T } from '../../../state/picture/forwardPath';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import type { Plan } from '../../../state/samples/sheet';

/** Whether the network and the picture that the run starts from are there: both may still be loading. */
function hasParts({ mode, source: picture, network: name }: ViewState): boolean {
  return isNetworkInUse(name) && (mode !== 'denoise' || source.getState().picture.source === picture);
}

/** Cache key of the run that a view shows; undefined on the way down, and until network and picture are there. */
export function runKey(state: ViewState): string | undefined {
  if (state.mode === 'forward' || !hasParts(state)) return undefined;
  const { used } = network.getState();
  const { mode, seed, sampler, steps } = state;
  const label = labelFor(used, state.label);
  const eta = sampler === 'ddim' ? state.eta : 0;
  const guidance = guidanceFor(used, state.label, state.guidance);
  const start = mode === 'denoise' ? [state.source, state.process, state.from, state.tries] : [];
  const { name, checksum } = used;
  return JSON.stringify([name, checksum, mode, seed, label, sampler, steps, eta, guidance, ...start]);
}

/** Reverse steps of a view's run: its share of the whole way, at least one. */
const stepsOf = (state: ViewState): number => Math.max(1, Math.round((state.steps * lastT(state)) / T));

/** The run of a view with this cache key. */
export function planOf(state: ViewState, name: string): Plan {
  const { used } = network.getState();
  const { mode, seed, sampler, eta, from, tries } = state;
  const label = labelFor(used, state.label);
  const request = {
    network: used.name,
    seed,
    schedule: { name: used.schedule, T },
    sampler,
    steps: stepsOf(state),
    eta,
    guidance: guidanceFor(used, state.label, state.guidance),
    keep: 'all',
  } satisfies Partial<SampleRequest>;
  if (mode !== 'denoise') return { name, used, request: { ...request, labels: [label] } };
  const x0 = shownX0();
  const xt = forwardPath(x0, state).xt(from, new Float32Array(x0.length));
  const pictures = joinPictures(Array<Float32Array>(tries).fill(xt));
  const labels = Array<number>(tries).fill(label);
  return { name, used, request: { ...request, labels, start: { t: from, pictures } } };
}
