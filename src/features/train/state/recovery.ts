import type { Capability } from '../../../engine/protocol/jobs';
import { BACKEND_TITLES } from '../../../state/engine/engine';
import { EngineRestarts } from '../../../state/engine/restarts';
import { notify } from '../../../state/notices';

/** How trainers of this page ended. */
export const ends = new EngineRestarts();

/** Says that a training goes on elsewhere, and why. */
export function sayMoved({ backend, device, notes }: Capability): void {
  const text = `The training has moved to ${BACKEND_TITLES[backend]} (${device}); its numbers came along.`;
  notify({ kind: 'warning', text: [text, ...notes].join(' ') });
}
