import type { BackendName } from '../../engine/protocol/jobs';

/** An engine that has ended more often than this within this time is not restarted by itself. */
const RESTARTS = { most: 2, ms: 300_000 };
/** A graphics device that was lost this often within this time is abandoned as long as the page is open. */
const LOSSES = { most: 2, ms: 600_000 };

/** How often an engine was lost with its worker or device, and what follows from it. */
export class EngineRestarts {
  private ends: { readonly backend: BackendName | null; readonly at: number }[] = [];
  private readonly abandonedBackends = new Set<BackendName>();

  /** Backends that are not tried any more. */
  get abandoned(): BackendName[] {
    return [...this.abandonedBackends];
  }

  /**
   * Notes that an engine has ended.
   * @param backend that it computed on, also where only its worker fell silent: a device that hangs looks like that
   * @returns whether the engine may be restarted by itself
   */
  note(backend: BackendName | null): boolean {
    const now = performance.now();
    this.ends = [...this.ends.filter(({ at }) => now - at < LOSSES.ms), { backend, at: now }];
    const isGpu = backend === 'webgpu' || backend === 'webgl';
    const losses = this.ends.filter((end) => end.backend === backend).length;
    if (isGpu && losses >= LOSSES.most) this.abandonedBackends.add(backend);
    return this.ends.filter(({ at }) => now - at < RESTARTS.ms).length <= RESTARTS.most;
  }
}
