import { key, uniform } from '../../diffusion/random';
import { numbersOf, type Network } from '../network';
import type { Digits } from './batch';

/** Random pictures for a network, or points in [-2, 2]; picture i has the label i modulo 10. */
export function someDigits(network: Network, count: number): Digits {
  const length = count * numbersOf(network);
  return {
    pixels: network.channels
      ? Float32Array.from({ length }, (_, i) => 4 * uniform(key(1), i) - 2)
      : Uint8Array.from({ length }, (_, i) => 255 * uniform(key(1), i)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
  };
}
