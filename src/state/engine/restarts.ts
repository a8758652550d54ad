import type { BackendName } from '../../engine/protocol/jobs';

/** An engine that has ended more often than this within this time is not started again without being asked. */
const RESTARTS = { most: 2, ms: 300_000 };
/** A graphics device that was lost this often within this time is left alone as long as the page is open. */
const LOSSES = { most: 2, ms: 600_000 };

/** How often an engine was lost with its worker or device, and what follows from it. */
export class EngineRestarts {
  private ends: { readonly backend: BackendName | null; readonly at: number }[] = [];
  private readonly given = new Set<BackendName>();

  /** Backends that are not tried any more. */
  get left(): BackendName[] {
    return [...this.given];
  }

  /**
   * Notes an end, and what was computed on: a device that hangs is seen as a silent worker.
   * @returns whether the engine is to be started again without being asked
   */
  note(backend: BackendName | null): boolean {
    const now = performance.now();
    this.ends = [...this.ends.filter(({ at }) => now - at < LOSSES.ms), { backend, at: now }];
    const isGpu = backend === 'webgpu' || backend === 'webgl';
    const lost = this.ends.filter((end) => end.backend === backend).length;
    if (isGpu && lost >= LOSSES.most) this.given.add(backend);
    return this.ends.filter(({ at }) => now - at < RESTARTS.ms).length <= RESTARTS.most;
  }
}
