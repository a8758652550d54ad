import { evaluationsOf } from '../../diffusion/walk';
import type { SampleRequest } from '../../engine/protocol/jobs';
import { weightsKey, type UsedNetwork } from '../network/usedNetwork';
import { T } from '../picture/forwardPath';
import { storedStateInterval, type Plan } from './sheet';

/** What differs between the requests of one network; all else follows from the network. */
export type PlannedRequest = Omit<SampleRequest, 'network' | 'schedule' | 'keep' | 'every' | 'measure'>;

/** Evaluations of the network that samples take; guidance takes two each, and so does a step of Heun's method but the last. */
export const countEvaluations = ({
  labels,
  sampler,
  steps,
  guidance,
  resamplings = 1,
}: SampleRequest): number =>
  labels.length * evaluationsOf(sampler, steps) * resamplings * (guidance === 0 ? 1 : 2);

/**
 * A plan of samples under the network's own schedule. All states come back, or as many as fit into memory.
 * @param network that is asked
 * @param request what it is asked for
 * @param decides what decides the pictures and masks in the request, as JSON can tell it: they themselves are too large for the cache key,
 *   which holds everything else
 */
export function planOf(network: UsedNetwork, request: PlannedRequest, decides: unknown): Plan {
  return {
    name: JSON.stringify([weightsKey(network), decides, request], (_, value: unknown) =>
      ArrayBuffer.isView(value) ? null : value,
    ),
    used: network,
    request: {
      ...request,
      network: network.name,
      schedule: { name: network.schedule, T },
      keep: 'all',
      every: storedStateInterval(request.labels.length, request.steps, network.size ** 2),
    },
  };
}
