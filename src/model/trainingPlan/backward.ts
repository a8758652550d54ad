import { writtenIn, type Source } from '../compiled/source';
import type { LayerShape, Network } from '../network';
import { attentionGradient, softmaxSize } from './attentionGradient';
import { collected } from './collected';
import { gradientEpilogue, names, timesSiluSlope, type BoundEpilogue } from './epilogues';
import { filterGradient, filterGradientParts, type FilterGradientRequest } from './filterGradient';
import { convolutionDispatch, normOf } from './forward';
import type { Node, Operation } from './graph';
import { normGradient, normGradientSums, pixelSums } from './norm';
import { parameter, read, value, write, type Binding, type Dispatch } from './shader';
import { CHANNEL_GRADIENT, type Workspace } from './workspace';

type ConvolutionOf = Extract<Operation, { kind: 'convolution' }>;

/** All nodes in reverse, from the gradient with respect to the output of the last one. */
export function backward(workspace: Workspace): Dispatch[] {
  const { nodes } = workspace;
  const last = nodes[nodes.length - 1];
  if (last.activation || last.residual.length > 0)
    throw new Error(`${last.id} is the output and has an activation or adds another value`);
  return [...nodes].reverse().flatMap((node) => {
    for (const of of [names.gradient, names.outputGradient]) workspace.defineShaped(of(node.id), node.shape);
    return [
      ...(node === last || workspace.hasOneReader(node.id) ? [] : [collected(workspace, node)]),
      ...gradientsOf(workspace, node),
    ];
  });
}

function gradientsOf(workspace: Workspace, node: Node): Dispatch[] {
  const { operation } = node;
  switch (operation.kind) {
    case 'convolution':
      return [...kernelGradient(workspace, node, operation), inputGradient(workspace, node, operation)];
    case 'norm': {
      const { layer, from } = operation;
      const norm = normOf(workspace, node, operation, 'batch');
      const channels = node.shape[2];
      const sums = sumsOf(workspace, `${layer}.bn`, 2 * channels);
      const { first } = workspace.sums.at(`${layer}.bn`);
      const gradient = { stride: 2 * channels, parts: workspace.batch };
      workspace.gradients
        .set(`${layer}.bn.shift`, { ...gradient, first })
        .set(`${layer}.bn.scale`, { ...gradient, first: first + channels });
      const d = names.gradient(node.id);
      const epilogue = sourceEpilogue(workspace, node, { kind: 'written', id: from }, node.shape);
      return [normGradientSums(norm, d, sums), normGradient(norm, d, sums, epilogue)];
    }
    case 'attention': {
      const { heads, from } = operation;
      const qkv = workspace.node(from);
      if (!workspace.hasOneReader(from) || qkv.activation || workspace.addersOf(from).length > 0)
        throw new Error(`${from} has other readers than the attention ${node.id}`);
      workspace.define(`${node.id}.softmax`, softmaxSize(heads, node.shape));
      workspace.defineShaped(names.gradient(from), qkv.shape);
      const outputGradient = names.gradient(node.id);
      const gradient = names.gradient(from);
      return attentionGradient(node.id, heads, node.shape, { qkv: from, gradient, outputGradient });
    }
  }
}

const sumsOf = (workspace: Workspace, name: string, aPicture: number): Binding => ({
  kind: 'sums',
  range: workspace.reserve(name, workspace.batch * aPicture),
});

/** Gradients of a convolution's kernel and bias. */
function kernelGradient(workspace: Workspace, node: Node, operation: ConvolutionOf): Dispatch[] {
  const { layer, source, from, silu } = operation;
  const { id, kernel } = layer;
  const d = names.gradient(node.id);
  const pixelwise = operation.bias && (node.shift !== undefined || layer.transposed === true);
  const bias = operation.bias && !pixelwise;
  const common = { id, batch: workspace.batch, kernel };
  let request: FilterGradientRequest;
  if (layer.transposed) {
    // The roles are exchanged: each pixel of the input meets a block of the output's gradient.
    if (source.kind !== 'written') throw new Error(`${id} reads ${source.kind}`);
    request = {
      ...common,
      source: { kind: 'written', id: d },
      written: new Map([[d, 'value0']]),
      from: node.shape,
      silu: false,
      columns: source.id,
      columnsSilu: silu,
      to: from,
      stride: 2,
      bias,
    };
  } else {
    const written = new Map(writtenIn(source).map((each, i) => [each, `value${i}`]));
    const stride = layer.stride ?? 1;
    request = { ...common, source, written, from, silu, columns: d, to: node.shape, stride, bias };
  }
  const { parts, length, rows } = filterGradientParts(request);
  const range = workspace.reserve(`${id}.kernel`, parts * length);
  const { first } = range;
  workspace.gradients.set(`${id}.kernel`, { first, stride: length, parts });
  if (bias)
    workspace.gradients.set(`${id}.bias`, { first: first + rows * node.shape[2], stride: length, parts });
  const dispatches = [filterGradient(request, { kind: 'sums', range })];
  if (pixelwise) {
    const channels = node.shape[2];
    dispatches.push(pixelSums(id, d, node.shape, sumsOf(workspace, `${id}.bias`, channels)));
    const gradient = {
      first: workspace.sums.at(`${id}.bias`).first,
      stride: channels,
      parts: workspace.batch,
    };
    workspace.gradients.set(`${id}.bias`, gradient);
  }
  return dispatches;
}

/** Gradient with respect to what a convolution reads: a convolution again (Dumoulin & Visin 2016). */
function inputGradient(
  workspace: Workspace,
  node: Node,
  { layer, source, from, silu }: ConvolutionOf,
): Dispatch {
  const { id, kernel, stride, transposed } = layer;
  const readsInput = source.kind === 'written' && source.id === 'input';
  if (readsInput && (stride || workspace.readersOf('input').length > 1))
    throw new Error(`${id} reads the input with a stride, or is not its only reader`);
  // Four of the second channel, or one: a point's two are computed twice.
  const only = readsInput
    ? Array.from({ length: from[2] === 2 ? 1 : 4 }, (_, i) => (2 * i + 1) % from[2])
    : undefined;
  const filters = only?.length ?? from[2];
  const shape = { id, filters, kernel };
  if (stride && kernel !== 2) throw new Error(`${id} has a stride and a kernel of ${kernel}`);
  const epilogue = readsInput
    ? channelEpilogue(workspace.network)
    : sourceEpilogue(workspace, node, source, from, silu);
  return convolutionDispatch(
    `${id}.input`,
    {
      layer: stride ? { ...shape, stride, ...(!transposed && { transposed: true }) } : shape,
      source: { kind: 'written', id: names.gradient(node.id) },
      from: node.shape,
      to: [from[0], from[1], filters],
      ...(!stride && { gradientOf: { channels: from[2], ...(only && { only }) } }),
      epilogue,
    },
    parameter(`${id}.kernel`),
  );
}

/** The gradient of the input's second channel, pixel by pixel. */
function channelEpilogue({ size, channels, patch }: Network): BoundEpilogue {
  const result = [write('result', value(CHANNEL_GRADIENT), channels ? 'vec4f' : 'f32')];
  if (!patch) return { variables: result, lines: ['result[at] = v;'] };
  return {
    variables: result,
    lines: [
      `let first = (n * ${size}u + 2u * y) * ${size}u + 2u * x;`,
      'result[first] = v.x;',
      'result[first + 1u] = v.y;',
      `result[first + ${size}u] = v.z;`,
      `result[first + ${size + 1}u] = v.w;`,
    ],
  };
}

/**
 * What becomes of the gradient `v` with respect to what a node reads: if nothing else reads that value, its gradient is finished;
 * else it is kept for `collected`.
 * @param silu whether the node reads SiLU of the value
 */
function sourceEpilogue(
  workspace: Workspace,
  node: Node,
  source: Source,
  shape: LayerShape,
  silu = false,
): BoundEpilogue {
  let before: BoundEpilogue = { variables: [], lines: [] };
  if (silu) {
    if (source.kind !== 'written') throw new Error(`${node.id} reads SiLU of ${source.kind}`);
    before = { variables: [read('argument', value(source.id))], lines: timesSiluSlope('argument[at]') };
  }
  const finishes = source.kind === 'written' && workspace.hasOneReader(source.id);
  if (!finishes) workspace.defineShaped(names.sourceGradient(node.id), shape);
  const after = finishes
    ? gradientEpilogue(workspace.node(source.id), workspace.addersOf(source.id))
    : {
        variables: [write('result', value(names.sourceGradient(node.id)))],
        lines: ['result[at] = v;'],
      };
  return {
    variables: [...before.variables, ...after.variables],
    lines: [...before.lines, ...after.lines],
  };
}
