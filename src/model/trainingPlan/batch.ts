import { RANDOM } from '../compiled/step';
import { THREADS } from '../compiled/wgsl';
import { numbersOf, type Network } from '../network';
import { dispatch, given, GROUP_A_PICTURE, parameter, read, value, write, type Dispatch } from './shader';

/** Values of a batch: the input, what the output should be, and with what each picture is given t as a picture. */
export const BATCH = { input: 'input', target: 'target', timePicture: 'time.picture' };

/** Index of pixel (y, x) in a picture whose patches are channels. */
const inPatches = ({ size, patch }: Network): string =>
  patch === undefined ? 'pixel' : `((y / 2u) * ${size / 2}u + x / 2u) * 4u + (y % 2u) * 2u + x % 2u`;

/**
 * The batch: x_t of each row's digit, t and noise, next to it the template of its label or the picture of its t, and the output
 * that the network should have; a thread for each pixel. The noise has the bits of diffusion/random.ts.
 */
export function makeBatch(network: Network): Dispatch {
  const { size, channels, patch, range, embedding } = network;
  const pixels = numbersOf(network);
  const [paper, ink] = range === 'unit' ? [0, 1] : [-1, 1];
  const byTime = 'picture' in embedding;
  const isWhole = patch === undefined && channels === undefined;
  const inputs = isWhole ? 4 : 2;
  return dispatch(
    'batch',
    [
      read('rows', given('rows'), 'vec4u'),
      read('digits', given('digits'), channels ? 'f32' : 'u32'),
      read('mixtures', given('mixtures')),
      read('quantiles', given('quantiles'), 'f32'),
      read('channel', byTime ? value(BATCH.timePicture) : parameter('template'), 'f32'),
      write('input', value(BATCH.input), 'f32'),
      write('desired', value(BATCH.target), 'f32'),
    ],
    { perPicture: pixels },
    `
  let at = thread.x;
  let n = at / ${pixels}u;
  if (n >= step.pictures) { return; }
  let pixel = at % ${pixels}u;
  let y = pixel / ${size}u;
  let x = pixel % ${size}u;
  let row = rows[step.first + n];
  let byte = row.x * ${pixels}u + pixel;
  let x0 = ${channels ? 'digits[byte]' : `f32((digits[byte / 4u] >> (8u * (byte % 4u))) & 255u) / 255.0 * ${ink - paper}.0 + ${paper}.0`};
  let noise = hash(vec2u(step.key0, step.key1), step.picture + n).xy;
  let epsilon = gaussian(noise, pixel);
  let mixture = mixtures[row.y];
  let place = n * ${pixels}u + ${inPatches(network)};
  input[place * ${inputs}u] = mixture.x * x0 + mixture.y * epsilon;
  input[place * ${inputs}u + 1u] = channel[${byTime ? 'n' : 'row.z'} * ${pixels}u + pixel];
  ${isWhole ? 'input[place * 4u + 2u] = 0.0; input[place * 4u + 3u] = 0.0;' : ''}
  desired[place] = mixture.z * x0 + mixture.w * epsilon;`,
    RANDOM,
  );
}

/**
 * Mean square of output - target for each picture, and the gradient of the loss with respect to the output: a workgroup for each
 * picture. An output of one channel has a gradient of four, three of them 0; that of a point two, and two that are 0.
 * @param output value of the raw output
 * @param gradient receives the gradient
 */
export function squaredErrors(
  network: Network,
  channels: number,
  output: string,
  gradient: string,
): Dispatch {
  const pixels = numbersOf(network);
  const place = network.channels ? 'at + 2u * n' : 'at';
  return dispatch(
    'errors',
    [
      read('rows', given('rows'), 'vec4u'),
      read('output', value(output), 'f32'),
      read('desired', value(BATCH.target), 'f32'),
      write('gradient', value(gradient), channels === 1 ? 'vec4f' : 'f32'),
      write('errors', given('errors'), 'f32'),
    ],
    GROUP_A_PICTURE,
    `
  let n = group.x;
  let row = step.first + n;
  let factor = bitcast<f32>(rows[row].w) * ${2 / pixels};
  var sum = 0.0;
  for (var p = local; p < ${pixels}u; p += ${THREADS}u) {
    let at = n * ${pixels}u + p;
    let difference = output[${place}] - desired[at];
    sum += difference * difference;
    gradient[${place}] = ${channels === 1 ? 'vec4f(difference * factor, 0.0, 0.0, 0.0)' : 'difference * factor'};
    ${network.channels ? `gradient[${place} + 2u] = 0.0;` : ''}
  }
  sums[local] = sum;
  workgroupBarrier();
  if (local == 0u) {
    var all = 0.0;
    for (var i = 0u; i < ${THREADS}u; i++) { all += sums[i]; }
    errors[row] = all / ${pixels}.0;
  }`,
    `var<workgroup> sums : array<f32, ${THREADS}>;`,
  );
}
