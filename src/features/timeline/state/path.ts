import { nextSeed } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { lastT, patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { T } from '../../../state/picture/forwardPath';
import { startFollowing, stopFollowing } from '../../../state/samples/following';

/** Shows another path from where it begins: forward at x_0, reverse at x_T. */
export function enter(mode: 'forward' | 'reverse'): void {
  if (mode === 'reverse') startFollowing();
  else stopFollowing();
  patchView({ mode, t: mode === 'reverse' ? T : 0 });
}

/** The same request with the next seed; the slider follows it down. */
export function anotherSample(): void {
  const state = view.getState();
  startFollowing();
  patchView({ seed: nextSeed(state.seed), t: lastT(state) });
}

/** Why the network cannot bring back what is on the stage; null if it can. */
export function whyNotDenoise(
  { t, schedule }: Pick<ViewState, 't' | 'schedule'>,
  used: UsedNetwork = network.getState().used,
): string | null {
  if (t === 0) return 'First let some noise in: move the slider.';
  if (schedule !== used.schedule)
    return `Here the way back is that of the ${used.schedule} schedule only, the network’s own: choose it first. The view Schedule shows others.`;
  return null;
}

/** Stops the forward path where the slider stands and lets the network bring it back. */
export function denoiseFromHere(): void {
  const state = view.getState();
  const refusal = whyNotDenoise(state);
  if (refusal !== null) {
    notify({ kind: 'info', text: refusal });
    return;
  }
  startFollowing();
  patchView({ mode: 'denoise', from: state.t, chosen: 0 });
}
