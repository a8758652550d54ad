import type { RunInfo } from '../../state/runs/run';
import type { TrainConfig } from './state/config';

/** A rate that was measured over fewer updates says little. */
const LEAST_UPDATES = 20;

/**
 * Updates a second that the newest run with this network and batch has reached in this browser; undefined if there is no
 * such run.
 */
export function measuredRate(
  runs: readonly RunInfo[],
  { network, batch }: Pick<TrainConfig, 'network' | 'batch'>,
): number | undefined {
  const same = runs.find(
    ({ config, update, seconds }) =>
      config.network === network && config.batch === batch && update >= LEAST_UPDATES && seconds > 0,
  );
  return same && same.update / same.seconds;
}
