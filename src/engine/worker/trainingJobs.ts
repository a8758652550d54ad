import type { WasmFiles } from '../../model/backends/wasm';
import { openBackend, type Capability } from '../../model/backend';
import type { EventOf, RequestOf, ResultOf } from '../protocol/jobs';
import { trainingDigits, type PackCache } from './digits';
import { isEngineError } from '../protocol/errors';
import { deviceLost, diverged, explain } from './failures';
import { deferred } from './eventLoop';
import type { Handlers } from './serve';
import { train } from './train';
import { exportTraining, importTraining } from './trainingFiles';
import { planTrain } from './validateTrain';

/** An open backend, until it is lost. */
interface TrainingBackend {
  readonly capability: Capability;
  /** What was asked for; another one may have been found. */
  readonly wanted: RequestOf<'train'>['backend'];
  readonly end: AbortController;
}

/** What to do where a training does not fit into the memory. */
const LESS = 'Train anew with a smaller batch or a smaller network, or close other pages and go on.';

type TrainingHandlers = Pick<Handlers, 'train' | 'ping' | 'exportTraining' | 'importTraining'>;

/**
 * The jobs of training. A worker that trains samples nothing else: tfjs has one current backend, and this opens its own.
 * @param wasmFiles addresses of tfjs's WebAssembly files; in Node they are found beside the package
 */
export function createTrainingJobs(wasmFiles?: WasmFiles): TrainingHandlers {
  const packs: PackCache = new Map();
  let ground: TrainingBackend | undefined;
  let before: Promise<void> = Promise.resolve();

  async function open({ backend: wanted, without }: RequestOf<'train'>): Promise<TrainingBackend> {
    if (ground && (!wanted || ground.wanted === wanted || ground.capability.backend === wanted))
      return ground;
    const { capability, lost } = await openBackend({ wanted, without, wasmFiles });
    const end = new AbortController();
    void lost.then((happened) => {
      end.abort(deviceLost(happened));
      ground = undefined;
    });
    return (ground = { capability, wanted, end });
  }

  async function* run(
    request: RequestOf<'train'>,
    signal: AbortSignal,
    finish: AbortSignal,
  ): AsyncGenerator<EventOf<'train'>, ResultOf<'train'>, void> {
    const { size } = planTrain(request);
    // One after the other: what was cancelled may still be on its way to where it hears of it.
    const turn = before;
    const { promise, resolve } = deferred();
    before = promise;
    await turn;
    try {
      signal.throwIfAborted();
      const digits = yield* trainingDigits(request, size, packs, signal);
      const { capability, end } = await open(request);
      try {
        return yield* train(capability, request, digits, AbortSignal.any([signal, end.signal]), finish);
      } catch (error) {
        const explained = await explain(error, end.signal, LESS);
        // Also where it is the picture of a milestone that shows it first.
        throw isEngineError(explained) && explained.code === 'not-finite' ? diverged() : explained;
      }
    } finally {
      resolve();
    }
  }

  return {
    train: run,
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
    async *ping(request) {
      return request;
    },
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
    async *exportTraining(request) {
      return { file: exportTraining(request) };
    },
    // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
    async *importTraining({ file }) {
      return importTraining(file.slice().buffer);
    },
  };
}
