import { createStore } from 'zustand/vanilla';
import type { BackendName, SampleResult } from '../../engine/protocol/jobs';
import type { SampleStats } from '../../engine/protocol/stats';

/** A run that was measured. */
export interface Measured extends SampleStats {
  readonly backend: BackendName;
  readonly seconds: number;
}

/** The newest run of those that were measured. */
export const perf = createStore<{ run: Measured | undefined }>(() => ({ run: undefined }));

const asked = (): string | null => new URLSearchParams(location.search).get('perf');

/** Whether the address asks for what runs cost (`?perf`). */
export const isMeasuring = (): boolean => asked() !== null;

/** The device's limit, 10^12 floating-point operations a second, where the address tells it (`?perf=8`); else NaN. */
export const limitTeraflops = (): number => parseFloat(asked() ?? '');

/** Keeps what a run has cost. */
export function recordCost({ backend, seconds, stats }: SampleResult): void {
  if (stats) perf.setState({ run: { backend, seconds, ...stats } });
}
