import type { BackendName, Capability } from '../../engine/protocol/jobs';
import { BACKEND_TITLES } from '../capability';
import { notify } from '../notices';

/** A trainer that has ended more often than this within this time is not started again without being asked. */
const RESTARTS = { most: 2, ms: 60_000 };
/** A graphics device on which trainings ended this often within this time is left alone as long as the page is open. */
const LOSSES = { most: 2, ms: 600_000 };

let ends: { readonly backend: BackendName | null; readonly at: number }[] = [];
const left = new Set<BackendName>();

/** Backends that are not tried any more. */
export const leftBackends = (): BackendName[] => [...left];

/**
 * Notes that a trainer was lost with its worker or device, and on what: a device that hangs is seen as a silent worker.
 * @returns whether it is to be started again without being asked
 */
export function noteEnd(backend: BackendName | null): boolean {
  const now = performance.now();
  ends = [...ends.filter(({ at }) => now - at < LOSSES.ms), { backend, at: now }];
  const isGpu = backend === 'webgpu' || backend === 'webgl';
  if (isGpu && ends.filter((end) => end.backend === backend).length >= LOSSES.most) left.add(backend);
  return ends.filter(({ at }) => now - at < RESTARTS.ms).length <= RESTARTS.most;
}

/** Says that a training goes on elsewhere, and why. */
export function sayMoved({ backend, device, notes }: Capability): void {
  const text = `The training has moved to ${BACKEND_TITLES[backend]} (${device}); its numbers came along.`;
  notify({ kind: 'warning', text: [text, ...notes].join(' ') });
}
