import { lookup } from '../lookup';
import { inputsOf, layerShapes, type Convolution, type Layer, type Network } from '../network';
import { ModuleBuilder, type Locals, type MemoryType } from './assemble';
import { attention, logitNumbers } from './attention';
import { lowerConvolution, methodOf, pictureAt, type Method, type Step } from './convolution';
import { i32, loop, type Body, type Local } from './instructions';
import { Memory, shapeOf, tilesPerSide, type Place, type Shape } from './memory';
import { copyChannels, maxPool, upsample } from './resize';
import { createShifts } from './shifts';
import { WeightTable, type WeightEntry } from './weights';
import { tileNumbers } from './winograd';

/** A network as a WebAssembly module, whose function `evaluate(first, end, thread)` makes outputs of the inputs first .. end - 1. */
export interface Plan {
  readonly network: Network;
  /** Most pictures of an evaluation. */
  readonly block: number;
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memory: MemoryType;
  readonly input: Place;
  readonly output: Place;
  /** Address of the embeddings, [block, width]. */
  readonly e: number;
  readonly weights: readonly WeightEntry[];
  /** Address of the values that are to be transformed. */
  readonly raw: number;
}

/** Tiles that pass through a layer together: a kernel is read once for them, and they stay in the cache. */
const TILES = 64;

/** How a network is lowered. */
export interface LowerOptions {
  /** Whether a multiply-add rounds once; see isSupported. */
  readonly fused: boolean;
  /** Pictures that the memory has room for. */
  readonly block: number;
  /** Threads that may evaluate at once, each its own pictures. */
  readonly threads: number;
}

/** Layers that a group of pictures passes through before the next group does. */
interface Stage {
  readonly group: number;
  readonly steps: Step[];
}

/**
 * Lowers a network. How a layer is computed depends on its shape alone, so the bits of a picture depend neither on the others nor on
 * their number. Pooling, upsampling and joining are copies.
 * @throws Error with the reason, if no function can compute one of the layers
 */
export function lower(network: Network, { fused, block, threads }: LowerOptions): Plan {
  const module = new ModuleBuilder(fused);
  const memory = new Memory();
  const weights = new WeightTable(memory);
  const shifts = createShifts(network, block, module, memory, weights);
  const shapes = new Map([...layerShapes(network)].map(([id, [height, , c]]) => [id, shapeOf(height, c)]));
  const shape = (id: string): Shape => lookup(shapes, id);
  const groupOf = ({ from }: Layer): number =>
    Math.min(block, Math.max(1, Math.floor(TILES / tilesPerSide(shape(from).height) ** 2)));
  const methodFor = (layer: Convolution): Method =>
    methodOf(layer, shape(layer.from), shape(layer.id), groupOf(layer));
  const scratch = reserveScratch(memory, network, shape, methodFor, threads);

  const places = new Map<string, Place>();
  const place = (id: string): Place => lookup(places, id);
  const reserve = (id: string): Place => {
    const { height, channels } = shape(id);
    const reserved = memory.place(block, height, channels);
    places.set(id, reserved);
    return reserved;
  };
  const input = reserve('input');
  const stepOf = (layer: Layer): Step => {
    const to = reserve(layer.id);
    const from = place(layer.from);
    if (layer.kind !== 'convolution')
      return lowerOther(layer, { module, from, to, other: place, logits: scratch.logits });
    requireFusedPrologue(network, layer);
    const residuals = (layer.residual ?? []).map(place);
    const next = prologueReader(network, layer);
    return lowerConvolution(layer, methodFor(layer), {
      ...{ module, weights, shifts, from, to, residuals, next, tiles: scratch },
    });
  };
  const stages: Stage[] = [];
  let output = input;
  for (const layer of network.layers) {
    const [step, group] = [stepOf(layer), groupOf(layer)];
    output = place(layer.id);
    const stage = stages.at(-1);
    if (stage?.group === group) stage.steps.push(step);
    else stages.push({ group, steps: [step] });
    for (const id of new Set(inputsOf(layer)))
      if (id !== 'input' && readersOf(network, id).at(-1) === layer) memory.release(place(id));
  }
  module.define('evaluate', ['i32', 'i32', 'i32'], (locals, first, end, thread) => {
    const offset = locals.int();
    return [
      offset.set(i32.multiply(thread, scratch.bytes)),
      shifts.project(first, i32.subtract(end, first)),
      stages.map((stage) => stageCode(locals, stage, { first, end, scratch: offset })),
    ];
  });
  const memoryType = { pages: memory.pages, shared: threads > 1 };
  return {
    ...{ network, block, input, output, e: shifts.e, weights: weights.entries, raw: scratch.raw },
    ...{ module: module.assemble(memoryType), memory: memoryType },
  };
}

/** A stage's layers for some pictures, group by group. */
function stageCode(
  locals: Locals,
  { group, steps }: Stage,
  { first, end, scratch }: Record<'first' | 'end' | 'scratch', Local<'i32'>>,
): Body {
  const [picture, pictures] = [locals.int(), locals.int()];
  const left = i32.subtract(end, picture);
  return loop(picture, { from: first, to: end, step: group }, [
    pictures.set(i32.select(left, group, i32.lessThan(left, group))),
    steps.map((step) => step(picture, pictures, scratch)),
  ]);
}

const readersOf = ({ layers }: Network, id: string): Layer[] =>
  layers.filter((layer) => inputsOf(layer).includes(id));

/** The convolution whose prologue this one can compute with its own numbers: it alone reads them, and only once. */
function prologueReader(network: Network, { id }: Layer): Convolution | undefined {
  const [reader, ...others] = readersOf(network, id);
  if (others.length > 0 || (reader as Layer | undefined)?.kind !== 'convolution') return undefined;
  const convolution = reader as Convolution;
  return convolution.prologue && !convolution.residual?.includes(id) ? convolution : undefined;
}

/** @throws Error if a layer has a prologue that the layer before it cannot compute */
function requireFusedPrologue(network: Network, layer: Convolution): void {
  if (!layer.prologue) return;
  const before = network.layers.find(({ id }) => id === layer.from);
  if (before?.kind !== 'convolution' || before.filters === 1 || prologueReader(network, before) !== layer)
    throw new Error(`${layer.id} has a prologue, but does not alone read a convolution`);
}

/** Addresses of what only one function at a time uses; `inputs`, `sums` and `logits` are the first thread's. */
interface Scratch {
  /** Tiles of Winograd's convolutions, before and after the products. */
  readonly inputs: number;
  readonly sums: number;
  /** Logits of attention. */
  readonly logits: number;
  /** Bytes from a thread's scratch memory to the next one's. */
  readonly bytes: number;
  /** Kernels that are to be transformed. */
  readonly raw: number;
}

function reserveScratch(
  memory: Memory,
  { layers }: Network,
  shape: (id: string) => Shape,
  methodFor: (layer: Convolution) => Method,
  threads: number,
): Scratch {
  let [tiles, raw, logits] = [0, 0, 0];
  for (const layer of layers) {
    if (layer.kind === 'attention') logits = Math.max(logits, logitNumbers(shape(layer.from)));
    if (layer.kind !== 'convolution') continue;
    const method = methodFor(layer);
    if (method.kind !== 'winograd') continue;
    tiles = Math.max(tiles, tileNumbers(method));
    raw = Math.max(raw, layer.kernel ** 2 * method.from.channels * method.to.channels);
  }
  const ofThreads = Array.from({ length: threads }, () => ({
    inputs: memory.reserve(tiles),
    sums: memory.reserve(tiles),
    logits: memory.reserve(logits),
  }));
  const bytes = threads > 1 ? ofThreads[1].inputs - ofThreads[0].inputs : 0;
  return { ...ofThreads[0], bytes, raw: memory.reserve(raw) };
}

/** What a layer without parameters is lowered into and with. */
interface OtherParts {
  readonly module: ModuleBuilder;
  readonly from: Place;
  readonly to: Place;
  readonly other: (id: string) => Place;
  readonly logits: number;
}

function lowerOther(
  layer: Exclude<Layer, Convolution>,
  { module, from, to, other, logits }: OtherParts,
): Step {
  const { id } = layer;
  switch (layer.kind) {
    case 'attention': {
      const d = to.shape.channels / layer.heads;
      if (d % 4 !== 0) throw new Error(`${id} has heads of ${d} channels, which is no multiple of 4`);
      const attend = attention(module, from.shape, to.shape, layer.heads);
      return (first, pictures, scratch) =>
        attend.call(pictureAt(from, first), i32.add(scratch, logits), pictureAt(to, first), pictures);
    }
    case 'max-pool':
    case 'upsample': {
      requireQuads(id, to);
      const resize = (layer.kind === 'max-pool' ? maxPool : upsample)(module, from.shape, to.shape);
      return (first, pictures) => resize.call(pictureAt(from, first), pictureAt(to, first), pictures);
    }
    case 'concat': {
      const parts = [
        { source: from, target: to },
        { source: other(layer.and), target: { ...to, at: to.at + from.shape.pixel } },
      ];
      const copies = parts.map(({ source, target }) => {
        requireQuads(id, source);
        const copy = copyChannels(module, source.shape, target.shape);
        return { copy, source, target };
      });
      return (first, pictures) =>
        copies.map(({ copy, source, target }) =>
          copy.call(pictureAt(source, first), pictureAt(target, first), pictures),
        );
    }
  }
}

function requireQuads(id: string, { shape: { channels } }: Place): void {
  if (channels % 4 !== 0) throw new Error(`${id} copies ${channels} channels, which is no multiple of 4`);
}
