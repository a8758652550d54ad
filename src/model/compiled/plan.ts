import { lookup } from '../lookup';
import { inputsOf, layerShapes, numbersOf, type Convolution, type Network } from '../network';
import { elements } from '../shapes';
import { Arena } from './arena';
import { attentionShader } from './attention';
import { convolutionShader } from './convolution';
import { layerEpilogue } from './epilogue';
import { sourcesOf, writtenIn, type Source } from './source';
import { PIXEL_BUFFERS, projectionShader, renoiseShader, stepShader } from './step';
import { ONE_ROW, type Convolved, type Variant } from './tiling';
import { STEP, type Work } from './wgsl';

/** A buffer that a dispatch binds. */
export type Binding =
  | { readonly kind: 'parameter'; readonly name: string }
  /** One of the plan's value buffers. */
  | { readonly kind: 'value'; readonly index: number }
  | { readonly kind: 'run'; readonly name: RunBuffer };

/** Buffers that each run has for itself. */
export type RunBuffer = 'channel' | 'channelRows' | 'shifts' | 'rows' | (typeof PIXEL_BUFFERS)[number];

/** One dispatch. */
export interface Dispatch {
  readonly id: string;
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  readonly bindings: readonly Binding[];
  readonly work: Work;
  /** Whether the pictures of `work` are samples: under guidance the network sees two pictures a sample. */
  readonly perSample: boolean;
}

/** Where a layer's Linear(e) stands in the row of all shifts, in channels. */
export interface Shift {
  readonly id: string;
  readonly first: number;
  readonly filters: number;
}

/** A network as dispatches on buffers. */
export interface Plan {
  readonly network: Network;
  /** An evaluation of the network and the sampling step that follows, in order. */
  readonly step: readonly Dispatch[];
  /** Adding fresh noise, without the network. */
  readonly renoise: readonly Dispatch[];
  /** Linear(e) of all layers, computed before a run begins. */
  readonly projection: Pick<Dispatch, 'code' | 'access'>;
  /** Size of each value buffer, in numbers a picture. */
  readonly bufferSizes: readonly number[];
  readonly shifts: readonly Shift[];
  /** Channels of all shifts together. */
  readonly shiftChannels: number;
}

/**
 * Lowers a network: one dispatch for each convolution or attention, and one for the sampling step. Values whose lifetimes do
 * not overlap share a buffer.
 * @param variantOf how each convolution is shared out among threads
 * @throws Error if no shader can compute one of the layers
 */
export function lower(network: Network, variantOf: (convolved: Convolved) => Variant = () => ONE_ROW): Plan {
  const shapes = layerShapes(network);
  const sources = sourcesOf(network, shapes);
  const numbers = numbersOf(network);
  const embedded = network.layers.filter(
    (layer): layer is Convolution => layer.kind === 'convolution' && layer.embed === true,
  );
  const shiftChannels = embedded.reduce((sum, { filters }) => sum + filters, 0);
  let first = 0;
  const shifts = embedded.map(({ id, filters }) => ({ id, filters, first: (first += filters) - filters }));

  const arena = new Arena(lastReaders(network, sources));
  const dispatches: Dispatch[] = [];
  const value = (id: string): Binding => ({ kind: 'value', index: arena.indexOf(id) });
  const parameter = (name: string): Binding => ({ kind: 'parameter', name });
  const run = (name: RunBuffer): Binding => ({ kind: 'run', name });
  for (const layer of network.layers) {
    if (layer.kind !== 'convolution' && layer.kind !== 'attention') continue;
    const { id } = layer;
    const from = lookup(shapes, layer.from);
    const to = lookup(shapes, id);
    const source = lookup(sources, layer.from);
    const written = writtenIn(source);
    if (layer.kind === 'attention') {
      if (source.kind !== 'written') throw new Error(`${id} reads ${source.kind}`);
      const reads = written.map(value);
      arena.allocate(id, to[0] * to[1] * to[2]);
      dispatches.push({
        id,
        ...attentionShader(layer.heads, to),
        bindings: [...reads, value(id)],
        perSample: false,
      });
    } else {
      const names = new Map(written.map((each, i) => [each, `value${i}`]));
      const shift = shifts.find((each) => each.id === id);
      const shader = convolutionShader({
        layer,
        source,
        from,
        to,
        written: names,
        numbers,
        step: STEP,
        epilogue: layerEpilogue(layer, shift && { all: shiftChannels, first: shift.first }),
        variant: variantOf({ layer, from, to }),
      });
      const reads = [
        ...(source.kind === 'input' ? [run('state'), run('channel'), run('channelRows')] : []),
        ...written.map(value),
        parameter(`${id}.kernel`),
        ...(layer.prologue === 'affine-silu' ? [parameter(`${id}.scale`), parameter(`${id}.shift`)] : []),
        parameter(`${id}.bias`),
        ...(shift ? [run('shifts'), run('rows')] : []),
        ...(layer.residual ?? []).map((each) => {
          const residual = lookup(sources, each);
          if (residual.kind !== 'written') throw new Error(`${id} adds ${each}, which is not written`);
          return value(residual.id);
        }),
      ];
      arena.allocate(id, to[0] * to[1] * to[2]);
      dispatches.push({ id, ...shader, bindings: [...reads, value(id)], perSample: false });
    }
    arena.release(id);
  }
  const last = network.layers[network.layers.length - 1].id;
  const pixels = PIXEL_BUFFERS.map(run);
  dispatches.push({
    id: 'step',
    ...stepShader(network, elements(lookup(shapes, last))),
    bindings: [value(last), ...pixels],
    perSample: true,
  });
  return {
    network,
    step: dispatches,
    renoise: [{ id: 'renoise', ...renoiseShader(numbers), bindings: pixels, perSample: true }],
    projection: projectionShader(),
    bufferSizes: arena.sizes,
    shifts,
    shiftChannels,
  };
}

/** For each written value, the last layer that reads it. */
function lastReaders(network: Network, sources: ReadonlyMap<string, Source>): Map<string, string> {
  const last = new Map<string, string>();
  for (const layer of network.layers) {
    if (layer.kind !== 'convolution' && layer.kind !== 'attention') continue;
    for (const id of inputsOf(layer))
      for (const each of writtenIn(lookup(sources, id))) last.set(each, layer.id);
  }
  return last;
}
