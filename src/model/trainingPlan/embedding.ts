import { numbersOf, type VectorEmbedding } from '../network';
import { timesSiluSlope } from './epilogues';
import { bias, linear, linearInput, linearKernel, oneHot, type Block, type Row } from './linear';
import { given, parameter, read, value, write, type Binding, type Bound, type Dispatch } from './shader';
import { CHANNEL_GRADIENT, type Conditioning, type Workspace } from './workspace';

/** Values before SiLU: of the time's first Linear, and of its second plus the label's row. */
const [FIRST, SECOND] = ['time.0', 'time.1'];
const gradientOf = (name: string): string => `${name}.d`;

const SILU = 'fn silu(x : f32) -> f32 { return x / (1.0 + exp(-x)); }';
/** Of `linearInput`: on through SiLU of the value `z`. */
const THROUGH_SILU = [...timesSiluSlope('z[at]'), 'result[at] = v;'];

const parameters = read('parameters', parameter());
const rows = read('rows', given('rows'), 'vec4u');
const allSums: Binding = { kind: 'sums' };
const label = (n: string): string => `rows[step.first + ${n}].z`;

/** Shaders of the embedding e of (t, label), of Linear(e) of every layer, and of the templates' gradient. */
export function embedding(
  workspace: Workspace,
  { frequencies, width, timeOnly }: VectorEmbedding,
): Conditioning {
  const { classes } = workspace.network;
  for (const name of [FIRST, SECOND]) {
    workspace.define(name, width);
    workspace.define(gradientOf(name), width);
  }
  const waves = read('waves', given('waves'), 'f32');
  const wave: Row = {
    count: 2 * frequencies,
    factor: (n, i) => `waves[(rows[step.first + ${n}].y - 1u) * ${2 * frequencies}u + ${i}]`,
  };
  /** Number i of SiLU of the value that is bound as z. */
  const activated: Row = { count: width, factor: (n, i) => `silu(z[${n} * ${width}u + ${i}])` };
  const z = (name: string): Bound => read('z', value(name), 'f32');
  const first = blockOf(workspace, FIRST, wave.count, width);
  const second = timeOnly ? undefined : blockOf(workspace, SECOND, width, width);
  const last = second ? SECOND : FIRST;
  const shifts = shiftBlocks(workspace, width);

  const forward = [linear(FIRST, [first], [rows, waves, parameters, write('result', value(FIRST))], wave)];
  if (second) {
    const table = workspace.parameters.at('label').first / 4;
    const bound = [rows, z(FIRST), parameters, write('result', value(SECOND))];
    const plusLabel = `v += parameters[${table}u + ${label('n')} * ${width / 4}u + item];`;
    forward.push(linear(SECOND, [second], bound, activated, plusLabel, SILU));
  }
  if (shifts.length > 0) {
    const blocks = shifts.map(({ forward: block }) => block);
    const bound = [z(last), parameters, write('result', value('shifts'))];
    forward.push(linear('shifts', blocks, bound, activated, '', SILU));
  }

  const backward: Dispatch[] = [];
  if (shifts.length > 0) {
    const blocks = shifts.map(({ backward: block }) => block);
    const result = write('result', value(gradientOf(last)), 'f32');
    backward.push(
      linearInput(
        'shifts.input',
        blocks,
        [read('gradient', allSums), parameters, z(last), result],
        THROUGH_SILU,
      ),
      linearKernel('shifts.kernels', blocks, [z(last), write('sums', allSums)], [activated], {
        columnsOf: 'sums',
        declarations: SILU,
      }),
    );
  }
  if (second) {
    const result = write('result', value(gradientOf(FIRST)), 'f32');
    backward.push(
      timeKernels(workspace, second, SECOND, z(FIRST), [activated, bias, oneHot(classes + 1, label)]),
      linearInput(
        'time.1.input',
        [second],
        [read('gradient', value(gradientOf(SECOND))), parameters, z(FIRST), result],
        THROUGH_SILU,
      ),
    );
  }
  // In fours: a point has a template of two, and no other that would follow it.
  const pixels = 4 * Math.ceil(numbersOf(workspace.network) / 4);
  const template = workspace.reserveGradient('template', [classes + 1, pixels]);
  backward.push(
    timeKernels(workspace, first, FIRST, waves, [wave, bias]),
    linearKernel(
      'template',
      [{ ...first, columns: pixels, rowStride: pixels }],
      [rows, read('gradient', value(CHANNEL_GRADIENT)), write('sums', { kind: 'sums', range: template })],
      [oneHot(classes + 1, label)],
    ),
  );
  return { forward, backward };
}

/** A Linear by its name; what it gives and its gradient begin where what is bound begins. */
function blockOf(workspace: Workspace, name: string, inputs: number, columns: number): Block {
  const placeOf = (parameter: string): number => workspace.parameters.at(`${name}.${parameter}`).first;
  return {
    kernel: placeOf('kernel'),
    bias: placeOf('bias'),
    inputs,
    columns,
    row: 0,
    rowStride: columns,
    gradient: 0,
  };
}

/** Gradients of a Linear of the time and, in the last rows, of the labels' table. */
function timeKernels(
  workspace: Workspace,
  block: Block,
  name: string,
  input: Bound,
  kinds: readonly Row[],
): Dispatch {
  const { columns } = block;
  const height = kinds.reduce((sum, { count }) => sum + count, 0);
  const range = workspace.reserve(name, height * columns);
  let row = 0;
  [`${name}.kernel`, `${name}.bias`, 'label'].slice(0, kinds.length).forEach((each, i) => {
    workspace.gradients.set(each, { first: range.first + row * columns, stride: 0, parts: 1 });
    row += kinds[i].count;
  });
  return linearKernel(
    `${name}.kernels`,
    [block],
    [rows, input, read('gradient', value(gradientOf(name))), write('sums', { kind: 'sums', range })],
    kinds,
    { declarations: SILU },
  );
}

/**
 * Linear(e) of each layer. Its gradient's row for a picture is the sum of the layer's gradient over the pixels, which is with those
 * of the layer's bias, or of its batch normalisation.
 */
function shiftBlocks(workspace: Workspace, width: number): { forward: Block; backward: Block }[] {
  return workspace.nodes.flatMap(({ shift, shape, operation }) => {
    if (shift === undefined) return [];
    const columns = shape[2];
    const isNorm = operation.kind === 'norm';
    const sums = workspace.sums.at(isNorm ? `${shift}.bn` : `${shift}.bias`).first;
    const rowStride = isNorm ? 2 * columns : columns;
    const name = `${shift}.embed`;
    const block = {
      ...blockOf(workspace, name, width, columns),
      gradient: workspace.reserveGradient(`${name}.kernel`, [width, columns]).first,
    };
    const gradient = { first: sums, stride: rowStride, parts: workspace.batch };
    workspace.gradients.set(`${name}.bias`, gradient);
    return [
      {
        forward: { ...block, row: workspace.shifts.at(shift).first },
        backward: { ...block, row: sums, rowStride },
      },
    ];
  });
}
