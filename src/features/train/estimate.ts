import type { RunInfo } from '../../state/runs/run';
import type { TrainConfig } from './state/config';

/** A rate that was measured over fewer updates says little. */
const LEAST_UPDATES = 20;

/** Updates a second of this browser's newest run with the same network and batch; undefined if there is none. */
export function measuredRate(
  runs: readonly RunInfo[],
  { network, batch }: Pick<TrainConfig, 'network' | 'batch'>,
): number | undefined {
  const isLike = ({ config, update, seconds }: RunInfo): boolean =>
    config.network === network && config.batch === batch && update >= LEAST_UPDATES && seconds > 0;
  const run = runs.find(isLike);
  return run && run.update / run.seconds;
}
