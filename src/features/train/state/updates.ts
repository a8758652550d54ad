import type { BackendName } from '../../../engine/protocol/jobs';
import type { TrainEvent } from '../../../engine/protocol/train';
import type { TrainEnvironment } from './environment';
import type { TrainingRun } from './run';

/** Test digits that the averaged weights are measured on at the goal: so many, or so many batches if that is less. */
const HELD_OUT = { digits: 2000, batches: 16 };

interface Options {
  /** Cuts the updates off: what comes after it is not heard. */
  readonly signal: AbortSignal;
  /** Asks them to stop at the end of the update under way. */
  readonly finish: AbortSignal;
  /** Backends that are not tried. */
  readonly without: readonly BackendName[];
  readonly updatesPerSecond: () => number;
  /** Called with all that comes, once the run has taken it in. */
  readonly onEvent: (event: TrainEvent) => void;
}

/**
 * Computes updates of a run, from its newest copy to its goal or until they are asked to finish. The run takes in what comes.
 * Rejects with an EngineFailure, or with the signal's reason.
 */
export async function computeUpdates(
  run: TrainingRun,
  { trainer, tab }: Pick<TrainEnvironment, 'trainer' | 'tab'>,
  { signal, finish, without, updatesPerSecond, onEvent }: Options,
): Promise<void> {
  const { state, seconds: secondsBefore, config, goal } = run;
  const backend = tab.backend();
  const request = {
    config,
    goal,
    heldOut: Math.min(HELD_OUT.digits, HELD_OUT.batches * config.batch),
    baseUrl: tab.baseUrl(),
    ...(state && { from: state }),
    ...(backend && { backend }),
    without,
  };
  const result = await trainer.runWatched('train', request, updatesPerSecond, {
    signal,
    finish,
    onEvent: (event) => {
      if (signal.aborted) return;
      run.receive(event);
      if (event.kind === 'progress') run.seconds = secondsBefore + event.seconds;
      onEvent(event);
    },
  });
  signal.throwIfAborted();
  run.state = result.state;
  run.seconds = secondsBefore + result.seconds;
  run.goal = Math.max(run.goal, result.state.update);
  if (result.heldOutLoss !== undefined) run.losses.addHeldOut(result.state.update, result.heldOutLoss);
}
