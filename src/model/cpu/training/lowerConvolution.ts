import type { Convolution } from '../../network';
import type { Epilogue } from '../epilogue';
import { isDense } from '../dense';
import { i32, type Value } from '../instructions';
import { NUMBER, pixelAt, type Place, type Shape } from '../memory';
import { inputTransform, pointNumbers, tileNumbers, type Winograd } from '../winograd';
import type { Conditioning } from './conditioning';
import { directGradient, gradientTransform, kernelOfPoints, pointGradients } from './filterGradient';
import { convolve, mapsOf, methodFor, ofSecondChannel, type Tiles } from './linearMap';
import type { Frame } from './phases';
import { pixelSums } from './pixelwise';
import { copyRows, packing } from './rows';
import { transposedProduct } from './transposedProduct';
import { pictureOf, rowOf, type Workspace } from './workspace';

/** What the convolutions of a network share. */
export interface ConvolutionContext {
  readonly workspace: Workspace;
  readonly conditioning: Conditioning;
  readonly tiles: Tiles;
  /** Address of zeros, as many as the most channels. */
  readonly zeros: number;
}

/** What a convolution reads and writes. */
interface ConvolutionPlaces {
  readonly from: Place;
  readonly to: Place;
  /** Where the derivative of its activation is kept, if that is needed. */
  readonly slope?: Place | undefined;
  readonly residuals: readonly Place[];
}

/** A convolution whose forward pass is lowered, for the backward pass. */
export interface LoweredConvolution {
  /** Adds the gradients of kernel and bias. @param gradient of the sums, before the activation */
  parameterGradients(gradient: Place): void;
  /**
   * The gradient with respect to what it reads.
   * @param terms that are added, and then the slope by which the sum is multiplied
   */
  inputGradient(
    gradient: Place,
    to: Place,
    terms: readonly Place[],
    slope: { readonly kind: 'silu' | 'relu'; readonly at: Place } | undefined,
  ): void;
  /** The gradient with respect to the input's second channel, whose pixels of a patch are the channels of `to`. */
  secondChannelGradient(gradient: Place, to: Place): void;
}

/** Lowers the forward pass of a convolution, with bias and shift unless a batch normalisation follows. */
export function lowerConvolution(
  context: ConvolutionContext,
  layer: Convolution,
  { from, to, slope: kept, residuals }: ConvolutionPlaces,
): LoweredConvolution {
  const { workspace, conditioning, tiles, zeros } = context;
  const { phases } = workspace;
  const { id, activation } = layer;
  const normed = layer.norm === 'after';
  const shifted = layer.embed === true && !normed;
  const maps = mapsOf(layer, workspace.parameter(`${id}.kernel`), from.shape, to.shape);
  const tilesKept = keptTiles(context, from.shape, methodFor(workspace, id, maps.forward));
  const epilogue: Epilogue = {
    shifted,
    activation: normed ? undefined : activation,
    residuals: residuals.length,
    keeps: kept !== undefined,
  };
  const forward = convolve(
    workspace,
    id,
    maps.forward,
    epilogue,
    shifted ? conditioning.shiftRow : 0,
    tilesKept ? { ...tiles, inputs: tilesKept } : tiles,
  );
  const bias = normed ? zeros : biasOf(workspace, id, layer.filters);
  const pictures = [...residuals, ...(kept ? [kept] : [])].map(pictureOf);
  phases.add(workspace.group(from.shape.height), (frame) =>
    forward.step(frame, {
      from: pictureOf(from)(frame),
      to: pictureOf(to)(frame),
      bias,
      shift: shifted ? conditioning.shiftOf(id).value(frame) : 0,
      pictures: pictures.map((each) => each(frame)),
    }),
  );
  const adjoint = (
    map: typeof maps.adjoint,
    terms: readonly Place[],
    ...[gradient, target, slope]: [Place, Place, Parameters<LoweredConvolution['inputGradient']>[3]]
  ): void => {
    const step = convolve(
      workspace,
      `the gradient of ${id}`,
      map,
      { shifted: false, activation: undefined, residuals: terms.length, slope: slope?.kind },
      0,
      tiles,
    );
    const others = [...terms, ...(slope ? [slope.at] : [])].map(pictureOf);
    phases.add(Math.min(...[from, to].map(({ shape }) => workspace.group(shape.height))), (frame) =>
      step.step(frame, {
        from: pictureOf(gradient)(frame),
        to: pictureOf(target)(frame),
        bias: zeros,
        shift: 0,
        pictures: others.map((each) => each(frame)),
      }),
    );
  };
  return {
    parameterGradients(gradient) {
      if (!normed) biasGradient(context, layer, gradient);
      if (forward.winograd) winogradGradient(context, id, forward.winograd, from, gradient, tilesKept);
      else directKernelGradient(context, layer, from, gradient);
    },
    inputGradient: (gradient, target, terms, slope) => adjoint(maps.adjoint, terms, gradient, target, slope),
    secondChannelGradient: (gradient, target) =>
      adjoint(ofSecondChannel(maps.adjoint, target.shape), [], gradient, target, undefined),
  };
}

/** Tiles of a layer's own, so that the backward pass need not make them again; undefined if a block does not fit into them. */
function keptTiles(
  { workspace }: ConvolutionContext,
  { height }: Shape,
  method: ReturnType<typeof methodFor>,
): Tiles['inputs'] | undefined {
  const { reuses, block } = workspace.shares;
  if (method.kind !== 'winograd' || !reuses || workspace.atOnce(height) < block) return undefined;
  return workspace.perThread(tileNumbers(method));
}

/** Address of a bias: of one filter, which is computed as four, that of zeros besides. */
function biasOf(workspace: Workspace, id: string, filters: number): number {
  const bias = workspace.parameter(`${id}.bias`);
  if (filters % 4 === 0) return bias;
  const lanes = 4;
  const at = workspace.memory.reserve(lanes * Math.ceil(filters / lanes));
  const pack = packing(workspace.module, lanes);
  workspace.prepare(() => pack.call(bias, at, 1, filters, NUMBER, NUMBER, NUMBER * lanes));
  return at;
}

/** Sums over the pixels of each picture, which are the gradient of its shift too, and over the pictures. */
function biasGradient(
  { workspace, conditioning }: ConvolutionContext,
  { id, filters, embed }: Convolution,
  gradient: Place,
): void {
  const { module, phases, memory } = workspace;
  const { shape } = gradient;
  const rowBytes = embed ? conditioning.shiftRow : shape.pixel;
  const rows = embed
    ? conditioning.shiftOf(id).gradient
    : rowOf(memory.reserve(workspace.shares.batch * shape.channels), rowBytes);
  // The sum over one pixel is a copy.
  const isCopy = shape.height === 1;
  const sum = isCopy
    ? copyRows(module, { width: filters, fromBytes: shape.picture, toBytes: rowBytes, adds: false })
    : pixelSums(module, shape, rowBytes);
  const first = isCopy ? pixelAt(shape, 1, 1) : 0;
  phases.add(workspace.group(shape.height), (frame) =>
    sum.call(i32.add(pictureOf(gradient)(frame), first), rows(frame), frame.pictures),
  );
  const total = copyRows(module, { width: filters, fromBytes: rowBytes, toBytes: 0, adds: true });
  const to = workspace.gradient(`${id}.bias`);
  phases.after((frame) => total.call(rows(frame), to(frame), frame.pictures));
}

function winogradGradient(
  { workspace, tiles }: ConvolutionContext,
  id: string,
  method: Winograd,
  from: Place,
  gradient: Place,
  kept: Tiles['inputs'] | undefined,
): void {
  const { module, phases } = workspace;
  const { channels } = from.shape;
  const filters = gradient.shape.channels;
  const sums = workspace.perThread(pointNumbers(channels, filters));
  const inputs = inputTransform(module, method);
  const gradients = gradientTransform(module, method);
  const products = pointGradients(module, method);
  const kernel = kernelOfPoints(module, channels, filters);
  const tileInputs = kept ?? tiles.inputs;
  phases.add(workspace.group(from.shape.height), (frame) => {
    const { pictures } = frame;
    return [
      kept ? [] : inputs.call(pictureOf(from)(frame), tileInputs(frame), pictures),
      gradients.call(pictureOf(gradient)(frame), tiles.sums(frame), pictures),
      products(tileInputs(frame), tiles.sums(frame), sums(frame), pictures),
    ];
  });
  const to = workspace.gradient(`${id}.kernel`);
  phases.after((frame) => kernel.call(sums(frame), to(frame)));
}

function directKernelGradient(
  { workspace, zeros }: ConvolutionContext,
  { id, kernel, stride, transposed, filters }: Convolution,
  from: Place,
  gradient: Place,
): void {
  const { module, phases } = workspace;
  // The roles are exchanged where the kernel's last dimension is that of the input.
  const [windows, pixels] = transposed ? [gradient, from] : [from, gradient];
  const shapes = [windows.shape, pixels.shape] as const;
  const isProduct = isDense(...shapes);
  const add = isProduct
    ? transposedProduct(module, {
        ...{ matrices: 1, height: windows.shape.channels, columns: pixels.shape.channels, capacity: 0 },
        strides: [windows.shape.picture / NUMBER, pixels.shape.picture / NUMBER],
        unrolled: workspace.rowsAtOnce,
      })
    : directGradient(module, { windows: shapes[0], pixels: shapes[1], kernel, stride: stride ?? 1 });
  /** Address of the first pixel for a product, else of the border. */
  const start = (place: Place): ((frame: Frame) => Value<'i32'>) => {
    const picture = pictureOf(place);
    return isProduct ? (frame) => i32.add(picture(frame), pixelAt(place.shape, 1, 1)) : picture;
  };
  const to: (frame: Frame) => Value<'i32'> = workspace.gradient(`${id}.kernel`);
  const isPadded = filters < gradient.shape.channels;
  const rows = kernel ** 2 * from.shape.channels;
  const sums = isPadded ? workspace.perThread(rows * gradient.shape.channels) : to;
  const group = Math.min(workspace.group(from.shape.height), workspace.group(gradient.shape.height));
  phases.add(group, (frame) =>
    add.call(start(windows)(frame), start(pixels)(frame), sums(frame), frame.pictures),
  );
  if (!isPadded) return;
  // Of one filter that is computed as four.
  const { pixel } = gradient.shape;
  const pick = packing(module, rows);
  const clear = copyRows(module, { width: pixel / NUMBER, fromBytes: 0, toBytes: pixel, adds: false });
  phases.after((frame) => [
    pick.call(sums(frame), to(frame), 1, rows, 0, pixel, 0),
    clear.call(zeros, sums(frame), rows),
  ]);
}
