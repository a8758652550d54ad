import { lookup } from '../lookup';
import type { Convolution } from '../network';
import type { ModuleBuilder } from './assemble';
import { directConvolution, packKernel, toOneFilter, type Direct } from './direct';
import type { Epilogue } from './epilogue';
import { i32, type Body, type Local, type Value } from './instructions';
import type { Place, Shape } from './memory';
import type { Shifts } from './shifts';
import type { WeightTable } from './weights';
import {
  inputTransform,
  kernelTransform,
  outputTransform,
  pointNumbers,
  pointProducts,
  type Winograd,
} from './winograd';

/**
 * Code that computes a layer's output for some pictures.
 * @param first index of the first one
 * @param scratch offset of the thread's scratch memory from the first thread's, bytes
 */
export type Step = (first: Local<'i32'>, pictures: Local<'i32'>, scratch: Local<'i32'>) => Body;

/** How a convolution is computed. */
export type Method =
  | ({ readonly kind: 'winograd' } & Winograd)
  | ({ readonly kind: 'direct' } & Direct)
  | { readonly kind: 'one filter' };

/** With fewer channels, the transforms of Winograd's convolution take longer than it saves. */
const FEWEST_CHANNELS = 8;

/**
 * Chooses a method by the shapes alone, never by the number of pictures: so the bits of a picture do not depend on it.
 * @param pictures that pass through the layer at once, at most
 * @throws Error with the reason if there is none
 */
export function methodOf(layer: Convolution, from: Shape, to: Shape, pictures: number): Method {
  const { id, kernel, filters, stride = 1, transposed = false } = layer;
  const known = stride === 1 ? kernel === 1 || kernel === 3 : kernel === stride;
  if (!known) throw new Error(`${id} has a ${kernel} x ${kernel} kernel with stride ${stride}`);
  if (kernel === 3 && from.height === 1) throw new Error(`${id} has a 3 x 3 kernel for one pixel`);
  const quads = from.channels % 4 === 0;
  if (filters === 1) {
    if (!quads || stride !== 1 || layer.activation || layer.residual || layer.embed)
      throw new Error(`${id} has one filter and more than a bias`);
    return { kind: 'one filter' };
  }
  if (filters % 4 !== 0) throw new Error(`${id} has ${filters} filters, which is no multiple of 4`);
  if (kernel === 3 && quads && from.channels >= FEWEST_CHANNELS && filters % 8 === 0)
    return { kind: 'winograd', from, to, pictures, mixed: false };
  return { kind: 'direct', from, to, kernel, stride, transposed };
}

/** What a convolution is lowered into and with. */
export interface ConvolutionParts {
  readonly module: ModuleBuilder;
  readonly weights: WeightTable;
  readonly shifts: Shifts;
  readonly from: Place;
  readonly to: Place;
  readonly residuals: readonly Place[];
  /** The layer that alone reads this one and whose prologue it computes. */
  readonly next: Convolution | undefined;
  /** Addresses of the first thread's tiles of Winograd's convolutions, before and after the products. */
  readonly tiles: { readonly inputs: number; readonly sums: number };
}

/** Address of a picture of a place. */
export const pictureAt = ({ at, shape }: Place, index: Value<'i32'>): Value<'i32'> =>
  i32.add(at, i32.multiply(index, shape.picture));

/** Lowers a convolution with all that is fused with it. */
export function lowerConvolution(layer: Convolution, method: Method, parts: ConvolutionParts): Step {
  const { id, filters } = layer;
  const { module, weights, shifts, from, to, residuals, next, tiles } = parts;
  const { channels } = from.shape;
  const bias = weights.add(filters, (parameter) => {
    const own = parameter(`${id}.bias`);
    if (!layer.embed) return own;
    const embedded = parameter(`${id}.embed.bias`);
    return own.map((b, i) => b + embedded[i]);
  });
  const kernelSize = layer.kernel ** 2 * channels * filters;
  const rawKernel = (parameter: (name: string) => Float32Array) => parameter(`${id}.kernel`);
  if (method.kind === 'one filter') {
    const kernel = weights.add(kernelSize, rawKernel);
    const convolve = toOneFilter(module, from.shape, to.shape, layer.kernel);
    return (first, pictures) =>
      convolve.call(pictureAt(from, first), kernel, pictureAt(to, first), pictures, bias);
  }
  const epilogue: Epilogue = {
    shifted: layer.embed === true,
    activation: layer.activation,
    residuals: residuals.length,
    next: next?.prologue,
  };
  const affine =
    next?.prologue === 'affine-silu'
      ? weights.add(2 * filters, (parameter) =>
          Float32Array.of(...parameter(`${next.id}.scale`), ...parameter(`${next.id}.shift`)),
        )
      : 0;
  /** Arguments of the epilogue. */
  const finishing = (first: Local<'i32'>) => [
    bias,
    layer.embed ? i32.add(shifts.at + lookup(shifts.offsets, id), i32.multiply(first, shifts.row)) : 0,
    affine,
    ...residuals.map((place) => pictureAt(place, first)),
  ];
  if (method.kind === 'direct') {
    const kernel = weights.add(kernelSize, (parameter) => packKernel(method, rawKernel(parameter)));
    const convolve = directConvolution(module, method, epilogue, shifts.row);
    return (first, pictures) =>
      convolve.call(pictureAt(from, first), kernel, pictureAt(to, first), pictures, ...finishing(first));
  }
  const transform = kernelTransform(module, channels, filters);
  const kernel = weights.add(pointNumbers(channels, filters), rawKernel, transform.name);
  const inputs = inputTransform(module, method);
  const products = pointProducts(module, method);
  const outputs = outputTransform(module, method, epilogue, shifts.row);
  return (first, pictures, scratch) => {
    const [tileInputs, tileSums] = [i32.add(scratch, tiles.inputs), i32.add(scratch, tiles.sums)];
    return [
      inputs.call(pictureAt(from, first), tileInputs, pictures),
      products(tileInputs, kernel, tileSums, pictures),
      outputs.call(tileSums, pictureAt(to, first), pictures, ...finishing(first)),
    ];
  };
}
