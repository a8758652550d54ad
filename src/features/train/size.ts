import type { TrainConfig } from '../../state/training/config';

/** Height and width of a network's pictures, pixels. */
export function sizeOf({ network }: TrainConfig): number {
  return network === 'tiny' ? 14 : 28;
}
