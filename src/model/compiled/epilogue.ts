import type { Convolution } from '../network';
import { silu, type Variable } from './wgsl';

/**
 * What becomes of a sum. In its lines `v` is the sum of four filters, from 4 `filters` on, at pixel (y, x) of picture n (a
 * number instead of a vector if there is one filter), and `at` is its index in the result.
 */
export interface Epilogue {
  readonly variables: readonly Variable[];
  readonly lines: readonly (string | false)[];
}

/**
 * The epilogue of a layer that samples: bias, shift, activation, residuals. Bindings: bias, [shifts, rows], residuals, result.
 * @param shifts channels of all shifts by the embedding, and where this layer's begin; undefined for a layer without
 */
export function layerEpilogue(
  { filters, activation, residual = [] }: Convolution,
  shifts: { readonly all: number; readonly first: number } | undefined,
): Epilogue {
  const value = filters === 1 ? 'f32' : 'vec4f';
  return {
    variables: [
      { name: 'bias', element: value },
      ...(shifts
        ? [
            { name: 'shifts', element: 'vec4f' },
            { name: 'rows', element: 'u32' },
          ]
        : []),
      ...residual.map((_, i) => ({ name: `residual${i}`, element: value })),
      { name: 'result', element: value, access: 'read_write' },
    ],
    lines: [
      'v += bias[filters];',
      shifts !== undefined &&
        `v += shifts[(step.row + rows[n]) * ${shifts.all / 4}u + ${shifts.first / 4}u + filters];`,
      ...activated(activation, value),
      ...residual.map((_, i) => `v += residual${i}[at];`),
      'result[at] = v;',
    ],
  };
}

/** Applies an activation to `v`. */
export function activated(activation: Convolution['activation'], value = 'vec4f'): (string | false)[] {
  return [activation === 'silu' && `v = ${silu('v')};`, activation === 'relu' && `v = max(v, ${value}());`];
}
