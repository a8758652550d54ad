import type { EngineStatus } from '../../state/engine/engine';
import { formatMegabytes } from './format';

/** What the engine is doing before it can run anything. */
export function engineText(status: EngineStatus): string {
  switch (status.kind) {
    case 'waiting':
      return 'The network loads in a moment.';
    case 'probing':
      return 'Looking for the fastest way to compute …';
    case 'downloading':
      return status.total === 0
        ? 'Downloading the network …'
        : `Downloading the network: ${formatMegabytes(status.loaded)} of ${formatMegabytes(status.total)} …`;
    case 'compiling':
      return status.of === 0
        ? 'Preparing the network on the device …'
        : `Compiling shaders: ${status.done} of ${status.of} …`;
    case 'ready':
      return 'The network is ready.';
    case 'failed':
      return `${status.error.message} ${status.error.remedy}`;
    default:
      return status satisfies never;
  }
}
