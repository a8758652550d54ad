import { writtenIn } from '../compiled/source';
import { lookup } from '../lookup';
import { layerShapes, numbersOf, type LayerShape, type Network } from '../network';
import { initialStatistics, trainedShapes } from '../norms';
import { elements } from '../shapes';
import { nodesOf, sourceOfNode, type Node } from './graph';
import { Layout } from './layout';
import type { Binding, Dispatch, Range } from './shader';

/** Where a parameter's gradient is: `parts` sums, `stride` numbers apart, to be added. */
export interface Gradient {
  readonly first: number;
  readonly stride: number;
  readonly parts: number;
}

/** Gradient with respect to the input's second channel, [N, size, size]; of points in fours, [N, 4]. */
export const CHANNEL_GRADIENT = 'channel.d';

/** How t and the labels enter, forward and back. */
export interface Conditioning {
  readonly forward: readonly Dispatch[];
  readonly backward: readonly Dispatch[];
}

/** What the parts of a plan share while a network is lowered: who reads which value, and where everything will be. */
export class Workspace {
  readonly nodes: readonly Node[];
  /** Parameters by the names of trainedShapes, statistics by those of initialStatistics. */
  readonly parameters: Layout;
  readonly statistics: Layout;
  /** Linear(e) of each layer with `embed`, [N, filters]. */
  readonly shifts = new Layout();
  /** Partial sums of gradients. */
  readonly sums = new Layout();
  readonly gradients = new Map<string, Gradient>();
  /** Length of every value, in numbers. */
  readonly lengths = new Map<string, number>();
  private readonly byId: ReadonlyMap<string, Node>;

  /** @param batch pictures in an update, and at most in any evaluation */
  constructor(
    readonly network: Network,
    readonly batch: number,
  ) {
    this.nodes = nodesOf(network);
    this.byId = new Map(this.nodes.map((node) => [node.id, node]));
    this.parameters = new Layout().addAll(trainedShapes(network));
    this.statistics = new Layout().addAll(
      [...initialStatistics(network)].map(([name, { shape }]): [string, readonly number[]] => [name, shape]),
    );
    for (const { shift, shape } of this.nodes)
      if (shift !== undefined) this.shifts.add(shift, batch * shape[2]);
    const [height, width, channels] = lookup(layerShapes(network), 'input');
    this.define('input', height * width * Math.max(4, channels));
    this.define('shifts', this.shifts.length / batch);
    this.defineShaped(CHANNEL_GRADIENT, [1, 1, numbersOf(network)]);
  }

  /** Says how many numbers a value has for each picture. @returns its name */
  define(name: string, aPicture: number): string {
    this.lengths.set(name, Math.ceil(aPicture * this.batch));
    return name;
  }

  /** The same for values of a shape, whose channels shaders read in fours. */
  defineShaped(name: string, [height, width, channels]: LayerShape): string {
    return this.define(name, height * width * 4 * Math.ceil(channels / 4));
  }

  node(id: string): Node {
    return lookup(this.byId, id);
  }

  /** Nodes that compute from a value, in order. */
  readersOf(id: string): Node[] {
    return this.nodes.filter((node) => writtenIn(sourceOfNode(node)).includes(id));
  }

  /** Nodes that add a value to their own, once for each time. */
  addersOf(id: string): Node[] {
    return this.nodes.flatMap((node) => node.residual.filter((each) => each === id).map(() => node));
  }

  /** Whether the only reader of a value reads it as it is, so that it can finish the value's gradient. */
  hasOneReader(id: string): boolean {
    const readers = this.readersOf(id);
    return readers.length === 1 && sourceOfNode(readers[0]).kind === 'written';
  }

  /** Linear(e) of a node's layer. */
  shiftOf({ shift }: Node): Binding | undefined {
    return shift === undefined ? undefined : { kind: 'value', name: 'shifts', range: this.shifts.at(shift) };
  }

  /** Mean and variance of a batch normalisation. */
  statisticsOf(layer: string): Range {
    const mean = this.statistics.at(`${layer}.bn.mean`);
    const variance = this.statistics.at(`${layer}.bn.variance`);
    return { first: mean.first, length: variance.first + variance.length - mean.first };
  }

  /** A place for partial sums. */
  reserve(name: string, length: number): Range {
    return this.sums.add(name, length);
  }

  /** A place for the whole gradient of a parameter of this shape. */
  reserveGradient(name: string, shape: readonly number[]): Range {
    const range = this.reserve(name, elements(shape));
    this.gradients.set(name, { first: range.first, stride: 0, parts: 1 });
    return range;
  }
}
