import { lookup } from '../../lookup';
import {
  inputsOf,
  layerShapes,
  type Attention,
  type Concat,
  type Convolution,
  type Layer,
  type Network,
  type Resize,
} from '../../network';
import { normsOf } from '../../norms';
import { ModuleBuilder, type MemoryType } from '../assemble';
import { attention, logitNumbers } from '../attention';
import { i32, when } from '../instructions';
import { NUMBER, shapeOf, type Place, type Shape } from '../memory';
import { copyChannels, maxPool, upsample } from '../resize';
import { tileNumbers, type Winograd } from '../winograd';
import { adam, shareOf } from './adam';
import { attentionGradient } from './attentionGradient';
import { pictureConditioning, vectorConditioning, type Conditioning } from './conditioning';
import { Gradients, type Slope } from './gradients';
import { lowerConvolution, type ConvolutionContext } from './lowerConvolution';
import { lowerNorm } from './lowerNorm';
import { flatPictures, pairedInput, squaredErrors } from './patches';
import { activation } from './pixelwise';
import type { Frame } from './phases';
import { maxPoolGradient, someChannels, upsampleGradient } from './resizeGradient';
import { pictureOf, rowOf, Workspace, type TrainingMemory } from './workspace';

/**
 * The training of a network as a WebAssembly module. Its function `evaluate(first, end, thread)` computes the shards first .. end - 1 of
 * the phase whose number stands in memory; all shards must have done a phase before the next one begins.
 */
export interface TrainingPlan {
  readonly network: Network;
  readonly batch: number;
  readonly shards: number;
  /** The forward pass is phases 0 .. forwardPhases - 1, the gradients all but the last one, which is Adam. */
  readonly phases: number;
  /** Undefined if a block goes forward and back at once. */
  readonly forwardPhases: number | undefined;
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memory: MemoryType;
  readonly at: TrainingMemory;
  /** Address of the sines and cosines of each t. */
  readonly waves: number;
  /** Addresses of the batch's means and unbiased variances, by the names of the running statistics. */
  readonly observed: ReadonlyMap<string, { readonly at: number; readonly length: number }>;
}

/** How a training is lowered. */
export interface TrainingOptions {
  /** Whether a multiply-add rounds once; see isSupported. */
  readonly fused: boolean;
  /** Pictures of an update. */
  readonly batch: number;
  readonly threads: number;
}

/** Parts of a batch, whose gradients are added in their order: so the number of threads changes no bit. */
const SHARDS = 4;
/** Pictures that go forward and back while their values are in the cache. */
const BLOCK = 16;

/**
 * Lowers the training of a network. Without batch normalisation, blocks of pictures go forward and back; with it, all pictures of the
 * batch reach a normalisation before any goes on.
 * @throws Error with the reason, if no function can train one of the layers
 */
export function lowerTraining(network: Network, { fused, batch, threads }: TrainingOptions): TrainingPlan {
  const module = new ModuleBuilder(fused);
  const shards = Math.min(SHARDS, batch);
  const hasNorms = normsOf(network).length > 0;
  const shard = Math.ceil(batch / shards);
  const shares = { batch, shards, block: hasNorms ? shard : Math.min(BLOCK, shard), reuses: !hasNorms };
  const workspace = new Workspace(network, module, shares, threads);
  const { phases, memory, at } = workspace;
  const { embedding, trainedOn } = network;
  const waves = 'picture' in embedding ? 0 : memory.reserve(trainedOn.T * 2 * embedding.frequencies);
  phases.begin();
  phases.before(({ shard: index }) =>
    Array.from({ length: shards }, (_, i) => when(i32.equal(index, i), workspace.preparationsOf(i))),
  );
  phases.begin();
  const conditioning =
    'picture' in embedding
      ? pictureConditioning(workspace, embedding)
      : vectorConditioning(workspace, embedding, waves);
  phases.before(conditioning.forward);
  const layers = new Layers(workspace, conditioning);
  layers.forward();
  const forwardPhases = hasNorms ? phases.count : undefined;
  if (hasNorms) phases.begin();
  layers.backward();
  phases.after(conditioning.backward);
  phases.begin();
  const step = adam(module, at, shards);
  phases.before((frame) =>
    step.call(
      shareOf(workspace.length, frame.shard, shards),
      shareOf(workspace.length, i32.add(frame.shard, 1), shards),
    ),
  );
  phases.define(module, at.phase);
  const memoryType = { pages: memory.pages, shared: threads > 1 };
  return {
    ...{ network, batch, shards, phases: phases.count, forwardPhases, at, waves },
    ...{ module: module.assemble(memoryType), memory: memoryType, observed: layers.observed },
  };
}

/** A value of the network. */
interface Stored {
  readonly place: Place;
  readonly slope?: Slope | undefined;
}

/** The layers of a network, forward and back. */
class Layers {
  readonly observed = new Map<string, { at: number; length: number }>();
  private readonly values = new Map<string, Stored>();
  /** How many steps that read a value have no gradient yet. */
  private readonly readers = new Map<string, number>();
  /** What makes the gradients of the values, in the order of the values. */
  private readonly backwards: (() => void)[] = [];
  private readonly gradients: Gradients;
  private readonly context: ConvolutionContext;
  private readonly logits: (frame: Frame) => ReturnType<typeof i32.add>;
  private readonly shapes: ReadonlyMap<string, Shape>;
  private output = 'input';

  constructor(
    private readonly workspace: Workspace,
    private readonly conditioning: Conditioning,
  ) {
    const { network, memory } = workspace;
    this.gradients = new Gradients(workspace);
    // One filter is computed as four.
    this.shapes = new Map(
      [...layerShapes(network)].map(([id, [height, , c]]) => [id, shapeOf(height, c === 1 ? 4 : c)]),
    );
    const channels = Math.max(...[...this.shapes.values()].map((shape) => shape.channels));
    const tiles = mostTiles(workspace, [...this.shapes.values()], channels);
    const [inputs, sums] = [workspace.perThread(tiles), workspace.perThread(tiles)];
    this.context = { workspace, conditioning, tiles: { inputs, sums }, zeros: memory.reserve(channels) };
    const heights = network.layers.flatMap((layer) =>
      layer.kind === 'attention' ? [logitNumbers(lookup(this.shapes, layer.from))] : [],
    );
    this.logits = workspace.perThread(2 * Math.max(0, ...heights));
  }

  /** Everything up to the output. */
  forward(): void {
    const { workspace, conditioning } = this;
    const { network, module, phases, at } = workspace;
    const input = this.store('input', lookup(this.shapes, 'input'));
    const pair = pairedInput(module, network, input.shape);
    const picture = NUMBER * network.size ** 2;
    phases.add(workspace.group(input.shape.height), (frame) =>
      pair.call(
        rowOf(at.xt, picture)(frame),
        conditioning.channel(frame),
        pictureOf(input)(frame),
        frame.pictures,
      ),
    );
    for (const layer of network.layers) {
      this.layer(layer);
      this.output = layer.id;
    }
  }

  /** The loss, and everything back to the input's second channel. */
  backward(): void {
    const { workspace, output, gradients } = this;
    const { network, module, phases, at } = workspace;
    const last = network.layers.find(({ id }) => id === output) as Convolution;
    if (last.kind !== 'convolution' || last.activation || last.residual?.length)
      throw new Error(`${output} is the output and has an activation or adds another value`);
    const { place } = lookup(this.values, output);
    const { shape } = place;
    const gradient = workspace.place(shape.height, shape.channels);
    const errors = squaredErrors(module, network, shape);
    const picture = NUMBER * network.size ** 2;
    phases.add(workspace.group(shape.height), (frame) =>
      errors.call(
        pictureOf(place)(frame),
        rowOf(at.target, picture)(frame),
        pictureOf(gradient)(frame),
        frame.pictures,
        rowOf(at.errors, NUMBER)(frame),
        rowOf(at.factors, NUMBER)(frame),
      ),
    );
    gradients.add(output, gradient);
    for (const step of this.backwards.reverse()) step();
  }

  private store(id: string, shape: Shape, slope?: Slope['kind'], argument?: Place): Place {
    const place = this.workspace.place(shape.height, shape.channels);
    this.values.set(id, { place, slope: slope && { kind: slope, at: argument ?? place } });
    return place;
  }

  /** A value that one more step reads. */
  private read(id: string): Place {
    this.readers.set(id, (this.readers.get(id) ?? 0) + 1);
    return lookup(this.values, id).place;
  }

  /** Says that a step's gradient with respect to this value is there. @returns whether it was the last */
  private done(id: string): boolean {
    const left = lookup(this.readers, id) - 1;
    this.readers.set(id, left);
    return left === 0;
  }

  private finished(id: string): Place {
    return this.gradients.finished(id, lookup(this.values, id).slope);
  }

  private layer(layer: Layer): void {
    switch (layer.kind) {
      case 'convolution':
        return this.convolution(layer);
      case 'attention':
        return this.attention(layer);
      case 'max-pool':
      case 'upsample':
        return this.resize(layer);
      case 'concat':
        return this.concat(layer);
    }
  }

  private convolution(layer: Convolution): void {
    const { id, norm, prologue } = layer;
    let { from } = layer;
    if (norm === 'before') {
      this.norm(layer, from, `${id}.normed`, prologue && 'silu', false);
      from = `${id}.normed`;
    } else if (prologue === 'affine-silu') {
      throw new Error(`${id} has a scale and shift without normalisation`);
    } else if (prologue) {
      this.activated(from, `${id}.activated`);
      from = `${id}.activated`;
    }
    if (norm === 'after') {
      if (layer.residual?.length) throw new Error(`${id} has a batch normalisation and adds another value`);
      this.convolve(layer, from, `${id}.sum`, undefined, []);
      this.norm(layer, `${id}.sum`, id, layer.activation, layer.embed === true);
    } else {
      this.convolve(layer, from, id, layer.activation, layer.residual ?? []);
    }
  }

  private convolve(
    layer: Convolution,
    from: string,
    to: string,
    activated: 'silu' | 'relu' | undefined,
    residual: readonly string[],
  ): void {
    const { workspace, gradients } = this;
    const shape = lookup(this.shapes, layer.id);
    const residuals = residual.map((each) => this.read(each));
    if (activated && residuals.length > 0) throw new Error(`${layer.id} adds a value after its activation`);
    const source = this.read(from);
    const argument = activated === 'silu' ? workspace.place(shape.height, shape.channels) : undefined;
    const target = this.store(to, shape, activated, argument);
    const lowered = lowerConvolution(this.context, layer, { from: source, to: target, argument, residuals });
    this.backwards.push(() => {
      const gradient = this.finished(to);
      for (const each of residual) {
        this.done(each);
        gradients.add(each, gradient);
      }
      lowered.parameterGradients(gradient);
      if (from === 'input')
        this.secondChannel(layer, (channels) => lowered.secondChannelGradient(gradient, channels));
      else {
        const slope = this.done(from) ? lookup(this.values, from).slope : undefined;
        const sum = workspace.place(source.shape.height, source.shape.channels);
        lowered.inputGradient(gradient, sum, gradients.of(from), slope);
        gradients.replace(from, sum, slope !== undefined);
      }
      gradients.release(gradient);
      for (const place of argument ? [argument, target] : [target]) workspace.memory.release(place);
    });
  }

  /** The gradient of the input's second channel, whose pixels of a patch are channels. */
  private secondChannel({ id }: Convolution, gradient: (to: Place) => void): void {
    const { workspace, conditioning } = this;
    if (!this.done('input')) throw new Error(`${id} is not the only layer that reads the input`);
    const { height, channels } = lookup(this.shapes, 'input');
    const to = workspace.place(height, Math.max(4, channels / 2));
    gradient(to);
    const flat = flatPictures(workspace.module, workspace.network, to.shape);
    workspace.phases.add(workspace.group(height), (frame) =>
      flat.call(pictureOf(to)(frame), conditioning.channelGradient(frame), frame.pictures),
    );
  }

  private activated(from: string, to: string): void {
    const { workspace, gradients } = this;
    const source = this.read(from);
    const target = this.store(to, source.shape, 'silu', source);
    const activate = activation(workspace.module, source.shape);
    workspace.phases.add(workspace.group(source.shape.height), (frame) =>
      activate.call(pictureOf(source)(frame), pictureOf(target)(frame), frame.pictures),
    );
    this.backwards.push(() => {
      const gradient = this.finished(to);
      this.done(from);
      gradients.add(from, gradient);
      gradients.release(gradient);
      workspace.memory.release(target);
    });
  }

  private norm(
    layer: Convolution,
    from: string,
    to: string,
    activated: 'silu' | 'relu' | undefined,
    shifted: boolean,
  ): void {
    const { workspace, gradients, conditioning } = this;
    const source = this.read(from);
    const target = this.store(to, source.shape);
    const shift = shifted
      ? { ...conditioning.shiftOf(layer.id), rowBytes: conditioning.shiftRow }
      : undefined;
    const lowered = lowerNorm(workspace, layer.id, source, target, activated, shift);
    const { channels } = source.shape;
    this.observed.set(`${layer.id}.bn.mean`, { at: lowered.mean, length: channels });
    this.observed.set(`${layer.id}.bn.variance`, { at: lowered.variance, length: channels });
    this.backwards.push(() => {
      const gradient = this.finished(to);
      const [before, sum] = [0, 1].map(() => workspace.place(source.shape.height, channels));
      this.done(from);
      lowered.gradient(gradient, before, sum, gradients.of(from));
      gradients.replace(from, sum, false);
      gradients.release(gradient);
      for (const place of [before, target]) workspace.memory.release(place);
    });
  }

  private attention({ id, from, heads }: Attention): void {
    const { workspace, gradients, logits } = this;
    const { module, phases } = workspace;
    const source = this.read(from);
    const { height, channels } = source.shape;
    const target = this.store(id, lookup(this.shapes, id));
    const d = target.shape.channels / heads;
    if (d % 4 !== 0) throw new Error(`${id} has heads of ${d} channels, which is no multiple of 4`);
    const attend = attention(module, source.shape, target.shape, heads);
    phases.add(workspace.group(height), (frame) =>
      attend.call(pictureOf(source)(frame), logits(frame), pictureOf(target)(frame), frame.pictures),
    );
    this.backwards.push(() => {
      const gradient = this.finished(id);
      const to = workspace.place(height, channels);
      const back = attentionGradient(module, source.shape, target.shape, heads);
      phases.add(workspace.group(height), (frame) =>
        back.call(
          ...[source].map((place) => pictureOf(place)(frame)),
          logits(frame),
          pictureOf(gradient)(frame),
          pictureOf(to)(frame),
          frame.pictures,
        ),
      );
      this.done(from);
      gradients.add(from, to);
      gradients.release(gradient);
      workspace.memory.release(target);
    });
  }

  private resize({ id, from, kind }: Resize): void {
    const { workspace, gradients } = this;
    const { module, phases } = workspace;
    const source = this.read(from);
    const target = this.store(id, lookup(this.shapes, id));
    const group = Math.min(...[source, target].map(({ shape }) => workspace.group(shape.height)));
    const resize = (kind === 'max-pool' ? maxPool : upsample)(module, source.shape, target.shape);
    phases.add(group, (frame) =>
      resize.call(pictureOf(source)(frame), pictureOf(target)(frame), frame.pictures),
    );
    this.backwards.push(() => {
      const gradient = this.finished(id);
      const to = workspace.place(source.shape.height, source.shape.channels);
      const back = (kind === 'max-pool' ? maxPoolGradient : upsampleGradient)(
        module,
        source.shape,
        target.shape,
      );
      const offsets = kind === 'max-pool' ? [target.at - gradient.at, source.at - to.at] : [];
      phases.add(group, (frame) =>
        back.call(pictureOf(gradient)(frame), pictureOf(to)(frame), frame.pictures, ...offsets),
      );
      this.done(from);
      gradients.add(from, to);
      gradients.release(gradient);
      workspace.memory.release(target);
    });
  }

  private concat(layer: Concat): void {
    const { workspace, gradients } = this;
    const { module, phases } = workspace;
    const target = this.store(layer.id, lookup(this.shapes, layer.id));
    const group = workspace.group(target.shape.height);
    let offset = 0;
    const parts = inputsOf(layer).map((id) => {
      const source = this.read(id);
      const part = { id, source, offset };
      offset += source.shape.pixel;
      return part;
    });
    for (const { source, offset: first } of parts) {
      const copy = copyChannels(module, source.shape, target.shape);
      phases.add(group, (frame) =>
        copy.call(pictureOf(source)(frame), i32.add(pictureOf(target)(frame), first), frame.pictures),
      );
    }
    this.backwards.push(() => {
      const gradient = this.finished(layer.id);
      for (const { id, source, offset: first } of parts) {
        const to = workspace.place(source.shape.height, source.shape.channels);
        const copy = someChannels(module, gradient.shape, source.shape);
        phases.add(group, (frame) =>
          copy.call(i32.add(pictureOf(gradient)(frame), first), pictureOf(to)(frame), frame.pictures),
        );
        this.done(id);
        gradients.add(id, to);
      }
      gradients.release(gradient);
      workspace.memory.release(target);
    });
  }
}

/** Numbers that the tiles of any convolution or of its gradient take up. */
function mostTiles(workspace: Workspace, shapes: readonly Shape[], channels: number): number {
  return Math.max(
    ...shapes.map((shape) => {
      const whole = { ...shape, channels };
      const convolution: Winograd = { from: whole, to: whole, pictures: workspace.atOnce(shape.height) };
      return tileNumbers(convolution);
    }),
  );
}
