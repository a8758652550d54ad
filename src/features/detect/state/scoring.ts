import type { ProgressEvent } from '../../../engine/protocol/progress';
import type { ScoreEvent, ScoreRequest, ScoreResult } from '../../../engine/protocol/score';
import type { Environment } from '../../../state/environment';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { ensureLoaded } from '../../../state/network/network';
import { labelFor, unseenClass, type UsedNetwork } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';

export type { ProgressEvent as Progress };

/** What is scored and how. The rest of the request follows from the network. */
export interface Scoring extends Pick<
  ScoreRequest,
  'seed' | 'pictures' | 'score' | 'times' | 'draws' | 'steps' | 'maps'
> {
  /** Whether the network is told every class that it has learned, and the one with the least error counts. */
  readonly least: boolean;
}

/** How many classes the network is told in turn: all that it has learned where the least error counts, else one. */
export const triedBy = (used: UsedNetwork, least: boolean): number =>
  least && used.classes > 0 && used.onlyClass === null
    ? used.classes - (unseenClass(used) === null ? 0 : 1)
    : 1;

/** Asks a network for scores, once the engine has loaded it. Rejects with an EngineError, or the signal's reason. */
export function askScores(
  runJob: Environment['runJob'],
  used: UsedNetwork,
  { least, ...scoring }: Scoring,
  { signal, onEvent }: { signal: AbortSignal; onEvent: (event: ScoreEvent) => void },
): Promise<ScoreResult> {
  return runJob(signal, async (ready) => {
    await ensureLoaded(ready, used);
    signal.throwIfAborted();
    const count = scoring.pictures.length / used.size ** 2;
    const unseen = unseenClass(used);
    const request: ScoreRequest = {
      ...scoring,
      network: used.name,
      schedule: { name: used.schedule, T },
      labels:
        triedBy(used, least) > 1 ? 'least' : Array.from({ length: count }, () => labelFor(used, ANY_DIGIT)),
      ...(unseen !== null && { except: unseen }),
    };
    return ready.run('score', request, { signal, onEvent });
  });
}
