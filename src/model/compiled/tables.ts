import { conversion } from '../../diffusion/parameterization';
import { makeSchedule, snr, timestepOfSnr, type Schedule } from '../../diffusion/schedule';
import type { StepCoefficients } from '../../diffusion/steps';
import { linear } from '../embedding';
import { createEmbedding } from '../embedding';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { unitView } from '../unitRange';
import type { Parameter } from '../weights';
import type { RunTables, StepNumbers } from './compiled';

/** One step: the network is asked at t, and c leads on. */
export interface Asked {
  readonly t: number;
  readonly c: StepCoefficients;
}

/**
 * All that follows from (t, label) before a run begins, as the tables that its shaders read.
 * @param labels one a sample
 * @param frames kept between two reads
 */
export function conditionTables(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  schedule: Schedule,
  asked: readonly Asked[],
  labels: readonly number[],
  guidance: number,
  frames: number,
): Pick<RunTables, 'pictures' | 'samples' | 'e' | 'channel' | 'rows' | 'channelRows' | 'steps'> {
  const { classes, embedding } = network;
  const guided = guidance !== 0 && labels.some((label) => label !== classes);
  const all = guided ? [...labels, ...labels.map(() => classes)] : labels;
  const told = [...new Set(all)];
  const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const times: number[] = [];
  const pictured = 'picture' in embedding;
  const steps = asked.map(({ t, c }, i): StepNumbers => {
    const { networkT, ...seen } = view(network, schedule, training, t);
    times.push(networkT);
    return {
      row: pictured ? 0 : i * told.length,
      channelRow: pictured ? i : 0,
      frame: i % frames,
      noiseOf: t,
      guidance,
      ...seen,
      cX0: c.x0,
      cXt: c.xt,
      cNoise: c.noise,
    };
  });
  const row = Uint32Array.from(all, (label) => told.indexOf(label));
  const none = new Uint32Array(all.length);
  const common = { samples: labels.length, pictures: all.length, steps };
  const weight = (name: string): Float32Array => lookup(weights, name).data;
  if (pictured) {
    const { width } = embedding;
    const pixels = network.size ** 2;
    const channel = new Float32Array(times.length * pixels);
    times.forEach((t, i) =>
      channel.set(linear(weight('time.table').subarray((t - 1) * width, t * width), weight('time.kernel'), weight('time.bias')), i * pixels),
    );
    return { ...common, e: new Float32Array(4), channel, rows: none, channelRows: none };
  }
  const embed = createEmbedding(network, weights);
  const e = new Float32Array(times.length * told.length * embedding.width);
  times.forEach((t, i) => e.set(embed(t, told), i * told.length * embedding.width));
  return { ...common, e, channel: weight('template'), rows: row, channelRows: Uint32Array.from(all) };
}

/** When the network is asked at t, how it sees x_t, and how x0Hat follows from its output. */
function view(network: Network, schedule: Schedule, training: Schedule, t: number) {
  if (network.range !== 'unit') {
    const { xt, output } = conversion(schedule, t, network.output, 'x0');
    return { networkT: timestepOfSnr(training, snr(schedule, t)), scale: 1, shift: 0, output, xt, constant: 0 };
  }
  const seen = unitView(schedule.alphaBar[t], schedule.oneMinusAlphaBar[t], network.output);
  const c = conversion(schedule, t, 'epsilon', 'x0');
  return {
    networkT: timestepOfSnr(training, seen.snr),
    scale: seen.scale,
    shift: seen.shift,
    output: c.output * seen.epsilon.output,
    xt: c.xt + c.output * seen.epsilon.xt * seen.scale,
    constant: c.output * seen.epsilon.xt * seen.shift,
  };
}
