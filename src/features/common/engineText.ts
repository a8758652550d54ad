import { fixed } from '../../diffusion/numbers/formatNumber';
import type { EngineStatus } from '../../state/engine/pageEngine';
import type { Progress } from '../../state/samples/sheet';
import { formatDuration, formatMegabytes } from './format';
import { TEXTS } from './texts';

/** What the engine is doing before it can run anything. @param isBrief in a few words, as on a phone */
export function engineText(status: EngineStatus, isBrief = false): string {
  const engine = isBrief ? TEXTS.briefEngine : TEXTS.engine;
  switch (status.kind) {
    case 'waiting':
      return engine.waiting;
    case 'probing':
      return engine.probing;
    case 'downloading':
      return status.total === 0
        ? engine.downloading
        : engine.downloadingOf(formatMegabytes(status.loaded), formatMegabytes(status.total));
    case 'compiling':
      return status.of === 0 ? engine.preparing : engine.compiling(status.done, status.of);
    case 'ready':
      return engine.ready;
    case 'failed':
      return `${status.error.message} ${status.error.remedy}`;
    default:
      return status satisfies never;
  }
}

/** How far a sampling run is. @param isBrief in a few words, as on a phone */
export function progressText(progress: Progress | null, isBrief = false): string {
  if (!progress) return TEXTS.running;
  const { step, steps, stepsPerSecond, secondsLeft } = progress;
  if (isBrief) return TEXTS.briefProgress(step, steps, formatDuration(secondsLeft));
  return TEXTS.progress(step, steps, fixed(stepsPerSecond, 1), formatDuration(secondsLeft));
}
