// Steps against quality for every sampler, on the shipped network, judged as the page's table "How many steps are enough?" does.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { register } from 'tsx/esm/api';

const COUNT = Number(process.env.BENCH_DIGITS ?? 300);
const STEPS = (process.env.BENCH_STEPS ?? '1,2,5,10,20,50').split(',').map(Number);
/** 'linspace', 'trailing' or 'angle' for all; by default each sampler's own. */
const SPACING = process.env.BENCH_SPACING;
/** Test digits that the samples are compared with, as in the page. */
const REFERENCE = 500;

export const title = `${COUNT} digits by each sampler, without guidance: the share that the judge reads as the class asked for, and the kernel distances (KID) from ${REFERENCE} test digits; shape is times 1,000, 0 is best`;

/** Serves public/ on a free port: the judge downloads its weights and digits. */
async function servePublic() {
  const folder = new URL('../public', import.meta.url);
  const server = createServer((message, response) => {
    readFile(`${folder.pathname}${message.url.split('?')[0]}`).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  register();
  const { drain } = await import('../src/engine/worker/loop/drain.ts');
  const { sample } = await import('../src/engine/worker/sampling/sample.ts');
  const { createJudge } = await import('../src/engine/worker/measures/judge.ts');
  const { openBackend } = await import('../src/model/openBackend.ts');
  const { createDenoiser } = await import('../src/model/denoiser.ts');
  const { readNetwork } = await import('../src/cli/networkFile.ts');
  const { SAMPLERS } = await import('../src/diffusion/steps.ts');
  const { evaluationsOf } = await import('../src/diffusion/walk.ts');
  const { digit, digitsOfClass, decodePack } = await import('../src/data/pack.ts');
  const { packPath, packs } = await import('../src/data/packs.ts');
  const { SAMPLER_NAMES } = await import('../src/state/link/fields/samplers.ts');

  const { capability } = await openBackend({ wanted: 'wasm' });
  const { network, weights } = await readNetwork();
  const denoiser = createDenoiser(network, weights);
  const { schedule: name, T } = network.trainedOn;
  const labels = Array.from({ length: COUNT }, (_, i) => i % 10);
  const { signal } = new AbortController();
  const server = await servePublic();
  const baseUrl = `http://localhost:${server.address().port}/`;
  const judge = createJudge(new Map());
  const figures = async (pictures) => {
    const verdict = await drain(judge({ pictures, labels, reference: REFERENCE, baseUrl }, signal));
    const right = labels.filter((label, i) => verdict.guesses[i] === label).length / COUNT;
    return {
      'right class': right.toFixed(3),
      'shape x 1,000': (1000 * verdict.kernelDistance).toFixed(2),
      grain: verdict.grainDistance.toPrecision(3),
    };
  };
  try {
    const rows = [];
    for (const sampler of SAMPLERS)
      for (const steps of STEPS) {
        const request = {
          ...{ network: network.name, seed: 0, labels, schedule: { name, T } },
          ...{ sampler, steps, eta: 0, guidance: 0, keep: 'last' },
          ...(SPACING && { spacing: SPACING }),
        };
        const { x0 } = await drain(sample({ denoiser, capability }, request, signal));
        const evaluations = evaluationsOf(sampler, steps);
        rows.push({ sampler: SAMPLER_NAMES[sampler], steps, evaluations, ...(await figures(x0)) });
      }
    const pack = await decodePack(await readFile(`public/${packPath(packs[0])}`), packs[0]);
    const classes = Array.from({ length: 10 }, (_, label) => digitsOfClass(pack, label));
    const real = Float32Array.from(
      labels.flatMap((label, i) => [...digit(pack, classes[label][Math.floor(i / 10)])]),
    );
    rows.push({ sampler: 'real training digits', ...(await figures(real)) });
    return { rows };
  } finally {
    server.close();
    server.closeAllConnections();
    denoiser.dispose();
  }
}
