import type { NoiseEstimate } from '../diffusion/plane/solvers';
import { timeAt } from '../diffusion/plane/wayBack';
import { createCpuNetwork } from './cpu/evaluate';
import { createEmbedding } from './embedding';
import { lookup } from './lookup';
import type { Network } from './network';
import { trainingSchedule } from './preconditioning';
import type { Parameter } from './weights';

/** Points of one evaluation. */
const BLOCK = 256;

/**
 * epsilonHat of a network of points, as a plan on the CPU.
 * @param network without classes, whose output is epsilon
 * @throws Error with the reason, if it cannot be compiled here
 */
export function pointEstimate(network: Network, parameters: ReadonlyMap<string, Parameter>): NoiseEstimate {
  if (network.channels !== 2 || network.output !== 'epsilon')
    throw new Error(`${network.name} does not predict the noise of points.`);
  const cpu = createCpuNetwork(network, parameters, { block: BLOCK });
  const embed = createEmbedding(network, parameters);
  const template = lookup(parameters, 'template').data;
  const schedule = trainingSchedule(network);
  let room = {
    length: 0,
    xt: new Float32Array(0),
    channel: new Float32Array(0),
    output: new Float32Array(0),
  };
  let e = new Float32Array(0);
  return (points, sigma, out) => {
    const { length } = points;
    if (room.length !== length) {
      const channel = Float32Array.from({ length }, (_, i) => template[i % 2]);
      room = { length, xt: new Float32Array(length), channel, output: new Float32Array(length) };
    }
    const { xt, channel, output } = room;
    const root = Math.hypot(1, sigma);
    for (let i = 0; i < length; i++) xt[i] = points[i] / root;
    const row = embed(timeAt(schedule, sigma), [0]);
    const rows = (length / 2) * row.length;
    if (e.length !== rows) e = new Float32Array(rows);
    for (let at = 0; at < rows; at += row.length) e.set(row, at);
    cpu.evaluate({ xt, channel, e }, output);
    out.set(output);
  };
}
