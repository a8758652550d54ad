import type { Network } from '../network';
import type { ModuleBuilder } from './assemble';
import { i32, type Body, type Value } from './instructions';
import { NUMBER, type Memory } from './memory';
import { EXTRA_ROWS, packPanels, PANEL, product } from './product';
import type { WeightTable } from './weights';

/** Linear(e) of all layers, computed by one product before the layers; its biases are added where the layers add theirs. */
export interface Shifts {
  /** Address of the embeddings, [block, width]. */
  readonly e: number;
  /** Address of the first picture's row of shifts, and bytes to the next. */
  readonly at: number;
  readonly row: number;
  /** Offset in a row of the shifts of a layer that has an embedding, bytes. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Code that computes the shifts of some pictures. @param first index of the first one */
  readonly project: (first: Value<'i32'>, pictures: Value<'i32'>) => Body;
}

/** Reserves the memory of a network's shifts, and makes their code. */
export function createShifts(
  { layers, embedding: { width } }: Network,
  block: number,
  module: ModuleBuilder,
  memory: Memory,
  weights: WeightTable,
): Shifts {
  const embedded = layers.flatMap((layer) => (layer.kind === 'convolution' && layer.embed ? [layer] : []));
  const offsets = new Map<string, number>();
  let channels = 0;
  for (const { id, filters } of embedded) {
    offsets.set(id, NUMBER * channels);
    channels += filters;
  }
  const columns = PANEL * Math.ceil(channels / PANEL);
  // A product may compute rows beyond its own; another thread computes the same numbers there.
  const rows = block + EXTRA_ROWS;
  const e = memory.reserve(rows * width);
  const at = memory.reserve(rows * columns);
  if (channels === 0) return { e, at, row: 0, offsets, project: () => [] };
  const kernels = weights.add(width * columns, (parameter) => {
    const all = new Float32Array(width * channels);
    for (const { id, filters } of embedded) {
      const kernel = parameter(`${id}.embed.kernel`);
      const first = (offsets.get(id) ?? 0) / NUMBER;
      for (let i = 0; i < width; i++)
        all.set(kernel.subarray(i * filters, (i + 1) * filters), i * channels + first);
    }
    return packPanels(all, width, channels);
  });
  const procedure = product(module, { matrices: 1, depth: width, columns, capacity: rows });
  return {
    ...{ e, at, row: NUMBER * columns, offsets },
    project: (first, pictures) =>
      procedure.call(
        i32.add(e, i32.multiply(first, NUMBER * width)),
        kernels,
        i32.add(at, i32.multiply(first, NUMBER * columns)),
        pictures,
      ),
  };
}
