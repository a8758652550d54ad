import { writeFile } from 'node:fs/promises';
import type { TrainEvent, TrainRequest, TrainResult } from '../engine/protocol/train';
import { train } from '../engine/worker/train';
import { openBackend } from '../model/backend';
import { command } from './command';
import { readDigits } from './digits';
import { checkOutputs } from './outputs';
import { progressWriter } from './progressLine';
import { HELP, readTrainArguments, type TrainOptions } from './trainArguments';

const HELD_OUT = 5000;

async function run(options: TrainOptions): Promise<void> {
  const { out, data, class: classOption, force, ...settings } = options;
  const table = `${out}.csv`;
  await checkOutputs([out, table], force);
  const request: TrainRequest = {
    network: 'tiny',
    ...settings,
    digits: await readDigits('train', data, classOption),
    heldOut: await readDigits('test', HELD_OUT, classOption),
  };
  const { capability } = await openBackend({ wanted: 'wasm' });
  if (capability.backend !== 'wasm') throw new Error(capability.notes.join(' '));
  const rows = ['update,epsilon_loss,trained_loss,learning_rate'];
  const progress = progressWriter(process.stderr);
  let loss = NaN;
  const follow = (event: TrainEvent): void => {
    switch (event.kind) {
      case 'losses':
        event.epsilon.forEach((epsilon, i) => {
          const columns = [epsilon, event.trained[i], event.learningRate[i]].map((n) => n.toPrecision(6));
          rows.push([event.first + i, ...columns].join());
          loss = epsilon;
        });
        break;
      case 'progress': {
        const { update, updates, updatesPerSecond, secondsLeft } = event;
        const note = `epsilon loss ${loss.toFixed(4)}`;
        progress({
          unit: 'update',
          done: update,
          of: updates,
          perSecond: updatesPerSecond,
          secondsLeft,
          note,
        });
      }
    }
  };
  const events = train(capability, request, new AbortController().signal);
  for (;;) {
    const { done, value } = await events.next();
    if (done) return write(options, [out, table], value, rows, request.heldOut.labels.length);
    follow(value);
  }
}

async function write(
  { updates }: TrainOptions,
  [out, table]: [string, string],
  { weights, heldOutLoss, seconds }: TrainResult,
  rows: string[],
  heldOut: number,
): Promise<void> {
  await writeFile(out, weights);
  await writeFile(table, `${rows.join('\n')}\n`);
  process.stderr.write(
    `${updates} updates in ${seconds.toFixed(1)} s, ${(updates / seconds).toFixed(2)} a second; ` +
      `held-out epsilon loss of the averaged weights on ${heldOut} test digits: ${heldOutLoss.toFixed(4)}: ${out}\n`,
  );
}

await command('train', async (args) => {
  const options = readTrainArguments(args);
  if (options === 'help') process.stdout.write(`${HELP}\n`);
  else await run(options);
});
