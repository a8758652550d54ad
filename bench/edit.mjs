// Editing with the shipped network, on WebAssembly in Node: denoising against two filters, inpainting by RePaint, DDIM inversion.
// Measured on two cores: 200 noisy digits of 12.1 dB reach 18.9 dB by blur, 20.3 by total variation, 25.7 as the mean of 8 draws and
// 26.1 as one x0Hat. Takes more than 20 minutes.
import { readFile } from 'node:fs/promises';
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { register } from 'tsx/esm/api';
import { totalVariation } from './support/smoothing.mjs';

register();
const { readPacks } = await import('../src/cli/digits.ts');
const { readNetwork } = await import('../src/cli/networkFile.ts');
const { digit } = await import('../src/data/pack.ts');
const { blur, degrade } = await import('../src/diffusion/pictures/degrade.ts');
const { addNoise } = await import('../src/diffusion/forward.ts');
const { MeanAndError } = await import('../src/diffusion/numbers/meanAndError.ts');
const { asTimestep, estimateNoise, timestepOfNoise } =
  await import('../src/diffusion/pictures/noiseLevel.ts');
const { fillGaussian, fold, key, STREAM } = await import('../src/diffusion/random.ts');
const { makeSchedule } = await import('../src/diffusion/schedule.ts');
const { psnr, ssim } = await import('../src/diffusion/pictures/similarity.ts');
const { predict } = await import('../src/engine/worker/measures/predict.ts');
const { sample } = await import('../src/engine/worker/sampling/sample.ts');
const { openBackend } = await import('../src/model/openBackend.ts');
const { createClassifier } = await import('../src/model/classifier.ts');
const { createDenoiser } = await import('../src/model/denoiser.ts');

export const title =
  'Editing MNIST test digits with the shipped network (the bar: the posterior mean beats blur and total variation)';

/** BENCH_PART=denoise, inpaint or invert measures only one part. */
const PARTS = (process.env.BENCH_PART ?? 'denoise,inpaint,invert').split(',');
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const NO_CLASS = 10;

const NOISE = 0.5;
const DENOISED = 200;
/** Training digits on which the filters are tuned. */
const TUNED_ON = 200;
const DRAWS = 8;
const DRAW_STEPS = 10;

const INPAINTED = 40;
const COMPLETIONS = 4;
const INPAINT_STEPS = 20;
const RESAMPLINGS = [1, 3, 5];

const INVERTED = 50;
/** Guidance scale with which an inverted digit is decoded as another class. */
const CHANGE_GUIDANCE = 2;

const never = new AbortController().signal;
const linear = makeSchedule('linear');
const schedule = { name: 'linear', T: 1000 };

const part = (pictures, i) => pictures.subarray(i * PIXELS, (i + 1) * PIXELS);
const joined = (pictures) => {
  const all = new Float32Array(pictures.length * PIXELS);
  pictures.forEach((picture, i) => all.set(picture, i * PIXELS));
  return all;
};
const clipped = (picture) => picture.map((value) => Math.max(-1, Math.min(1, value)));
const range = (count) => Array.from({ length: count }, (_, i) => i);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const digits = async (split, count) => {
  const packs = await readPacks(split, count);
  const chosen = range(count);
  return { pictures: chosen.map((i) => digit(packs[0], i)), labels: chosen.map((i) => packs[0].labels[i]) };
};

async function result(events) {
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value;
  }
}

const sampleX0 = (loaded, request) =>
  result(
    sample(
      loaded,
      {
        network: 'shipped',
        schedule,
        seed: 0,
        sampler: 'ddpm',
        eta: 0,
        guidance: 0,
        keep: 'last',
        ...request,
      },
      never,
    ),
  ).then(({ x0 }) => x0);

const noisy = (pictures, seed) =>
  pictures.map((picture, i) =>
    degrade(picture, SIDE, { kind: 'gaussian', sigma: NOISE }, fold(fold(key(seed), STREAM.degrade), i)),
  );

/** The filter parameter with the highest mean PSNR on training digits. */
function tune(filter, candidates, { pictures }) {
  const degraded = noisy(pictures, 1);
  const score = (parameter) =>
    mean(pictures.map((picture, i) => psnr(clipped(filter(degraded[i], parameter)), picture)));
  return candidates
    .map((parameter) => ({ parameter, score: score(parameter) }))
    .reduce((best, one) => (one.score > best.score ? one : best)).parameter;
}

const steps = (from, to, by) => range(Math.round((to - from) / by) + 1).map((i) => from + i * by);

async function denoise(loaded) {
  const train = await digits('train', TUNED_ON);
  const { pictures } = await digits('test', DENOISED);
  const degraded = noisy(pictures, 2);
  const blurred = (picture, sigma) => blur(picture, SIDE, sigma);
  const varied = (picture, lambda) => totalVariation(picture, SIDE, lambda);
  const sigma = tune(blurred, steps(0.4, 1.6, 0.05), train);
  const lambda = tune(varied, steps(0.1, 0.9, 0.05), train);
  const t = timestepOfNoise(linear, NOISE);

  const guess = async (picture, at) => {
    const request = {
      network: 'shipped',
      xt: asTimestep(linear, at, picture),
      t: at,
      label: NO_CLASS,
      schedule,
    };
    return (await result(predict(loaded, request, never))).x0Hat;
  };
  const guesses = [];
  const blind = [];
  for (const picture of degraded) {
    guesses.push(await guess(picture, t));
    blind.push(await guess(picture, timestepOfNoise(linear, estimateNoise(picture, SIDE))));
  }
  const started = performance.now();
  const all = await sampleX0(loaded, {
    labels: new Array(DENOISED * DRAWS).fill(NO_CLASS),
    steps: DRAW_STEPS,
    start: {
      t,
      pictures: joined(degraded.flatMap((one) => new Array(DRAWS).fill(asTimestep(linear, t, one)))),
    },
  });
  const ms = (performance.now() - started) / (DENOISED * DRAWS * DRAW_STEPS);
  const draws = range(DENOISED).map((i) => range(DRAWS).map((j) => part(all, i * DRAWS + j)));
  const averages = draws.map((ofDigit) => ofDigit[0].map((_, k) => mean(ofDigit.map((draw) => draw[k]))));

  const row = (name, results) => {
    const [peak, structure] = [new MeanAndError(), new MeanAndError()];
    results.forEach((one, i) => {
      peak.add(psnr(one, pictures[i]));
      structure.add(ssim(one, pictures[i], SIDE));
    });
    return {
      what: `denoise: ${name}`,
      'PSNR dB': peak.mean.toFixed(2),
      'std error': peak.error.toFixed(2),
      SSIM: structure.mean.toFixed(3),
    };
  };
  return {
    rows: [
      row(`noisy, sigma ${NOISE}`, degraded),
      row('noisy, clipped', degraded.map(clipped)),
      row(
        `Gaussian blur, ${sigma.toFixed(2)} px`,
        degraded.map((one) => clipped(blurred(one, sigma))),
      ),
      row(
        `total variation, lambda ${lambda.toFixed(2)}`,
        degraded.map((one) => clipped(varied(one, lambda))),
      ),
      row(
        `one draw from t = ${t}`,
        draws.map(([first]) => first),
      ),
      row(`mean of ${DRAWS} draws from t = ${t}`, averages),
      row(`x0Hat at t = ${t}`, guesses),
      row('x0Hat at the estimated t', blind),
    ],
    notes: [`Draws: DDPM, ${DRAW_STEPS} steps, no class; ${ms.toFixed(1)} ms an evaluation.`],
  };
}

/** The class that the classifier reads in each picture. */
async function classify(pictures) {
  const file = await readFile('public/models/classifier.safetensors');
  const classifier = createClassifier(new Uint8Array(file).buffer);
  try {
    return pictures.map((picture) =>
      tidy(() => {
        const logits = classifier.classify(tensor4d(picture, [1, SIDE, SIDE, 1])).logits.arraySync()[0];
        return logits.indexOf(Math.max(...logits));
      }),
    );
  } finally {
    classifier.dispose();
  }
}

/** Entropy of the classes, bits. */
const entropy = (classes) =>
  [...new Set(classes)]
    .map((label) => classes.filter((one) => one === label).length / classes.length)
    .reduce((sum, share) => sum - share * Math.log2(share), 0);

async function inpaint(loaded) {
  const { pictures, labels } = await digits('test', INPAINTED);
  const half = PIXELS / 2;
  const mask = Uint8Array.from({ length: PIXELS }, (_, i) => (i < half ? 1 : 0));
  const asOriginal = (classes, each = 1) =>
    mean(classes.map((label, i) => (label === labels[Math.floor(i / each)] ? 1 : 0)));
  const masked = await classify(pictures.map((picture) => picture.map((value, i) => (mask[i] ? value : -1))));
  const rows = [
    { what: 'inpaint: whole digit', 'read as original': asOriginal(await classify(pictures)).toFixed(2) },
    { what: 'inpaint: upper half alone', 'read as original': asOriginal(masked).toFixed(2) },
  ];
  const each = (values) => values.flatMap((value) => new Array(COMPLETIONS).fill(value));
  const known = {
    pictures: joined(each(pictures)),
    masks: mask,
  };
  for (const isConditional of [true, false])
    for (const resamplings of RESAMPLINGS) {
      const all = await sampleX0(loaded, {
        labels: isConditional ? each(labels) : each(labels).fill(NO_CLASS),
        steps: INPAINT_STEPS,
        known,
        resamplings,
      });
      const completions = range(INPAINTED * COMPLETIONS).map((i) => part(all, i));
      const isKept = completions.every((one, i) =>
        one.subarray(0, half).every((value, k) => value === known.pictures[i * PIXELS + k]),
      );
      if (!isKept) throw new Error('A known pixel has changed.');
      const classes = await classify(completions);
      const groups = range(INPAINTED).map((i) => range(COMPLETIONS).map((j) => i * COMPLETIONS + j));
      const spread = (group) =>
        mean(
          range(half).map((k) => {
            const values = group.map((i) => completions[i][half + k]);
            return Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));
          }),
        );
      rows.push({
        what: `inpaint: ${isConditional ? 'class given' : 'no class'}, ${resamplings} resamplings`,
        'read as original': asOriginal(classes, COMPLETIONS).toFixed(2),
        'entropy bits': mean(groups.map((group) => entropy(group.map((i) => classes[i])))).toFixed(2),
        'pixel std': mean(groups.map(spread)).toFixed(3),
      });
    }
  return {
    rows,
    notes: [
      `Inpainting: lower half of ${INPAINTED} digits, ${COMPLETIONS} completions each, DDPM, ${INPAINT_STEPS} steps.`,
    ],
  };
}

async function invert(loaded) {
  const { pictures, labels } = await digits('test', INVERTED);
  const originals = joined(pictures);
  const epsilon = fillGaussian(key(9), new Float32Array(originals.length));
  const square = (a, b) => {
    const errors = new MeanAndError();
    range(INVERTED).forEach((i) =>
      errors.add(mean(Array.from(part(a, i), (v, k) => (v - part(b, i)[k]) ** 2))),
    );
    return errors;
  };
  const rows = [];
  for (const [from, count] of [
    [0, 10],
    [0, 50],
    [0, 100],
    [10, 50],
    [10, 100],
  ]) {
    const request = { labels, sampler: 'ddim', steps: count };
    const start = addNoise(linear, from, originals, epsilon, new Float32Array(originals.length));
    const noise = await sampleX0(loaded, { ...request, start: { t: from, pictures: start }, invertTo: 1000 });
    const back = await sampleX0(loaded, { ...request, start: { t: 1000, pictures: noise } });
    const error = square(back, originals);
    // The same noise decoded as another class, as "keep the handwriting, change the digit" does.
    const others = labels.map((label) => (label + 3) % NO_CLASS);
    const changed =
      count === 50 &&
      (await sampleX0(loaded, {
        ...request,
        labels: others,
        guidance: CHANGE_GUIDANCE,
        start: { t: 1000, pictures: noise },
      }));
    const classes = changed ? await classify(range(INVERTED).map((i) => part(changed, i))) : [];
    rows.push({
      what: `invert: ${count} steps from x_${from} and back`,
      MSE: error.mean.toFixed(5),
      'std error': error.error.toFixed(5),
      'variance of x_T': square(noise, new Float32Array(noise.length)).mean.toFixed(2),
      ...(changed && {
        'read as another': mean(classes.map((label, i) => (label === others[i] ? 1 : 0))).toFixed(2),
      }),
    });
  }
  return {
    rows,
    notes: [
      `Inversion: ${INVERTED} digits with their class, guidance 0; as another class with guidance ${CHANGE_GUIDANCE}.`,
    ],
  };
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  const { network, weights } = await readNetwork();
  const { capability } = await openBackend({ wanted: 'wasm' });
  const loaded = { denoiser: createDenoiser(network, weights), capability };
  const parts = { denoise, inpaint, invert };
  const results = [];
  for (const name of PARTS) results.push(await parts[name](loaded));
  loaded.denoiser.dispose();
  return { rows: results.flatMap(({ rows }) => rows), notes: results.flatMap(({ notes }) => notes) };
}
