import type { TrainRequest } from '../../engine/protocol/train';
import type { TrainingRun } from './trainingRun';

/** What a view trains. */
export interface TrainingKind {
  /** A run from random weights, as the view asks for it now. */
  readonly newRun: () => TrainingRun;
  /** What the updates of a run need besides its settings, such as the points that it learns from. */
  readonly dataOf?: (run: TrainingRun) => Pick<TrainRequest, 'points'>;
  /** A run goes on past its goal, to this one. */
  readonly onGoal: (goal: number) => void;
}
