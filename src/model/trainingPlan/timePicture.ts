import type { PictureEmbedding } from '../network';
import { BATCH } from './batch';
import { bias, linear, linearInput, linearKernel, oneHot, type Block, type Row } from './linear';
import { given, parameter, read, value, write } from './shader';
import { CHANNEL_GRADIENT, type Conditioning, type Workspace } from './workspace';

/** Gradient with respect to the table's rows of the pictures. */
const ROW_GRADIENT = 'time.row.d';

/** Shaders of the picture of t: Linear of its row of a table. */
export function timePicture(workspace: Workspace, { width }: PictureEmbedding): Conditioning {
  const { size, trainedOn } = workspace.network;
  const pixels = size ** 2;
  workspace.define(BATCH.timePicture, pixels);
  workspace.define(ROW_GRADIENT, width);
  const sums = workspace.reserve('time.kernel', (width + 1) * pixels);
  workspace.gradients
    .set('time.kernel', { first: sums.first, stride: 0, parts: 1 })
    .set('time.bias', { first: sums.first + width * pixels, stride: 0, parts: 1 });
  const kernel: Block = {
    kernel: workspace.parameters.at('time.kernel').first,
    bias: workspace.parameters.at('time.bias').first,
    inputs: width,
    columns: pixels,
    row: 0,
    rowStride: pixels,
    gradient: 0,
  };
  const rowOf = (n: string): string => `(rows[step.first + ${n}].y - 1u)`;
  const entry: Row = { count: width, factor: (n, i) => `table[${rowOf(n)} * ${width}u + ${i}]` };
  const rows = read('rows', given('rows'), 'vec4u');
  const table = read('table', parameter('time.table'), 'f32');
  const parameters = read('parameters', parameter());
  const gradient = read('gradient', value(CHANNEL_GRADIENT));
  const tableGradient = workspace.reserveGradient('time.table', [trainedOn.T, width]);
  return {
    forward: [
      linear('time', [kernel], [rows, table, parameters, write('result', value(BATCH.timePicture))], entry),
    ],
    backward: [
      linearKernel(
        'time.kernels',
        [kernel],
        [rows, table, gradient, write('sums', { kind: 'sums', range: sums })],
        [entry, bias],
      ),
      linearInput(
        'time.input',
        [kernel],
        [gradient, parameters, write('result', value(ROW_GRADIENT), 'f32')],
        ['result[at] = v;'],
      ),
      linearKernel(
        'time.table',
        [{ ...kernel, columns: width, rowStride: width }],
        [rows, read('gradient', value(ROW_GRADIENT)), write('sums', { kind: 'sums', range: tableGradient })],
        [oneHot(trainedOn.T, rowOf)],
      ),
    ],
  };
}
