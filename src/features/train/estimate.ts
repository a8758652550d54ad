import type { RunInfo } from '../../state/runs/run';
import type { TrainConfig } from './state/config';

/** A rate that was measured over fewer updates says little. */
const FEWEST = 20;

/**
 * Updates a second that this browser has reached with a network and a batch: the newest run of these tells. Undefined where
 * none has been trained here.
 */
export function measuredRate(
  runs: readonly RunInfo[],
  { network, batch }: Pick<TrainConfig, 'network' | 'batch'>,
): number | undefined {
  const same = runs.find(
    ({ config, update, seconds }) =>
      config.network === network && config.batch === batch && update >= FEWEST && seconds > 0,
  );
  return same && same.update / same.seconds;
}
