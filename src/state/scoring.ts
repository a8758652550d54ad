import type { ScoreEvent, ScoreRequest, ScoreResult } from '../engine/protocol/score';
import { onEngine } from './ask';
import { T } from './forward';
import { provide } from './network';
import { labelFor } from './trained';
import type { UsedNetwork } from './trained';
import { ANY_DIGIT } from './viewCodec';

/** What is scored, and how; the rest follows from the network. */
export interface Scoring extends Pick<
  ScoreRequest,
  'seed' | 'pictures' | 'score' | 'times' | 'draws' | 'steps' | 'maps'
> {
  /** The class that explains a picture best counts, where the network knows several. */
  readonly least: boolean;
}

/** Whether a network can be told each of several classes. */
export const triesClasses = ({ classes, only }: UsedNetwork, least: boolean): boolean =>
  least && classes > 0 && only === null;

/** Asks a network for scores, once the engine has it. Rejects with an EngineError, or the signal's reason. */
export function askScores(
  used: UsedNetwork,
  { least, ...scoring }: Scoring,
  { signal, onEvent }: { signal: AbortSignal; onEvent: (event: ScoreEvent) => void },
): Promise<ScoreResult> {
  return onEngine(signal, async (ready) => {
    await provide(ready, used);
    signal.throwIfAborted();
    const count = scoring.pictures.length / used.size ** 2;
    const request: ScoreRequest = {
      ...scoring,
      network: used.name,
      schedule: { name: used.schedule, T },
      labels: triesClasses(used, least)
        ? 'least'
        : Array.from({ length: count }, () => labelFor(used, ANY_DIGIT)),
    };
    return ready.run('score', request, { signal, onEvent });
  });
}
