import { lookup } from './lookup';
import { layerShapes, parameterShapes, type Convolution, type Network } from './network';
import type { Parameter } from './weights';

/** Added to a variance before the square root (Ioffe & Szegedy 2015, algorithm 1). */
export const EPSILON = 1e-5;

/** A batch normalisation: its convolution and its number of channels. */
interface Norm {
  readonly layer: Convolution;
  readonly channels: number;
}

/**
 * Name and shape of every trained parameter: those of the weight file, but with a batch normalisation's `bn.scale` and
 * `bn.shift` (gamma and beta, [channels]) instead of the bias, scale and shift that it is folded into.
 */
export function trainedShapes(network: Network): Map<string, readonly number[]> {
  const shapes = parameterShapes(network);
  for (const { layer, channels } of normsOf(network)) {
    shapes.set(`${layer.id}.bn.scale`, [channels]).set(`${layer.id}.bn.shift`, [channels]);
    const folded = layer.norm === 'after' ? ['bias'] : ['scale', 'shift'];
    for (const name of folded) shapes.delete(`${layer.id}.${name}`);
  }
  return shapes;
}

/** The batch normalisations' running statistics before the first update: means 0 and variances 1, [channels]. */
export function initialStatistics(network: Network): Map<string, Parameter> {
  return new Map(
    normsOf(network).flatMap(({ layer: { id }, channels }): [string, Parameter][] => [
      [`${id}.bn.mean`, { shape: [channels], data: new Float32Array(channels) }],
      [`${id}.bn.variance`, { shape: [channels], data: new Float32Array(channels).fill(1) }],
    ]),
  );
}

/**
 * The parameters for sampling. Every batch normalisation, with the given statistics, becomes part of the kernel and bias
 * before it (exact, because padding comes before it), part of the 1x1 convolution after it, or a scale and shift before an
 * activation.
 * @param trained by name, those of trainedShapes
 * @param statistics by name, those of initialStatistics
 * @returns new parameters, those of parameterShapes in their order, computed in float64
 */
export function foldNorms(
  network: Network,
  trained: ReadonlyMap<string, Parameter>,
  statistics: ReadonlyMap<string, Parameter>,
): Map<string, Parameter> {
  const values = new Map([...trained].map(([name, { data }]) => [name, data]));
  for (const { layer } of normsOf(network)) {
    const { scale, shift } = affine(layer.id, trained, statistics);
    const kernel = lookup(values, `${layer.id}.kernel`);
    if (layer.norm === 'after') {
      values.set(
        `${layer.id}.kernel`,
        kernel.map((w, i) => w * scale[i % layer.filters]),
      );
      values.set(`${layer.id}.bias`, Float32Array.from(shift));
    } else if (layer.prologue === 'affine-silu') {
      values
        .set(`${layer.id}.scale`, Float32Array.from(scale))
        .set(`${layer.id}.shift`, Float32Array.from(shift));
    } else {
      const bias = Float64Array.from(lookup(values, `${layer.id}.bias`));
      kernel.forEach((w, i) => (bias[i % layer.filters] += w * shift[Math.floor(i / layer.filters)]));
      values.set(
        `${layer.id}.kernel`,
        kernel.map((w, i) => w * scale[Math.floor(i / layer.filters)]),
      );
      values.set(`${layer.id}.bias`, Float32Array.from(bias));
    }
  }
  return new Map(
    [...parameterShapes(network)].map(([name, shape]) => [
      name,
      { shape, data: lookup(values, name).slice() },
    ]),
  );
}

/** The batch normalisations of a network. @throws Error if one of them cannot be folded */
export function normsOf(network: Network): Norm[] {
  const shapes = layerShapes(network);
  return network.layers.flatMap((layer) => {
    if (layer.kind !== 'convolution' || !layer.norm) return [];
    const { id, norm, prologue, kernel, stride, transposed } = layer;
    const canFold =
      norm === 'after' ? !stride && !transposed : prologue === 'affine-silu' || (kernel === 1 && !prologue);
    if (!canFold) throw new Error(`${id} has a batch normalisation that does not fold away`);
    return [{ layer, channels: norm === 'after' ? layer.filters : lookup(shapes, layer.from)[2] }];
  });
}

/** Scale and shift of a batch normalisation with given statistics (Ioffe & Szegedy 2015, algorithm 2). */
function affine(
  id: string,
  trained: ReadonlyMap<string, Parameter>,
  statistics: ReadonlyMap<string, Parameter>,
): { scale: Float64Array; shift: Float64Array } {
  const values = (map: ReadonlyMap<string, Parameter>, name: string): Float64Array =>
    Float64Array.from(lookup(map, `${id}.bn.${name}`).data);
  const [mean, variance] = [values(statistics, 'mean'), values(statistics, 'variance')];
  const scale = values(trained, 'scale').map((gamma, c) => gamma / Math.sqrt(variance[c] + EPSILON));
  const shift = values(trained, 'shift').map((beta, c) => beta - mean[c] * scale[c]);
  return { scale, shift };
}
