import { lookup } from '../lookup';
import { inputsOf, layerShapes, type Convolution, type Network } from '../network';
import { attentionShader } from './attention';
import { convolutionShader } from './convolution';
import { sourcesOf, writtenIn, type Source } from './source';
import { PIXEL_BUFFERS, projectionShader, renoiseShader, stepShader } from './step';

/** A buffer that an operation binds. */
export type Bound =
  | { readonly kind: 'parameter'; readonly name: string }
  /** One of the plan's buffers for values. */
  | { readonly kind: 'value'; readonly index: number }
  | { readonly kind: 'run'; readonly name: RunBuffer };

/** Buffers of a run. */
export type RunBuffer = 'channel' | 'channelRows' | 'shifts' | 'rows' | (typeof PIXEL_BUFFERS)[number];

/** One dispatch. */
export interface Dispatch {
  readonly id: string;
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
  readonly bound: readonly Bound[];
  /** Work items of one picture (of one sample, for the step), and threads that share one. */
  readonly items: number;
  readonly split: number;
  /** Whether items are those of samples: guidance shows the network two pictures for one. */
  readonly ofSamples: boolean;
}

/** Linear(e) of a layer, in vec4 of the row of all shifts. */
export interface Shift {
  readonly id: string;
  readonly first: number;
  readonly filters: number;
}

/** A network as dispatches on buffers. */
export interface Plan {
  readonly network: Network;
  /** An evaluation and the step that it leads to, in order. */
  readonly step: readonly Dispatch[];
  /** Fresh noise alone. */
  readonly renoise: readonly Dispatch[];
  /** Linear(e), before a run begins. */
  readonly projection: Pick<Dispatch, 'code' | 'access'>;
  /** Numbers of one picture in each buffer for values. */
  readonly values: readonly number[];
  readonly shifts: readonly Shift[];
  /** Channels of all shifts. */
  readonly shifted: number;
}

/**
 * Lowers a network: one dispatch a convolution or attention, and one for the step. Values share buffers where their lives do not
 * overlap.
 * @param split threads that share the channels of an item: more where few items have to fill a wide device
 * @throws Error if a shader does not know a layer of this kind
 */
export function lower(network: Network, split: (items: number, channels: number) => number = () => 1): Plan {
  const shapes = layerShapes(network);
  const sources = sourcesOf(network, shapes);
  const patch = network.patch ?? 1;
  const embedded = network.layers.filter(
    (layer): layer is Convolution => layer.kind === 'convolution' && layer.embed === true,
  );
  const shifted = embedded.reduce((sum, { filters }) => sum + filters, 0);
  let first = 0;
  const shifts = embedded.map(({ id, filters }) => ({ id, filters, first: (first += filters) - filters }));

  const arena = new Arena(lastReaders(network, sources));
  const dispatches: Dispatch[] = [];
  const value = (id: string): Bound => ({ kind: 'value', index: arena.indexOf(id) });
  const parameter = (name: string): Bound => ({ kind: 'parameter', name });
  const run = (name: RunBuffer): Bound => ({ kind: 'run', name });
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
      arena.give(id, to[0] * to[1] * to[2]);
      dispatches.push({
        id,
        ...attentionShader(layer.heads, to),
        bound: [...reads, value(id)],
        ofSamples: false,
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
        patch,
        shifts: shift && { all: shifted, first: shift.first },
        split,
      });
      const reads = [
        ...(source.kind === 'input' ? [run('state'), run('channel'), run('channelRows')] : []),
        ...written.map(value),
        parameter(`${id}.kernel`),
        parameter(`${id}.bias`),
        ...(layer.prologue === 'affine-silu' ? [parameter(`${id}.scale`), parameter(`${id}.shift`)] : []),
        ...(shift ? [run('shifts'), run('rows')] : []),
        ...(layer.residual ?? []).map((each) => {
          const residual = lookup(sources, each);
          if (residual.kind !== 'written') throw new Error(`${id} adds ${each}, which is not written`);
          return value(residual.id);
        }),
      ];
      arena.give(id, to[0] * to[1] * to[2]);
      dispatches.push({ id, ...shader, bound: [...reads, value(id)], ofSamples: false });
    }
    arena.retire(id);
  }
  const last = network.layers[network.layers.length - 1].id;
  const pixels = PIXEL_BUFFERS.map(run);
  dispatches.push({
    id: 'step',
    ...stepShader(network.size, patch),
    bound: [value(last), ...pixels],
    ofSamples: true,
  });
  return {
    network,
    step: dispatches,
    renoise: [{ id: 'renoise', ...renoiseShader(network.size), bound: pixels, ofSamples: true }],
    projection: projectionShader(),
    values: arena.sizes,
    shifts,
    shifted,
  };
}

/** The written values that die with each layer: those which no later layer reads. */
function lastReaders(network: Network, sources: ReadonlyMap<string, Source>): Map<string, string> {
  const last = new Map<string, string>();
  for (const layer of network.layers) {
    if (layer.kind !== 'convolution' && layer.kind !== 'attention') continue;
    for (const id of inputsOf(layer))
      for (const each of writtenIn(lookup(sources, id))) last.set(each, layer.id);
  }
  return last;
}

/** Gives values buffers, and those of dead values to new ones. */
class Arena {
  readonly sizes: number[] = [];
  private readonly places = new Map<string, number>();
  private readonly free: number[] = [];

  constructor(private readonly lastReader: ReadonlyMap<string, string>) {}

  indexOf(id: string): number {
    return lookup(this.places, id);
  }

  /** A place for `numbers` numbers: the free one that comes nearest, grown where it has to be. */
  give(id: string, numbers: number): void {
    const best = this.free
      .map((index) => ({ index, apart: Math.abs(this.sizes[index] - numbers) }))
      .sort((a, b) => a.apart - b.apart)
      .at(0);
    const index = best?.index ?? this.sizes.length;
    if (best) this.free.splice(this.free.indexOf(index), 1);
    this.sizes[index] = Math.max(this.sizes[index] ?? 0, numbers);
    this.places.set(id, index);
  }

  /** Frees what nobody reads after this layer. */
  retire(reader: string): void {
    for (const [id, index] of this.places) {
      if (this.lastReader.get(id) !== reader) continue;
      this.places.delete(id);
      this.free.push(index);
    }
  }
}
