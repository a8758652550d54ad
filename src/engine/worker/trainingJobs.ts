import { openBackend, type Capability } from '../../model/openBackend';
import type { WasmFiles } from '../../model/backends/wasm';
import { CannotTrain } from '../../model/train/createTrainer';
import { isEngineError } from '../protocol/errors';
import type { EventOf, RequestOf, ResultOf } from '../protocol/jobs';
import { trainingDigits, type PackCache } from './training/digits';
import { deferred } from './loop/eventLoop';
import { deviceLost, diverged, explain } from './loop/failures';
import { inOneStep } from './loop/inOneStep';
import type { Handlers } from './loop/serve';
import { train } from './training/train';
import { exportTraining, importTraining } from './training/trainingFiles';
import { planTrain } from './requests/validateTrain';

/** An open backend, until it is lost. */
interface TrainingBackend {
  readonly capability: Capability;
  /** The backend that was requested; another one may have been opened. */
  readonly requested: RequestOf<'train'>['backend'];
  /** Aborted with a reason when the device is lost. */
  readonly end: AbortController;
}

/** What to do if a training does not fit into the memory. */
const MEMORY_REMEDY = 'Train anew with a smaller batch or a smaller network, or close other pages and go on.';

/**
 * The jobs of the worker that trains. It runs no sampling jobs: tfjs has one current backend, and these open their own.
 * @param wasmFiles addresses of tfjs's WebAssembly files; in Node they are found beside the package
 */
export function createTrainingJobs(wasmFiles?: WasmFiles) {
  const packs: PackCache = new Map();
  let current: TrainingBackend | undefined;
  let lastTraining: Promise<void> = Promise.resolve();

  /** @param note why WebGPU is not used, if that was tried */
  async function open(
    { backend: requested, without }: RequestOf<'train'>,
    note?: string,
  ): Promise<TrainingBackend> {
    if (current && (!requested || [current.requested, current.capability.backend].includes(requested)))
      return current;
    const { capability: opened, lost } = await openBackend({ wanted: requested, without, wasmFiles });
    const capability = note === undefined ? opened : { ...opened, notes: [...opened.notes, note] };
    const end = new AbortController();
    void lost.then((fact) => {
      end.abort(deviceLost(fact));
      current = undefined;
    });
    return (current = { capability, requested, end });
  }

  async function* run(
    request: RequestOf<'train'>,
    signal: AbortSignal,
    finish: AbortSignal,
  ): AsyncGenerator<EventOf<'train'>, ResultOf<'train'>, void> {
    const { size } = planTrain(request);
    // One training after the other: a cancelled one may not have heard of it yet.
    const previous = lastTraining;
    const { promise, resolve } = deferred();
    lastTraining = promise;
    await previous;
    try {
      signal.throwIfAborted();
      const digits = yield* trainingDigits(request, size, packs, signal);
      const trainOn = async function* ({ capability, end }: TrainingBackend) {
        try {
          return yield* train(capability, request, digits, AbortSignal.any([signal, end.signal]), finish);
        } catch (error) {
          const explained = await explain(error, end.signal, MEMORY_REMEDY);
          // The samples of a milestone may be the first to show it.
          throw isEngineError(explained) && explained.code === 'not-finite' ? diverged() : explained;
        }
      };
      try {
        return yield* trainOn(await open(request));
      } catch (error) {
        if (!(error instanceof CannotTrain)) throw error;
        yield { kind: 'refused', backend: 'webgpu' };
        current = undefined;
        const without = [...(request.without ?? []), 'webgpu'] as const;
        return yield* trainOn(await open({ ...request, without }, error.message));
      }
    } finally {
      resolve();
    }
  }

  return {
    train: run,
    ping: inOneStep((request: RequestOf<'ping'>) => request),
    exportTraining: inOneStep((request: RequestOf<'exportTraining'>) => ({ file: exportTraining(request) })),
    importTraining: inOneStep(({ file }: RequestOf<'importTraining'>) => importTraining(file.slice().buffer)),
  } satisfies Partial<Handlers>;
}
