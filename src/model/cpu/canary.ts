import { fillGaussian, fold, key } from '../../diffusion/random';
import { evaluateInJavaScript } from '../inJavaScript';
import { parameterShapes, type Convolution, type Network } from '../network';
import { shipped } from '../networks/shipped';
import { elements } from '../shapes';
import type { Parameter } from '../weights';
import { isSupported } from './assemble';
import { createCpuNetwork } from './evaluate';

const TOLERANCE = 1e-3;
const CHANNELS = 32;
/** Six convolutions on 14 x 14 pixels, as tfjs's backends are timed with; the proof has a quarter of the pixels. */
const [TIMED, PROVEN, LAYERS] = [14, 7, 6];
/** A browser compiles the module quickly at first and better later: the fastest of so many counts. */
const ROUNDS = 5;

/** A chain of convolutions. */
function chain(size: number): Network {
  const layer = (i: number): Convolution => ({
    ...{ kind: 'convolution', id: `layer${i}`, kernel: 3, filters: CHANNELS, activation: 'silu' },
    from: i === 0 ? 'input' : `layer${i - 1}`,
  });
  const layers = Array.from({ length: LAYERS + 1 }, (_, i) => layer(i));
  return {
    ...shipped,
    ...{ name: 'canary', size },
    layers: [...layers, { kind: 'convolution', id: 'head', from: `layer${LAYERS}`, kernel: 3, filters: 1 }],
  };
}

function gaussians(stream: number, length: number): Float32Array {
  return fillGaussian(fold(key(0), stream), new Float32Array(length));
}

function parametersOf(network: Network): Map<string, Parameter> {
  const taps = 9 * CHANNELS;
  return new Map(
    [...parameterShapes(network)].map(([name, shape], i) => {
      const data = gaussians(i, elements(shape)).map((value) => (2 * value) / Math.sqrt(taps));
      return [name, { shape, data }];
    }),
  );
}

/**
 * Checks that plans on the CPU compute correctly here: compares a chain of convolutions with plain loops.
 * @returns milliseconds of such a chain, and what the badge says of the arithmetic
 * @throws Error with the reason, as a sentence
 */
export function runCpuCanary(): { ms: number; arithmetic: string } {
  if (!isSupported(false)) throw new Error('WebAssembly has no SIMD here.');
  const small = chain(PROVEN);
  const parameters = parametersOf(small);
  const [xt, channel] = [0, 1].map((stream) => gaussians(100 + stream, PROVEN ** 2));
  const computed = new Float32Array(xt.length);
  const cpu = createCpuNetwork(small, parameters);
  cpu.evaluate({ xt, channel, e: new Float32Array(0) }, computed);
  const input = Float64Array.from({ length: 2 * xt.length }, (_, i) => (i % 2 === 0 ? xt : channel)[i >> 1]);
  const expected = evaluateInJavaScript(small, parameters, input, undefined);
  const error = expected.reduce((worst, value, i) => Math.max(worst, Math.abs(value - computed[i])), 0);
  // Written so that NaN fails.
  if (!(error <= TOLERANCE)) throw new Error(`It computes wrong numbers (off by ${error.toPrecision(2)}).`);
  return { ms: timedChain(), arithmetic: cpu.fused ? 'SIMD with FMA' : 'SIMD' };
}

function timedChain(): number {
  const network = chain(TIMED);
  const cpu = createCpuNetwork(network, parametersOf(network));
  const numbers = gaussians(200, TIMED ** 2);
  const input = { xt: numbers, channel: numbers, e: new Float32Array(0) };
  const output = new Float32Array(numbers.length);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    cpu.evaluate(input, output);
    return performance.now() - started;
  });
  return Math.min(...rounds);
}
