import type { LayerShape } from '../network';
import { EPSILON } from '../norms';
import type { BoundEpilogue } from './epilogues';
import { pictureGroup } from './pictureSums';
import {
  dispatch,
  GROUP_A_PICTURE,
  parameter,
  read,
  value,
  write,
  type Binding,
  type Dispatch,
} from './shader';

/** A batch normalisation and what it binds. */
export interface Norm {
  /** The layer whose parameters it has. */
  readonly layer: string;
  /** The value that it reads. */
  readonly from: string;
  readonly shape: LayerShape;
  /** Means, and after them (padded, see layout.ts) variances: the batch's or given ones. */
  readonly statistics: Binding;
  /** Distance of the variances from the means, in vectors. */
  readonly stride: number;
}

const affine = ({ layer }: Norm) => [
  read('gamma', parameter(`${layer}.bn.scale`)),
  read('beta', parameter(`${layer}.bn.shift`)),
];

/** Mean and sum of squared deviations of each picture's channels, as the value `${from}.moments`, [N, 2, channels]. */
export function pictureMoments({ layer, from, shape }: Norm): Dispatch {
  const { declarations, place, eachPixel, quads, pixels } = pictureGroup(layer, shape);
  return dispatch(
    `${layer}.moments`,
    [read('x', value(from)), write('moments', value(`${from}.moments`))],
    GROUP_A_PICTURE,
    `${place}
  var sum = vec4f();${eachPixel('sum += x[at];')}
  let mean = total(local, sum) / ${pixels}.0;
  var squares = vec4f();${eachPixel('let centred = x[at] - mean; squares += centred * centred;')}
  squares = total(local, squares);
  if (lane == 0u) {
    moments[n * ${2 * quads}u + c] = mean;
    moments[n * ${2 * quads}u + ${quads}u + c] = squares;
  }`,
    declarations,
  );
}

/**
 * x normalised, scaled and shifted. By the batch's statistics (Ioffe & Szegedy 2015, algorithm 1), which every workgroup merges
 * from the pictures' moments (Chan et al. 1979) and the first one keeps; or by given ones (algorithm 2).
 */
export function normalised(norm: Norm, epilogue: BoundEpilogue, givenStatistics: boolean): Dispatch {
  const { layer, from, shape, statistics, stride } = norm;
  const { declarations, place, eachPixel, eachPicture, quads, pixels } = pictureGroup(layer, shape);
  const merged = `
  var sum = vec4f();${eachPicture(`sum += moments[i * ${2 * quads}u + c];`)}
  let mean = total(local, sum) / f32(step.pictures);
  var squares = vec4f();${eachPicture(
    `let off = moments[i * ${2 * quads}u + c] - mean; squares += moments[i * ${2 * quads}u + ${quads}u + c] + ${pixels}.0 * off * off;`,
  )}
  let variance = total(local, squares) / f32(step.pictures * ${pixels}u);
  if (n == 0u && lane == 0u) {
    statistics[c] = mean;
    statistics[${stride}u + c] = variance;
  }`;
  const looked = `
  let mean = statistics[c];
  let variance = statistics[${stride}u + c];`;
  return dispatch(
    `${layer}.norm`,
    [
      read('x', value(from)),
      ...(givenStatistics
        ? [read('statistics', statistics)]
        : [read('moments', value(`${from}.moments`)), write('statistics', statistics)]),
      ...affine(norm),
      ...epilogue.variables,
    ],
    GROUP_A_PICTURE,
    `${place}
${givenStatistics ? looked : merged}
  let scale = gamma[c] * inverseSqrt(variance + ${EPSILON});
  let filters = c;${eachPixel(`var v = (x[at] - mean) * scale + beta[c];\n    ${epilogue.lines.filter(Boolean).join('\n    ')}`)}`,
    declarations,
  );
}

/**
 * Sums over each picture's pixels of dz and of dz xHat: the gradients of beta (and of a shift) and of gamma.
 * @param gradient dz, with respect to the normalised, scaled and shifted value
 * @param sums receives them, [N, 2, channels]
 */
export function normGradientSums(norm: Norm, gradient: string, sums: Binding): Dispatch {
  const { layer, from, shape, statistics, stride } = norm;
  const { declarations, place, eachPixel, quads } = pictureGroup(layer, shape);
  return dispatch(
    `${layer}.norm.sums`,
    [read('x', value(from)), read('d', value(gradient)), read('statistics', statistics), write('sums', sums)],
    GROUP_A_PICTURE,
    `${place}
  let mean = statistics[c];
  let perDeviation = inverseSqrt(statistics[${stride}u + c] + ${EPSILON});
  var sum = vec4f();
  var product = vec4f();${eachPixel('sum += d[at]; product += d[at] * (x[at] - mean) * perDeviation;')}
  sum = total(local, sum);
  product = total(local, product);
  if (lane == 0u) {
    sums[n * ${2 * quads}u + c] = sum;
    sums[n * ${2 * quads}u + ${quads}u + c] = product;
  }`,
    declarations,
  );
}

/** dx, also through the mean and the variance; the parameters are those of `normGradientSums`. */
export function normGradient(norm: Norm, gradient: string, sums: Binding, epilogue: BoundEpilogue): Dispatch {
  const { layer, from, shape, statistics, stride } = norm;
  const { declarations, place, eachPixel, eachPicture, quads, pixels } = pictureGroup(layer, shape);
  return dispatch(
    `${layer}.norm.gradient`,
    [
      read('x', value(from)),
      read('d', value(gradient)),
      read('statistics', statistics),
      read('sums', sums),
      read('gamma', parameter(`${layer}.bn.scale`)),
      ...epilogue.variables,
    ],
    GROUP_A_PICTURE,
    `${place}
  var sum = vec4f();
  var product = vec4f();${eachPicture(`sum += sums[i * ${2 * quads}u + c]; product += sums[i * ${2 * quads}u + ${quads}u + c];`)}
  let count = f32(step.pictures * ${pixels}u);
  sum = total(local, sum) / count;
  product = total(local, product) / count;
  let mean = statistics[c];
  let perDeviation = inverseSqrt(statistics[${stride}u + c] + ${EPSILON});
  let scale = gamma[c] * perDeviation;${eachPixel(
    `var v = scale * (d[at] - (sum + (x[at] - mean) * perDeviation * product));\n    ${epilogue.lines.filter(Boolean).join('\n    ')}`,
  )}`,
    declarations,
  );
}

/** Sums of a value over each picture's pixels. @param sums receives them, [N, channels] */
export function pixelSums(id: string, from: string, shape: LayerShape, sums: Binding): Dispatch {
  const { declarations, place, eachPixel, quads } = pictureGroup(id, shape);
  return dispatch(
    `${id}.sums`,
    [read('x', value(from)), write('sums', sums)],
    GROUP_A_PICTURE,
    `${place}
  var sum = vec4f();${eachPixel('sum += x[at];')}
  sum = total(local, sum);
  if (lane == 0u) { sums[n * ${quads}u + c] = sum; }`,
    declarations,
  );
}
