import type { Convolution, Layer } from '../network';

/**
 * The lean residual block: h = SiLU(conv(x) + Linear(e)); out = x + conv(h) + the `added` layers. Its second kernel is initially
 * zero, so that an untrained block is the identity.
 */
export function lean(id: string, from: string, filters: number, ...added: string[]): Layer[] {
  return block({}, id, from, filters, added);
}

/** The lean block with batch normalisation after the first convolution: h = SiLU(BN(conv(x)) + Linear(e)). */
export function normedLean(id: string, from: string, filters: number, ...added: string[]): Layer[] {
  return block({ norm: 'after' }, id, from, filters, added);
}

function block(
  norm: Pick<Convolution, 'norm'>,
  id: string,
  from: string,
  filters: number,
  added: readonly string[],
): Layer[] {
  const shape = { kind: 'convolution', filters, kernel: 3 } as const;
  return [
    { ...shape, id: `${id}.a`, from, embed: true, activation: 'silu', ...norm },
    { ...shape, id: `${id}.b`, from: `${id}.a`, residual: [from, ...added], spread: 0 },
  ];
}
