import { NETWORK_SHAPES, PRESETS, type DigitNetwork, type TrainConfig } from '../../../engine/protocol/train';
import { FIELDS, type ViewState } from '../../../state/link/fields/table';

/** The field of the view for each setting of a training. */
const FIELD_NAMES = {
  network: 'trainNetwork',
  seed: 'trainSeed',
  batch: 'trainBatch',
  learningRate: 'trainRate',
  output: 'trainOutput',
  weighting: 'trainWeighting',
  schedule: 'trainSchedule',
  average: 'trainAverage',
  digits: 'trainDigits',
  label: 'trainLabel',
} as const satisfies Record<Exclude<keyof TrainConfig, 'law'>, keyof ViewState>;

const SETTINGS = Object.keys(FIELD_NAMES) as (keyof typeof FIELD_NAMES)[];

/** Every field of the view that says how to train. */
const TRAIN_FIELDS = [...Object.values(FIELD_NAMES), 'trainGoal'] as const;

/** The settings of the training that the view asks for. */
export function toTrainConfig(view: ViewState): TrainConfig {
  return Object.fromEntries(
    SETTINGS.map((name) => [name, view[FIELD_NAMES[name]]]),
  ) as unknown as TrainConfig;
}

/** The view's fields for a training's settings and goal. */
export function toViewFields(config: TrainConfig, goal: number): Partial<ViewState> {
  return {
    ...Object.fromEntries(SETTINGS.map((name) => [FIELD_NAMES[name], config[name]])),
    trainGoal: goal,
  };
}

/** Whether the view says how to train: any of these fields is not as it is at first. */
export function hasSettings(view: ViewState): boolean {
  return TRAIN_FIELDS.some((field) => view[field] !== FIELDS[field].initial);
}

/** Whether an address says how to train. */
export function addressHasSettings(address: URLSearchParams): boolean {
  return TRAIN_FIELDS.some((field) => address.has(FIELDS[field].param));
}

/** The view's fields whose settings differ from a training's. The goal is not among them: it may change on the way. */
export function changedFields(config: TrainConfig, view: ViewState): (keyof ViewState)[] {
  return SETTINGS.filter((name) => config[name] !== view[FIELD_NAMES[name]]).map((name) => FIELD_NAMES[name]);
}

/** Whether the view asks for another training: more differs than the learning rate, which may change on the way. */
export function needsNewTraining(config: TrainConfig, view: ViewState): boolean {
  return changedFields(config, view).some((field) => field !== 'trainRate');
}

/** The view's fields for a network's preset. */
export function presetFields(network: DigitNetwork): Partial<ViewState> {
  const { output, weighting, batch, learningRate } = PRESETS[network];
  return { trainOutput: output, trainWeighting: weighting, trainBatch: batch, trainRate: learningRate };
}

/** Height and width of a network's pictures, pixels. */
export const pictureSize = ({ network }: Pick<TrainConfig, 'network'>): number =>
  NETWORK_SHAPES[network].size;

export type { TrainConfig };
