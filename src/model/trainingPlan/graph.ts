import { sourcesOf, type Source } from '../compiled/source';
import { lookup } from '../lookup';
import { layerShapes, type Convolution, type LayerShape, type Network } from '../network';

/** What computes a value before its shift, activation and residuals. */
export type Operation =
  | {
      readonly kind: 'convolution';
      readonly layer: Convolution;
      readonly source: Source;
      /** Shape of what the source gives. */
      readonly from: LayerShape;
      /** Whether SiLU comes before the kernel. */
      readonly silu: boolean;
      readonly bias: boolean;
    }
  /** Batch normalisation of a value, with the parameters `${layer}.bn.scale` and `${layer}.bn.shift`. */
  | { readonly kind: 'norm'; readonly layer: string; readonly from: string }
  | { readonly kind: 'attention'; readonly heads: number; readonly from: string };

/** A value of the network in training, and how it follows from others. */
export interface Node {
  /** The layer's, whose output it is; `${layer}.sum` and `${layer}.normed` are on the way there. */
  readonly id: string;
  readonly shape: LayerShape;
  readonly operation: Operation;
  /** The layer whose Linear(e) is added. */
  readonly shift?: string;
  readonly activation?: 'silu' | 'relu' | undefined;
  /** Values that are added at last. */
  readonly residual: readonly string[];
}

/**
 * A network in training as a list of nodes, in order of evaluation: a layer with a batch normalisation becomes two of them. The
 * network's input is the value 'input'.
 * @throws Error with the reason, if the plan cannot train one of the layers
 */
export function nodesOf(network: Network): Node[] {
  const shapes = layerShapes(network);
  const sources = sourcesOf(network, shapes);
  const sourceOf = (id: string): Source => {
    const source = lookup(sources, id);
    return source.kind === 'input' ? { kind: 'written', id: 'input' } : source;
  };
  const written = (id: string, reader: string): string => {
    const source = sourceOf(id);
    if (source.kind !== 'written') throw new Error(`${reader} reads ${id}, which is not written`);
    return source.id;
  };
  return network.layers.flatMap((layer): Node[] => {
    const { id } = layer;
    const shape = lookup(shapes, id);
    if (layer.kind === 'attention') {
      const { heads, from } = layer;
      return [{ id, shape, operation: { kind: 'attention', heads, from: written(from, id) }, residual: [] }];
    }
    if (layer.kind !== 'convolution') return [];
    const { norm, prologue, activation } = layer;
    const from = lookup(shapes, layer.from);
    const residual = (layer.residual ?? []).map((each) => written(each, id));
    const last = { id, shape, ...(layer.embed && { shift: id }), activation, residual };
    if (norm === 'after') {
      if (prologue) throw new Error(`${id} has a prologue before its batch normalisation`);
      const sum = `${id}.sum`;
      const source = sourceOf(layer.from);
      return [
        {
          id: sum,
          shape,
          operation: { kind: 'convolution', layer, source, from, silu: false, bias: false },
          residual: [],
        },
        { ...last, operation: { kind: 'norm', layer: id, from: sum } },
      ];
    }
    if (norm === 'before') {
      const normed = `${id}.normed`;
      return [
        {
          id: normed,
          shape: from,
          operation: { kind: 'norm', layer: id, from: written(layer.from, id) },
          activation: prologue && 'silu',
          residual: [],
        },
        {
          ...last,
          operation: {
            kind: 'convolution',
            layer,
            source: { kind: 'written', id: normed },
            from,
            silu: false,
            bias: true,
          },
        },
      ];
    }
    if (prologue === 'affine-silu') throw new Error(`${id} has a scale and shift without normalisation`);
    const source = prologue
      ? ({ kind: 'written', id: written(layer.from, id) } as const)
      : sourceOf(layer.from);
    return [
      {
        ...last,
        operation: { kind: 'convolution', layer, source, from, silu: prologue === 'silu', bias: true },
      },
    ];
  });
}

/** How a node reads the values that it computes from, residuals apart. */
export const sourceOfNode = ({ operation }: Node): Source =>
  operation.kind === 'convolution' ? operation.source : { kind: 'written', id: operation.from };
