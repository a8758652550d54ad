import type { Convolution } from '../../network';
import { methodOf } from '../convolution';
import { directConvolution, quadsOf, type Direct } from '../direct';
import type { Epilogue } from '../epilogue';
import { type Body, type Operand } from '../instructions';
import { NUMBER, type Shape } from '../memory';
import {
  inputTransform,
  kernelTransform,
  outputTransform,
  pointNumbers,
  pointProducts,
  type Winograd,
} from '../winograd';
import type { Frame } from './phases';
import { packing } from './rows';
import type { Workspace } from './workspace';

type Address = Operand<'i32'>;

/** A convolution, or the transposed of one, by numbers of a kernel. */
export interface LinearMap {
  readonly from: Shape;
  readonly to: Shape;
  readonly kernel: number;
  readonly stride?: 2 | undefined;
  readonly transposed?: boolean | undefined;
  /** Address of the numbers of a tap, [rows, columns]: row by row of what is read, column by column of what is written. */
  readonly tapAt: (tap: number) => number;
  readonly rows: number;
  readonly columns: number;
  readonly rowBytes: number;
  readonly columnBytes: number;
}

/** The map of a convolution, and its transposed: gradients with respect to its input follow from those of its output. */
export function mapsOf(
  { kernel, stride, transposed, filters }: Convolution,
  at: number,
  from: Shape,
  to: Shape,
): { forward: LinearMap; adjoint: LinearMap } {
  const taps = kernel ** 2;
  const channels = from.channels;
  const bytes = NUMBER * channels * filters;
  const tapAt = (tap: number): number => at + tap * bytes;
  // The last dimension of a kernel: filters, or of a transposed one the channels.
  const [filter, channel] = transposed ? [NUMBER * channels, NUMBER] : [NUMBER, NUMBER * filters];
  return {
    forward: {
      ...{ from, to, kernel, stride, transposed, tapAt },
      ...{ rows: channels, columns: filters, rowBytes: channel, columnBytes: filter },
    },
    adjoint: {
      ...{ from: to, to: from, kernel, stride, transposed: stride && !transposed },
      tapAt: (tap) => tapAt(stride ? tap : taps - 1 - tap),
      ...{ rows: filters, columns: channels, rowBytes: filter, columnBytes: channel },
    },
  };
}

/** The adjoint for one of two interleaved pictures: every other channel of the input from the second one on. */
export function ofSecondChannel(adjoint: LinearMap, to: Shape): LinearMap {
  const { tapAt, columns, columnBytes } = adjoint;
  return {
    ...adjoint,
    ...{ to, columns: columns / 2, columnBytes: 2 * columnBytes },
    tapAt: (tap) => tapAt(tap) + columnBytes,
  };
}

/** Addresses that a convolution's code is given. */
export interface ConvolveAddresses {
  readonly from: Address;
  readonly to: Address;
  readonly bias: Address;
  readonly shift: Address;
  /** Of the epilogue's pictures. */
  readonly pictures: readonly Address[];
}

/** Code of a convolution. */
export interface Convolve {
  /** Undefined if it is direct. */
  readonly winograd: Winograd | undefined;
  readonly step: (frame: Frame, addresses: ConvolveAddresses) => Body;
}

/** Scratch memory of a thread. */
export interface Tiles {
  readonly inputs: (frame: Frame) => Address;
  readonly sums: (frame: Frame) => Address;
}

/** How a map is computed. @param id in errors */
export function methodFor(
  workspace: Workspace,
  id: string,
  map: LinearMap,
): ({ kind: 'winograd' } & Winograd) | ({ kind: 'direct' } & Direct) {
  const { from, to, kernel, stride, transposed } = map;
  const layer = { id, kernel, filters: to.channels, stride, transposed };
  const method = methodOf(layer as Convolution, from, to, workspace.atOnce(from.height));
  if (method.kind === 'one filter') throw new Error(`${id} has one filter`);
  return method.kind === 'winograd' ? { ...method, mixed: true } : method;
}

/** Makes the code of a map, whose kernel is prepared from the parameters before each update. */
export function convolve(
  workspace: Workspace,
  id: string,
  map: LinearMap,
  epilogue: Epilogue,
  shiftRow: number,
  tiles: Tiles,
): Convolve {
  const { module } = workspace;
  const method = methodFor(workspace, id, map);
  if (method.kind === 'direct') {
    const kernel = preparedPanels(workspace, map, method);
    const procedure = directConvolution(module, method, epilogue, shiftRow);
    return {
      winograd: undefined,
      step: ({ pictures }, { from, to, bias, shift, pictures: others }) =>
        procedure.call(from, kernel, to, pictures, bias, shift, 0, ...others),
    };
  }
  const kernel = preparedPoints(workspace, map);
  const inputs = inputTransform(module, method);
  const products = pointProducts(module, method);
  const outputs = outputTransform(module, method, epilogue, shiftRow);
  return {
    winograd: method,
    step: (frame, { from, to, bias, shift, pictures: others }) => {
      const { pictures } = frame;
      return [
        inputs.call(from, tiles.inputs(frame), pictures),
        products(tiles.inputs(frame), kernel, tiles.sums(frame), pictures),
        outputs.call(tiles.sums(frame), to, pictures, bias, shift, 0, ...others),
      ];
    },
  };
}

/** @returns address of the kernel in panels, as a direct convolution reads it */
function preparedPanels(workspace: Workspace, map: LinearMap, method: Direct): number {
  const { module, memory } = workspace;
  const { from, to, kernel, transposed, rows, columns, rowBytes, columnBytes } = map;
  const taps = kernel ** 2;
  const lanes = 4 * quadsOf(method);
  const tap = NUMBER * from.channels;
  const at = memory.reserve(taps * from.channels * to.channels);
  const pack = packing(module, lanes);
  // Each position of a transposed kernel is by itself; else the taps of a panel follow one another.
  const [perTap, perPanel] = transposed
    ? [tap * to.channels, tap * lanes]
    : [tap * lanes, taps * tap * lanes];
  workspace.prepare(() =>
    Array.from({ length: taps }, (_, i) =>
      pack.call(map.tapAt(i), at + i * perTap, rows, columns, rowBytes, columnBytes, perPanel),
    ),
  );
  return at;
}

/** @returns address of the kernel's values at the points of Winograd's convolution, in panels */
function preparedPoints(workspace: Workspace, map: LinearMap): number {
  const { module, memory } = workspace;
  const { kernel, rows, columns, rowBytes, columnBytes } = map;
  const taps = kernel ** 2;
  const at = memory.reserve(pointNumbers(rows, columns));
  const transform = kernelTransform(module, rows, columns);
  if (columnBytes === NUMBER && map.tapAt(1) > map.tapAt(0)) {
    workspace.prepare(() => transform.call(map.tapAt(0), at));
    return at;
  }
  const raw = memory.reserve(taps * rows * columns);
  const pack = packing(module, columns);
  workspace.prepare(() => [
    Array.from({ length: taps }, (_, i) =>
      pack.call(map.tapAt(i), raw + i * NUMBER * rows * columns, rows, columns, rowBytes, columnBytes, 0),
    ),
    transform.call(raw, at),
  ]);
  return at;
}
