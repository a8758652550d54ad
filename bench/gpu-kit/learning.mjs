// The page's default training from random weights, by the page's own loop, and how good it is at its end.
import { readPacks } from '../../src/cli/digits.ts';
import { digitSet } from '../../src/data/trainingDigits.ts';
import { PRESETS } from '../../src/engine/protocol/train.ts';
import { drain } from '../../src/engine/worker/loop/drain.ts';
import { planTrain } from '../../src/engine/worker/requests/validateTrain.ts';
import { TEST_DIGITS } from '../../src/engine/worker/training/digits.ts';
import { train } from '../../src/engine/worker/training/train.ts';
import { averagedWeights } from '../../src/model/train/sections.ts';
import { openWebGpu } from './openWebGpu.mjs';
import { judgedSamples } from './sampling.mjs';

const ALL_CLASSES = 10;
const HELD_OUT = 5000;

/** @param {{ updates: number, batch: number, digits: number, samples: { count: number, steps: number } }} question */
export async function answer({ updates, batch, digits, samples }) {
  const { capability } = await openWebGpu();
  const config = {
    ...PRESETS.tiny,
    ...{ network: 'tiny', seed: 0, schedule: 'linear', average: 0.995, label: ALL_CLASSES },
    ...{ batch, digits },
  };
  const request = { config, goal: updates, heldOut: HELD_OUT, baseUrl: '' };
  const network = planTrain(request);
  const { size } = network;
  const of = async (split, first, most) =>
    digitSet(await readPacks(split, first), { first, label: ALL_CLASSES, size, most });
  const sets = { train: await of('train', digits), heldOut: await of('test', TEST_DIGITS, HELD_OUT) };
  const began = performance.now();
  const { state, seconds, heldOutLoss } = await drain(
    train(capability, request, sets, new AbortController().signal),
  );
  return {
    /** Everything: shaders, updates, the pictures of the milestones, the last measurement. */
    seconds: (performance.now() - began) / 1000,
    /** Of the updates. */
    trainingSeconds: seconds,
    heldOutLoss,
    samples: await judgedSamples(
      network,
      { parameters: averagedWeights(network, state.numbers) },
      capability,
      { ...samples, guidance: 0 },
      'classifier14.safetensors',
    ),
  };
}
