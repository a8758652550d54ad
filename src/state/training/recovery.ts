import type { EngineError } from '../../engine/protocol/errors';
import type { BackendName } from '../../engine/protocol/jobs';

/** A trainer that has ended more often than this within this time is not started again without being asked. */
const RESTARTS = { most: 2, ms: 60_000 };
/** A backend whose device was lost this often within this time is left alone as long as the page is open. */
const LOSSES = { most: 2, ms: 600_000 };

let ends: number[] = [];
let losses: { readonly backend: BackendName; readonly at: number }[] = [];
const left = new Set<BackendName>();

/** Backends that are not tried any more. */
export const leftBackends = (): BackendName[] => [...left];

/**
 * Notes why a trainer ended, and on what.
 * @returns whether it is to be started again without being asked
 */
export function noteEnd({ code }: EngineError, backend: BackendName | null): boolean {
  const now = performance.now();
  ends = [...ends.filter((at) => now - at < RESTARTS.ms), now];
  if (code === 'device-lost' && backend) {
    losses = [...losses.filter(({ at }) => now - at < LOSSES.ms), { backend, at: now }];
    if (losses.filter((loss) => loss.backend === backend).length >= LOSSES.most) left.add(backend);
  }
  return ends.length <= RESTARTS.most;
}
