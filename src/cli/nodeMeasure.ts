import { readFile } from 'node:fs/promises';
import { decodePack, digit, PIXELS, type Pack } from '../data/pack';
import { packOf, packPath, type PackInfo, type Split } from '../data/packs';
import type { SampleRequest } from '../engine/protocol/jobs';
import { drain } from '../engine/worker/loop/drain';
import { createJudge } from '../engine/worker/measures/judge';
import { nearestDigits } from '../engine/worker/measures/nearest';
import type { PackCache } from '../engine/worker/training/digits';
import { sample } from '../engine/worker/sampling/sample';
import { UNSEEN, type Measure } from '../exercises/measure';
import { createDenoiser } from '../model/denoiser';
import { openBackend } from '../model/openBackend';
import { enableFma } from './fma';
import { readNetwork } from './networkFile';
import { servePublic } from './servePublic';

const PUBLIC = new URL('../../public/', import.meta.url);
const never = new AbortController().signal;

/** The shipped network on WebAssembly, and what judges its pictures. */
async function startEngine() {
  enableFma();
  const { capability } = await openBackend({ wanted: 'wasm' });
  const { network, weights } = await readNetwork(undefined);
  const denoiser = createDenoiser(network, weights);
  const packs: PackCache = new Map();
  const judge = createJudge(packs);
  const baseUrl = await servePublic();
  return {
    sample: async (request: SampleRequest) =>
      (await drain(sample({ denoiser, capability }, request, never), () => undefined)).x0,
    nearness: async (picture: Float32Array, label: number) => {
      let distance = NaN;
      const unseen: number[] = [];
      const request = { picture, label, digits: 60_000, unseen: UNSEEN, baseUrl };
      await drain(nearestDigits(request, packs, never), (event) => {
        if (event.kind === 'nearest') distance = event.digits[0].distance;
        if (event.kind === 'unseen') unseen.push(...event.distances);
      });
      return { distance, unseen };
    },
    read: async (pictures: Float32Array) => {
      const labels = Array<number>(pictures.length / PIXELS).fill(0);
      const job = judge({ pictures, labels, reference: 0, baseUrl }, never);
      return (await drain(job, () => undefined)).guesses;
    },
  };
}

/** What exercises ask of the command line; the engine starts when the first one asks it. Runs follow one another. */
export function createNodeMeasure(): Measure {
  const packs = new Map<string, Promise<Pack>>();
  let engine: ReturnType<typeof startEngine> | undefined;
  const started = (): ReturnType<typeof startEngine> => (engine ??= startEngine());
  const readPack = async (info: PackInfo): Promise<Pack> =>
    decodePack(new Uint8Array(await readFile(new URL(packPath(info), PUBLIC))), info);
  return {
    digit: async (source) => {
      const [, split, index] = /^(train|test)\.(\d+)$/.exec(source) ?? [];
      const info = packOf(split as Split, Number(index));
      if (!info) throw new Error(`There is no digit "${source.slice(0, 24)}".`);
      const pack = packs.get(info.name) ?? readPack(info);
      packs.set(info.name, pack);
      return digit(await pack, Number(index) - info.first);
    },
    sample: async (request) => (await started()).sample(request),
    read: async (pictures) => (await started()).read(pictures),
    nearness: async (picture, label) => (await started()).nearness(picture, label),
  };
}
