import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { csvText } from '../data/csv';
import { digitSet } from '../data/trainingDigits';
import { LOSS_COLUMNS } from '../diffusion/training/lossSeries';
import type { TrainEvent, TrainRequest } from '../engine/protocol/train';
import { TEST_DIGITS } from '../engine/worker/training/digits';
import { drain } from '../engine/worker/loop/drain';
import { train } from '../engine/worker/training/train';
import { exportTraining } from '../engine/worker/training/trainingFiles';
import { planTrain } from '../engine/worker/requests/validateTrain';
import { openBackend } from '../model/openBackend';
import { command } from './command';
import { readPacks } from './digits';
import { enableFma } from './fma';
import { readTrainingFile } from './networkFile';
import { UsageError } from './options';
import { checkOutputs } from './outputs';
import { progressWriter } from './progressLine';
import { HELP, readTrainArguments, type TrainOptions } from './trainArguments';

const HELD_OUT = 5000;

/** Cells of the CSV table by update. */
type Rows = Map<number, string[]>;

async function run(options: TrainOptions): Promise<void> {
  const { out, goal, force } = options;
  const table = `${out}.csv`;
  await checkOutputs([out, table], force);
  const { request, rows } = await readStart(options);
  const { size } = planTrain(request);
  const { digits, label } = request.config;
  const trainSet = digitSet(await readPacks('train', digits), { first: digits, label, size });
  const test = { first: TEST_DIGITS, label, size, most: HELD_OUT };
  const heldOut = digitSet(await readPacks('test', TEST_DIGITS), test);
  enableFma();
  const { capability } = await openBackend({ wanted: 'wasm' });
  if (capability.backend !== 'wasm') throw new Error(capability.notes.join(' '));
  const digitSets = { train: trainSet, heldOut };
  const events = train(capability, request, digitSets, new AbortController().signal);
  const result = await drain(events, recorder(rows));
  const { state, seconds } = result;
  const loss = result.heldOutLoss as number; // The goal was reached.
  await writeFile(
    out,
    exportTraining({ config: request.config, state, heldOutLoss: loss, name: basename(out) }),
  );
  await writeFile(table, csvText([LOSS_COLUMNS, ...[...rows].map(([update, cells]) => [update, ...cells])]));
  const updates = goal - (request.from?.update ?? 0);
  process.stderr.write(
    `${updates} updates in ${seconds.toFixed(1)} s, ${(updates / seconds).toFixed(2)} a second; ` +
      `held-out epsilon loss of the averaged weights on ${heldOut.labels.length} test digits: ${loss.toFixed(4)}: ${out}\n`,
  );
}

/** The request, and the rows of the training that goes on. */
async function readStart({ start, goal }: TrainOptions): Promise<{ request: TrainRequest; rows: Rows }> {
  const common = { goal, heldOut: HELD_OUT, baseUrl: '' };
  const rows: Rows = new Map();
  if ('config' in start) return { request: { ...common, config: start.config }, rows };
  const { config, state: from } = await readTrainingFile('--resume', start.resume);
  if (from.update >= goal)
    throw new UsageError(`--updates is more than the ${from.update} that ${start.resume} has behind it`);
  const text = await readFile(`${start.resume}.csv`, 'utf8').catch(() => '');
  for (const line of text.split('\n').slice(1)) {
    const [update, ...cells] = line.split(',');
    if (update !== '' && Number(update) <= from.update) rows.set(Number(update), cells);
  }
  return { request: { ...common, config, from }, rows };
}

/** Adds events to the table, and shows the progress. */
function recorder(rows: Rows): (event: TrainEvent) => void {
  const progress = progressWriter(process.stderr);
  let loss = NaN;
  return (event) => {
    switch (event.kind) {
      case 'losses':
        event.epsilon.forEach((epsilon, i) => {
          const cells = [epsilon, event.trained[i], event.learningRate[i]].map((n) => n.toPrecision(6));
          rows.set(event.first + i, [...cells, '']);
          loss = epsilon;
        });
        break;
      case 'milestone':
        rows.get(event.milestone.update)?.splice(3, 1, event.milestone.heldOutLoss.toPrecision(6));
        break;
      case 'progress': {
        const { update: step, goal: steps, updatesPerSecond: stepsPerSecond, secondsLeft } = event;
        const note = `epsilon loss ${loss.toFixed(4)}`;
        progress({ unit: 'update', step, steps, stepsPerSecond, secondsLeft, note });
        break;
      }
      case 'download':
      case 'refused':
      case 'started':
      case 'mirror':
        break;
      default:
        event satisfies never;
    }
  };
}

await command('train', HELP, readTrainArguments, run);
