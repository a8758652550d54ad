import { lookup } from '../../lookup';
import { layerShapes, numbersOf, type Convolution, type Layer } from '../../network';
import { logitNumbers } from '../attention';
import { NUMBER, shapeOf, type Place, type Shape } from '../memory';
import { tileNumbers } from '../winograd';
import type { Conditioning } from './conditioning';
import { lowerConvolution, type ConvolutionContext } from './lowerConvolution';
import { lowerNorm } from './lowerNorm';
import { lowerAttention, lowerConcat, lowerResize, type OtherContext } from './otherLayers';
import { flatPictures, pairedInput, squaredErrors } from './patches';
import { activation } from './pixelwise';
import { Values } from './values';
import { pictureOf, rowOf, type Workspace } from './workspace';

/** The layers of a network, forward and back. */
export class Layers {
  readonly observed = new Map<string, { at: number; length: number }>();
  private readonly values: Values;
  /** What makes the gradients of the values, in the order of the values. */
  private readonly backwards: (() => void)[] = [];
  private readonly context: ConvolutionContext;
  private readonly otherContext: OtherContext;
  private readonly shapes: ReadonlyMap<string, Shape>;
  private output = 'input';

  constructor(
    private readonly workspace: Workspace,
    private readonly conditioning: Conditioning,
  ) {
    const { network, memory } = workspace;
    this.values = new Values(workspace);
    // One filter is computed as four.
    this.shapes = new Map(
      [...layerShapes(network)].map(([id, [height, , c]]) => [id, shapeOf(height, c === 1 ? 4 : c)]),
    );
    const channels = Math.max(...[...this.shapes.values()].map((shape) => shape.channels));
    const tiles = mostTiles(workspace, [...this.shapes.values()], channels);
    const [inputs, sums] = [workspace.perThread(tiles), workspace.perThread(tiles)];
    this.context = { workspace, conditioning, tiles: { inputs, sums }, zeros: memory.reserve(channels) };
    const rows = network.layers.flatMap((layer) =>
      layer.kind === 'attention' ? [logitNumbers(lookup(this.shapes, layer.from))] : [],
    );
    const logits = workspace.perThread(2 * Math.max(0, ...rows));
    this.otherContext = { workspace, values: this.values, shapes: this.shapes, logits };
  }

  /** Everything up to the output. */
  forward(): void {
    const { workspace, conditioning } = this;
    const { network, module, phases, at } = workspace;
    const input = this.values.store('input', lookup(this.shapes, 'input'));
    const pair = pairedInput(module, network, input.shape);
    const picture = NUMBER * numbersOf(network);
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
    const { workspace, output, values } = this;
    const { network, module, phases, at } = workspace;
    const last = network.layers.find(({ id }) => id === output);
    if (last?.kind !== 'convolution' || last.activation || last.residual?.length)
      throw new Error(`${output} is the output and has an activation or adds another value`);
    const place = values.placeOf(output);
    const { shape } = place;
    const gradient = workspace.place(shape.height, shape.channels);
    const errors = squaredErrors(module, network, shape);
    const picture = NUMBER * numbersOf(network);
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
    values.gradients.add(output, gradient);
    for (const step of this.backwards.reverse()) step();
  }

  private layer(layer: Layer): void {
    const { otherContext, backwards } = this;
    switch (layer.kind) {
      case 'convolution':
        this.convolution(layer);
        break;
      case 'attention':
        backwards.push(lowerAttention(otherContext, layer));
        break;
      case 'max-pool':
      case 'upsample':
        backwards.push(lowerResize(otherContext, layer));
        break;
      case 'concat':
        backwards.push(lowerConcat(otherContext, layer));
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
    const { workspace, values } = this;
    const { gradients } = values;
    const shape = lookup(this.shapes, layer.id);
    const residuals = residual.map((each) => values.read(each));
    if (activated && residuals.length > 0) throw new Error(`${layer.id} adds a value after its activation`);
    const source = values.read(from);
    const slope = activated === 'silu' ? workspace.place(shape.height, shape.channels) : undefined;
    const target = values.store(to, shape, activated, slope);
    const lowered = lowerConvolution(this.context, layer, { from: source, to: target, slope, residuals });
    this.backwards.push(() => {
      const gradient = values.finished(to);
      for (const each of residual) {
        values.done(each);
        gradients.add(each, gradient);
      }
      lowered.parameterGradients(gradient);
      if (from === 'input')
        this.secondChannel(layer, (channels) => lowered.secondChannelGradient(gradient, channels));
      else {
        const { slope: before } = values.done(from);
        const sum = workspace.place(source.shape.height, source.shape.channels);
        lowered.inputGradient(gradient, sum, gradients.of(from), before);
        gradients.replace(from, sum, before !== undefined);
      }
      gradients.release(gradient);
      for (const place of slope ? [slope, target] : [target]) workspace.memory.release(place);
    });
  }

  /** The gradient of the input's second channel, whose pixels of a patch are channels. */
  private secondChannel({ id }: Convolution, gradient: (to: Place) => void): void {
    const { workspace, conditioning } = this;
    if (!this.values.done('input').isLast)
      throw new Error(`${id} is not the only layer that reads the input`);
    const { height, channels } = lookup(this.shapes, 'input');
    const to = workspace.place(height, Math.max(4, channels / 2));
    gradient(to);
    const flat = flatPictures(workspace.module, workspace.network, to.shape);
    workspace.phases.add(workspace.group(height), (frame) =>
      flat.call(pictureOf(to)(frame), conditioning.channelGradient(frame), frame.pictures),
    );
  }

  private activated(from: string, to: string): void {
    const { workspace, values } = this;
    const { gradients } = values;
    const source = values.read(from);
    const slope = workspace.place(source.shape.height, source.shape.channels);
    const target = values.store(to, source.shape, 'silu', slope);
    const activate = activation(workspace.module, source.shape);
    workspace.phases.add(workspace.group(source.shape.height), (frame) =>
      activate.call(...[source, target, slope].map((place) => pictureOf(place)(frame)), frame.pictures),
    );
    this.backwards.push(() => {
      const gradient = values.finished(to);
      values.done(from);
      gradients.add(from, gradient);
      gradients.release(gradient);
      for (const place of [slope, target]) workspace.memory.release(place);
    });
  }

  private norm(
    layer: Convolution,
    from: string,
    to: string,
    activated: 'silu' | 'relu' | undefined,
    shifted: boolean,
  ): void {
    const { workspace, values, conditioning } = this;
    const { gradients } = values;
    const source = values.read(from);
    const target = values.store(to, source.shape);
    const shift = shifted
      ? { ...conditioning.shiftOf(layer.id), rowBytes: conditioning.shiftRow }
      : undefined;
    const lowered = lowerNorm(workspace, layer.id, source, target, activated, shift);
    const { channels } = source.shape;
    this.observed.set(`${layer.id}.bn.mean`, { at: lowered.mean, length: channels });
    this.observed.set(`${layer.id}.bn.variance`, { at: lowered.variance, length: channels });
    this.backwards.push(() => {
      const gradient = values.finished(to);
      const [before, sum] = [0, 1].map(() => workspace.place(source.shape.height, channels));
      values.done(from);
      lowered.gradient(gradient, before, sum, gradients.of(from));
      gradients.replace(from, sum, false);
      gradients.release(gradient);
      for (const place of [before, target]) workspace.memory.release(place);
    });
  }
}

/** Numbers that the tiles of any convolution or of its gradient take up. */
function mostTiles(workspace: Workspace, shapes: readonly Shape[], channels: number): number {
  return Math.max(
    ...shapes.map((shape) => {
      const whole = { ...shape, channels };
      const pictures = workspace.atOnce(shape.height);
      return tileNumbers({ from: whole, to: whole, pictures, mixed: true });
    }),
  );
}
