import type { NoiseEstimate } from '../../../diffusion/plane/solvers';
import type { PlaneNetwork } from '../../protocol/plane';

let newest: { readonly id: string; readonly estimate: NoiseEstimate } | undefined;

/** epsilonHat of a network; plans on the CPU are fetched for the first one. @throws EngineFailure 'bad-request' */
export async function learnedEstimate({ id, numbers }: PlaneNetwork): Promise<NoiseEstimate> {
  if (newest?.id === id) return newest.estimate;
  const { estimateOf } = await import('./network');
  newest = { id, estimate: estimateOf(numbers) };
  return newest.estimate;
}
