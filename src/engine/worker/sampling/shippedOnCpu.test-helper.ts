import { readFileSync } from 'node:fs';
import { decodePack, type Pack } from '../../../data/pack';
import { packPath, packs } from '../../../data/packs';
import type { Prediction } from '../../../diffusion/training/parameterization';
import { makeSchedule } from '../../../diffusion/schedule';
import type { SampleRequest } from '../../protocol/jobs';
import { CompiledBatch } from './compiledBatch';
import { planSample } from '../requests/validate';
import { createCpuNetwork } from '../../../model/cpu/evaluate';
import { cpuNetwork } from '../../../model/cpu/run';
import { createEmbedding } from '../../../model/embedding';
import { lookup } from '../../../model/lookup';
import { shipped } from '../../../model/networks/shipped';
import manifest from '../../../model/networks/shipped.weights.json';
import { preconditioning } from '../../../model/preconditioning';
import { readWeights } from '../../../model/weights';

/** The schedule of the shipped network. */
export const linear = makeSchedule('linear', 1000);

/** Pixels of a digit. */
const PIXELS = 784;
const ANY = 10;

/** A pack of digits: the first 1,000 training digits, the 9,000 that follow, or the test digits. */
export async function readPack(name: 'train-0' | 'train-1' | 'test'): Promise<Pack> {
  const info = packs.find((pack) => pack.name === name);
  if (!info) throw new Error(`There is no pack ${name}.`);
  return decodePack(new Uint8Array(readFileSync(`public/${packPath(info)}`)), info);
}

/** The shipped network on one core. */
export function readShipped() {
  const file = new Uint8Array(readFileSync(`public/${manifest.file}`));
  const { parameters } = readWeights(shipped, manifest, file.buffer);
  const cpu = createCpuNetwork(shipped, parameters);
  const compiled = cpuNetwork(shipped, parameters);
  const embed = createEmbedding(shipped, parameters);
  const template = lookup(parameters, 'template').data.subarray(ANY * PIXELS, (ANY + 1) * PIXELS);
  return {
    /** What it answers, unclipped, about one x_t [784] whose class it is not told. */
    ask(kind: Prediction, xt: Float32Array, t: number): Float32Array {
      const raw = new Float32Array(PIXELS);
      cpu.evaluate({ xt, channel: template, e: embed(t, [ANY]) }, raw);
      const { xt: weight, output } = preconditioning(shipped, linear, t).outputTransform(kind);
      return raw.map((value, i) => weight * xt[i] + output * value);
    },

    /** The pictures of a request, by the page's own steps: 50 of DDIM from the seed 42 unless it says otherwise. */
    async draw(change: Pick<SampleRequest, 'labels'> & Partial<SampleRequest>): Promise<Float32Array[]> {
      const request: SampleRequest = {
        network: shipped.name,
        seed: 42,
        schedule: { name: 'linear', T: 1000 },
        sampler: 'ddim',
        steps: 50,
        eta: 0,
        guidance: 0,
        keep: 'last',
        ...change,
      };
      const count = request.labels.length;
      const plan = planSample(shipped, request);
      const { operations } = plan;
      const batch = new CompiledBatch(compiled, request, plan, { first: 0, count }, operations.length);
      operations.forEach((_, i) => batch.step(i));
      const state = await batch.readState(new AbortController().signal);
      batch.dispose();
      return Array.from({ length: count }, (_, i) => state.slice(i * PIXELS, (i + 1) * PIXELS));
    },
  };
}

/** The root of the mean square of the differences. */
export const rms = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(Array.from(a, (value, i) => (value - b[i]) ** 2).reduce((x, y) => x + y) / a.length);
