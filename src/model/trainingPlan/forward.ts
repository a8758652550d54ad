import { attentionShader } from '../compiled/attention';
import { convolutionShader, type ConvolutionRequest } from '../compiled/convolution';
import { writtenIn } from '../compiled/source';
import { ONE_ROW } from '../compiled/tiling';
import { forwardEpilogue, names, type BoundEpilogue } from './epilogues';
import type { Node, Operation } from './graph';
import { normalised, pictureMoments, type Norm } from './norm';
import { parameter, read, value, type Binding, type Dispatch, type StatisticsPart } from './shader';
import { STEP } from './step';
import type { Workspace } from './workspace';

/**
 * All nodes in order; what their gradients need is kept.
 * @param statistics which ones normalise: those of the batch, which are computed, or those that belong to the average
 */
export function forward(workspace: Workspace, statistics: Exclude<StatisticsPart, 'running'>): Dispatch[] {
  return workspace.nodes.flatMap((node): Dispatch[] => {
    const { id, operation, shape } = node;
    workspace.defineShaped(id, shape);
    workspace.defineShaped(names.preActivation(id), shape);
    switch (operation.kind) {
      case 'convolution':
        return [convolution(workspace, node, operation)];
      case 'norm': {
        const norm = normOf(workspace, node, operation, statistics);
        workspace.define(`${norm.from}.moments`, 2 * shape[2]);
        const epilogue = forwardEpilogue(node, workspace.shiftOf(node), [], []);
        return statistics === 'batch'
          ? [pictureMoments(norm), normalised(norm, epilogue, false)]
          : [normalised(norm, epilogue, true)];
      }
      case 'attention': {
        const { code, access, work } = attentionShader(operation.heads, shape, STEP);
        const bindings = [value(operation.from), value(id)];
        return [{ id, code, access, bindings, threads: { perPicture: work.items } }];
      }
    }
  });
}

/** A node that is a batch normalisation. */
export function normOf(
  workspace: Workspace,
  { shape }: Node,
  { layer, from }: Extract<Operation, { kind: 'norm' }>,
  part: StatisticsPart,
): Norm {
  const range = workspace.statisticsOf(layer);
  const stride = (range.length - shape[2]) / 4;
  return { layer, from, shape, statistics: { kind: 'statistics', part, range }, stride };
}

function convolution(
  workspace: Workspace,
  node: Node,
  { layer, source, from, silu, bias }: Extract<Operation, { kind: 'convolution' }>,
): Dispatch {
  const element = node.shape[2] === 1 ? 'f32' : 'vec4f';
  const { id, filters, kernel, stride, transposed } = layer;
  return convolutionDispatch(
    node.id,
    {
      layer: {
        id,
        filters,
        kernel,
        ...(stride && { stride }),
        ...(transposed && { transposed }),
        ...(silu && { prologue: 'silu' }),
      },
      source,
      from,
      to: node.shape,
      epilogue: forwardEpilogue(
        node,
        workspace.shiftOf(node),
        bias ? [read('bias', parameter(`${id}.bias`), element)] : [],
        bias ? ['v += bias[filters];'] : [],
      ),
    },
    parameter(`${id}.kernel`),
  );
}

/** A convolution of the plan. @param weights what is bound as its kernel */
export function convolutionDispatch(
  id: string,
  request: Pick<ConvolutionRequest, 'source' | 'from' | 'to' | 'gradientOf'> & {
    readonly layer: ConvolutionRequest['layer'];
    readonly epilogue: BoundEpilogue;
  },
  weights: Binding,
): Dispatch {
  const written = new Map(writtenIn(request.source).map((each, i) => [each, `value${i}`]));
  const { code, access, work } = convolutionShader({
    ...request,
    written,
    step: STEP,
    variant: ONE_ROW,
  });
  const bindings = [
    ...[...written.keys()].map((each) => value(each)),
    weights,
    ...request.epilogue.variables.map(({ binding }) => binding),
  ];
  return { id, code, access, bindings, threads: { perPicture: work.items } };
}
