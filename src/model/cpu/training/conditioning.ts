import { lookup } from '../../lookup';
import { numbersOf, type PictureEmbedding, type VectorEmbedding } from '../../network';
import { i32, type Body, type Operand } from '../instructions';
import { NUMBER } from '../memory';
import { PANEL, product } from '../product';
import type { Frame, Step } from './phases';
import { activatedRows, copyRows, gatherRows, multipliedRows, packing, scatterRows } from './rows';
import { transposedProduct } from './transposedProduct';
import { rowOf, type Workspace } from './workspace';

type Address = (frame: Frame) => Operand<'i32'>;

/** How t and the label enter: the input's second channel, and what is added in the layers, with their gradients. */
export interface Conditioning {
  /** Of a frame's first picture: the second channel, flat, and its gradient. */
  readonly channel: Address;
  readonly channelGradient: Address;
  /** Bytes from a picture's row of shifts to the next one's. */
  readonly shiftRow: number;
  /** What is added to a layer's channels, and the gradient of it. */
  readonly shiftOf: (id: string) => { readonly value: Address; readonly gradient: Address };
  /** For all pictures of a shard; backward adds to its gradients. */
  readonly forward: Step;
  readonly backward: Step;
}

/** x W + b of rows x, with the parameters of this name. */
interface Linear {
  readonly forward: (frame: Frame, x: Address, y: Address) => Body;
  /** Adds the gradients of W and b. */
  readonly kernelGradient: (frame: Frame, x: Address, dy: Address) => Body;
  readonly inputGradient: (frame: Frame, dy: Address, dx: Address) => Body;
}

/** @param columns numbers of a row of y, and inputs of one of x: multiples of 8 */
function createLinear(workspace: Workspace, name: string, inputs: number, columns: number): Linear {
  const { module, memory, rowCapacity: capacity } = workspace;
  requirePanels(name, columns);
  requirePanels(name, inputs);
  const packed = memory.reserve(inputs * columns);
  const turned = memory.reserve(inputs * columns);
  const pack = packing(module, PANEL);
  const row = NUMBER * columns;
  const kernel = workspace.parameter(`${name}.kernel`);
  workspace.prepare(() => [
    pack.call(kernel, packed, inputs, columns, row, NUMBER, NUMBER * PANEL * inputs),
    pack.call(kernel, turned, columns, inputs, NUMBER, row, PANEL * row),
  ]);
  const bias = copyRows(module, { width: columns, fromBytes: 0, toBytes: row, adds: true });
  const biasGradient = copyRows(module, { width: columns, fromBytes: row, toBytes: 0, adds: true });
  const multiply = product(module, { matrices: 1, depth: inputs, columns, capacity });
  const back = product(module, { matrices: 1, depth: columns, columns: inputs, capacity });
  const kernelGradient = transposedProduct(module, {
    ...{ matrices: 1, height: inputs, columns, capacity, unrolled: workspace.rowsAtOnce },
  });
  const gradientOf = (part: string): Address => workspace.gradient(`${name}.${part}`);
  return {
    forward: (frame, x, y) => [
      multiply.call(x(frame), packed, y(frame), frame.pictures),
      bias.call(workspace.parameter(`${name}.bias`), y(frame), frame.pictures),
    ],
    kernelGradient: (frame, x, dy) => [
      kernelGradient.call(x(frame), dy(frame), gradientOf('kernel')(frame), frame.pictures),
      biasGradient.call(dy(frame), gradientOf('bias')(frame), frame.pictures),
    ],
    inputGradient: (frame, dy, dx) => back.call(dy(frame), turned, dx(frame), frame.pictures),
  };
}

function requirePanels(name: string, numbers: number): void {
  if (numbers % PANEL !== 0)
    throw new Error(`${name} has ${numbers} columns, which is no multiple of ${PANEL}`);
}

/** @param waves address of the sines and cosines of each t, [T, 2 frequencies] */
export function vectorConditioning(
  workspace: Workspace,
  { frequencies, width, timeOnly }: VectorEmbedding,
  waves: number,
): Conditioning {
  const { module, network, at } = workspace;
  const [pixels, inputs] = [numbersOf(network), 2 * frequencies];
  const times = rowOf(at.times, NUMBER);
  const labels = rowOf(at.labels, NUMBER);
  const rows = (numbers: number): Address => workspace.rows(numbers);
  const [channel, channelGradient] = [rows(pixels), rows(pixels)];
  const [wave, first, activated, e, de] = [rows(inputs), rows(width), rows(width), rows(width), rows(width)];
  const [second, dActivated] = timeOnly ? [first, de] : [rows(width), rows(width)];
  const time0 = createLinear(workspace, 'time.0', inputs, width);
  const time1 = timeOnly ? undefined : createLinear(workspace, 'time.1', width, width);
  const label = timeOnly ? 0 : workspace.parameter('label');
  const shifts = createShifts(workspace, width);
  const silu = activatedRows(module, width);
  const multiply = multipliedRows(module, width);
  const gather = {
    template: gatherRows(module, pixels),
    wave: gatherRows(module, inputs),
    label: gatherRows(module, width),
  };
  const scatter = { template: scatterRows(module, pixels), label: scatterRows(module, width) };
  const addRow = copyRows(module, { width, fromBytes: NUMBER * width, toBytes: NUMBER * width, adds: true });
  return {
    ...{ channel, channelGradient, shiftRow: shifts.row, shiftOf: shifts.of },
    forward: (frame) => {
      const { pictures } = frame;
      return [
        gather.template.call(workspace.parameter('template'), labels(frame), channel(frame), pictures),
        gather.wave.call(waves, times(frame), wave(frame), pictures),
        time0.forward(frame, wave, first),
        time1
          ? [
              silu.call(first(frame), activated(frame), pictures),
              time1.forward(frame, activated, second),
              // The gradient's rows are free until the backward pass.
              gather.label.call(label, labels(frame), de(frame), pictures),
              addRow.call(de(frame), second(frame), pictures),
            ]
          : [],
        silu.call(second(frame), e(frame), pictures),
        shifts.forward(frame, e),
      ];
    },
    backward: (frame) => {
      const { pictures } = frame;
      return [
        scatter.template.call(
          channelGradient(frame),
          labels(frame),
          workspace.gradient('template')(frame),
          pictures,
        ),
        shifts.backward(frame, e, de),
        multiply.call(de(frame), second(frame), pictures),
        time1
          ? [
              time1.kernelGradient(frame, activated, de),
              scatter.label.call(de(frame), labels(frame), workspace.gradient('label')(frame), pictures),
              time1.inputGradient(frame, de, dActivated),
              multiply.call(dActivated(frame), first(frame), pictures),
            ]
          : [],
        time0.kernelGradient(frame, wave, dActivated),
      ];
    },
  };
}

/** Linear(e) of all layers, by one product of their kernels side by side. */
function createShifts(
  workspace: Workspace,
  width: number,
): {
  readonly row: number;
  readonly of: Conditioning['shiftOf'];
  readonly forward: (frame: Frame, e: Address) => Body;
  readonly backward: (frame: Frame, e: Address, de: Address) => Body;
} {
  const { module, memory, network, rowCapacity: capacity } = workspace;
  const offsets = new Map<string, number>();
  const layers = network.layers.flatMap((layer) =>
    layer.kind === 'convolution' && layer.embed ? [layer] : [],
  );
  let columns = 0;
  for (const { id, filters } of layers) {
    requirePanels(`${id}.embed`, filters);
    offsets.set(id, columns);
    columns += filters;
  }
  const row = NUMBER * columns;
  const [values, gradients] = [workspace.rows(columns), workspace.rows(columns)];
  const at = (rows: Address, id: string): Address => {
    const offset = NUMBER * lookup(offsets, id);
    return (frame) => i32.add(rows(frame), offset);
  };
  const of = (id: string) => ({ value: at(values, id), gradient: at(gradients, id) });
  if (columns === 0) {
    // Nothing reads e.
    const clear = copyRows(module, { width, fromBytes: 0, toBytes: NUMBER * width, adds: false });
    const zeros = memory.reserve(width);
    return {
      row,
      of,
      forward: () => [],
      backward: (frame, _, de) => clear.call(zeros, de(frame), frame.pictures),
    };
  }
  const [packed, turned] = [memory.reserve(width * columns), memory.reserve(width * columns)];
  const pack = packing(module, PANEL);
  for (const { id, filters } of layers) {
    const kernel = workspace.parameter(`${id}.embed.kernel`);
    const first = lookup(offsets, id);
    const panel = NUMBER * PANEL * width;
    workspace.prepare(() => [
      pack.call(kernel, packed + (first / PANEL) * panel, width, filters, NUMBER * filters, NUMBER, panel),
      pack.call(
        kernel,
        turned + first * NUMBER * PANEL,
        filters,
        width,
        NUMBER,
        NUMBER * filters,
        PANEL * row,
      ),
    ]);
  }
  const multiply = product(module, { matrices: 1, depth: width, columns, capacity });
  const back = product(module, { matrices: 1, depth: columns, columns: width, capacity });
  const each = layers.map(({ id, filters }) => ({
    of: of(id),
    bias: workspace.parameter(`${id}.embed.bias`),
    biasGradient: workspace.gradient(`${id}.embed.bias`),
    kernelGradient: workspace.gradient(`${id}.embed.kernel`),
    addBias: copyRows(module, { width: filters, fromBytes: 0, toBytes: row, adds: true }),
    addRows: copyRows(module, { width: filters, fromBytes: row, toBytes: 0, adds: true }),
    multiply: transposedProduct(module, {
      ...{ matrices: 1, height: width, columns: filters, strides: [width, columns], capacity },
      unrolled: workspace.rowsAtOnce,
    }),
  }));
  return {
    row,
    of,
    forward: (frame, e) => [
      multiply.call(e(frame), packed, values(frame), frame.pictures),
      each.map(({ of: { value }, bias, addBias }) => addBias.call(bias, value(frame), frame.pictures)),
    ],
    backward: (frame, e, de) => [
      each.map((layer) => [
        layer.multiply.call(e(frame), layer.of.gradient(frame), layer.kernelGradient(frame), frame.pictures),
        layer.addRows.call(layer.of.gradient(frame), layer.biasGradient(frame), frame.pictures),
      ]),
      back.call(gradients(frame), turned, de(frame), frame.pictures),
    ],
  };
}

/** The second channel is Linear of a row of a table. */
export function pictureConditioning(workspace: Workspace, { width }: PictureEmbedding): Conditioning {
  const { module, network, at } = workspace;
  const pixels = numbersOf(network);
  const times = rowOf(at.times, NUMBER);
  const rows = (numbers: number): Address => workspace.rows(numbers);
  const [channel, channelGradient, row, dRow] = [rows(pixels), rows(pixels), rows(width), rows(width)];
  const linear = createLinear(workspace, 'time', width, pixels);
  const gather = gatherRows(module, width);
  const scatter = scatterRows(module, width);
  return {
    ...{ channel, channelGradient, shiftRow: 0 },
    shiftOf: (id) => {
      throw new Error(`${id} reads an embedding`);
    },
    forward: (frame) => [
      gather.call(workspace.parameter('time.table'), times(frame), row(frame), frame.pictures),
      linear.forward(frame, row, channel),
    ],
    backward: (frame) => [
      linear.kernelGradient(frame, row, channelGradient),
      linear.inputGradient(frame, channelGradient, dRow),
      scatter.call(dRow(frame), times(frame), workspace.gradient('time.table')(frame), frame.pictures),
    ],
  };
}
