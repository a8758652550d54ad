import type { Layer } from '../network';

/**
 * The lean residual block: h = SiLU(conv(x) + Linear(e)); out = x + conv(h), and whatever else is added. Its second
 * kernel begins at zero, so that an untrained block passes x on.
 */
export function lean(id: string, from: string, filters: number, ...added: string[]): Layer[] {
  return [
    { kind: 'convolution', id: `${id}.a`, from, filters, kernel: 3, embed: true, activation: 'silu' },
    {
      kind: 'convolution',
      id: `${id}.b`,
      from: `${id}.a`,
      filters,
      kernel: 3,
      residual: [from, ...added],
      zero: true,
    },
  ];
}
