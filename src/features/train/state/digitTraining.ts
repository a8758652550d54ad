import type { TrainConfig } from '../../../engine/protocol/train';
import { ANY_DIGIT, excludedClass } from '../../../state/link/fieldKinds';
import { patchView, view } from '../../../state/link/view';
import type { TrainingKind } from '../../../state/training/trainingKind';
import { TrainingRun } from '../../../state/training/trainingRun';
import { toTrainConfig } from './config';

/** Trainings on digits, as the view asks for them. */
export const digitTraining: TrainingKind = {
  newRun() {
    const config = toTrainConfig(view.getState());
    return new TrainingRun(runName(config), config, view.getState().trainGoal);
  },
  onGoal: (trainGoal) => patchView({ trainGoal }),
};

/** Names a run after what tells it apart: network, output, seed, digits. */
export function runName({ network, output, seed, label }: TrainConfig): string {
  const unseen = excludedClass(label);
  const learned = label < ANY_DIGIT ? `, only ${label}` : unseen === null ? '' : `, without ${unseen}`;
  return `${network} · ${output} · seed ${seed}${learned}`;
}
