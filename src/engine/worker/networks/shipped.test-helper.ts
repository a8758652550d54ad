import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tidy, zeros } from '@tensorflow/tfjs-core';
import { decodePack } from '../../../data/pack';
import { packPath, packs } from '../../../data/packs';
import { makeSchedule } from '../../../diffusion/schedule';
import { openBackend } from '../../../model/openBackend';
import { startTfjs } from '../../../model/backends/onCpu';
import { createDenoiser } from '../../../model/denoiser';
import { shipped } from '../../../model/networks/shipped';
import { parseWeights } from '../../../model/weights';
import type { PackCache } from '../training/digits';
import type { LoadedNetwork } from './loadedNetwork';

/** A signal that is never aborted. */
export const never = new AbortController().signal;

/** The shipped network on WebAssembly, and on tfjs too: tests ask its operations as well, and count tensors. */
export async function loadShipped(): Promise<LoadedNetwork> {
  const { capability } = await openBackend({ wanted: 'wasm' });
  await startTfjs();
  const file = new Uint8Array(await readFile('public/models/shipped.safetensors'));
  const denoiser = createDenoiser(shipped, parseWeights(shipped, file.buffer));
  // Uploads its parameters.
  tidy(() => denoiser.estimate(zeros([1, 28, 28, 1]), makeSchedule('linear'), 1, [0], 0).as('v'));
  return { denoiser, capability };
}

/** The first thousand training digits and the test digits. */
export async function readPacks(): Promise<PackCache> {
  const cache: PackCache = new Map();
  for (const info of packs.filter(({ name }) => name === 'train-0' || name === 'test')) {
    const bytes = new Uint8Array(await readFile(`public/${packPath(info)}`));
    cache.set(info.name, await decodePack(bytes, info));
  }
  return cache;
}

/** Serves the folder public on a free port. */
export async function servePublic(): Promise<{ baseUrl: string; close: () => void }> {
  const server = createServer((message, response) => {
    readFile(`public${message.url?.replace(/\?.*/, '') ?? ''}`).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { baseUrl: `http://localhost:${(server.address() as AddressInfo).port}/`, close };
}
