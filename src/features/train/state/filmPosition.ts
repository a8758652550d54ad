import { FILM_SAMPLES, filmLabels, filmNoise } from '../../../diffusion/training/milestones';
import { NETWORK_SHAPES, type Milestone } from '../../../engine/protocol/train';
import { FILM_FRAMES as FRAMES, NEWEST } from '../../../state/link/fields/train';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { toTrainConfig, type TrainConfig } from './config';
import type { Training } from '../../../state/training/training';

const NO_MILESTONES: readonly Milestone[] = [];

const clampIndex = (index: number, length: number): number => Math.min(length - 1, Math.max(0, index));

/** A frame of a milestone's sample: [size, size] flat. */
export function framePixels({ xt }: Milestone, sample: number, frame: number): Float32Array {
  const pixels = xt.length / (FRAMES * FILM_SAMPLES);
  const start = (frame * FILM_SAMPLES + sample) * pixels;
  return xt.subarray(start, start + pixels);
}

/** The class that the network is told for each sample of the film; null for a network that knows no classes. */
export function filmClasses({ network, label }: Pick<TrainConfig, 'network' | 'label'>): number[] | null {
  const { classes } = NETWORK_SHAPES[network];
  return classes === 0 ? null : filmLabels(label, classes);
}

/** Which picture of the training film the view shows: updates x t, of one of its samples. */
export function createFilmPosition(training: Training) {
  const noiseMemo = memo<Float32Array>();

  // Another run is shown from its newest digits on; the first one where a link says.
  training.store.subscribe(({ run }, { run: before }) => {
    if (before && run?.id !== before.id) view.setState({ filmUpdate: NEWEST, filmFrame: FRAMES - 1 });
  });

  /** The milestones of the run on the screen, and the index of the chosen one; -1 where there is none yet. */
  function chosenMilestone(): { readonly milestones: readonly Milestone[]; readonly index: number } {
    const milestones = training.store.getState().run?.milestones ?? NO_MILESTONES;
    const { filmUpdate } = view.getState();
    const index = milestones.findLastIndex((each) => each.update <= filmUpdate);
    return { milestones, index: index >= 0 ? index : milestones.length - 1 };
  }

  /** Chooses a milestone; the last one follows the training. */
  function chooseMilestone(index: number): void {
    const { milestones } = chosenMilestone();
    const chosen = clampIndex(index, milestones.length);
    view.setState({ filmUpdate: chosen === milestones.length - 1 ? NEWEST : milestones[chosen].update });
  }

  const chooseFrame = (index: number): void => view.setState({ filmFrame: clampIndex(index, FRAMES) });

  /** Moves on by some milestones and frames. */
  function move(milestones: number, frames: number): void {
    if (milestones !== 0) chooseMilestone(chosenMilestone().index + milestones);
    if (frames !== 0) chooseFrame(view.getState().filmFrame + frames);
  }

  /** Settings of the run on the screen, or of the one that would be started. */
  const config = (): TrainConfig => training.store.getState().run?.config ?? toTrainConfig(view.getState());

  /** The noise that a sample begins with, [size, size] flat: shown before the network has drawn anything. */
  function startingNoise(sample: number): Float32Array {
    const { seed, network } = config();
    const { size } = NETWORK_SHAPES[network];
    const noise = noiseMemo([seed, size], () => filmNoise(seed, size));
    return noise.subarray(sample * size * size, (sample + 1) * size * size);
  }

  /** A frame of a sample at the chosen milestone; before there is one, the noise that it begins with. */
  function picture(sample: number, frame: number): Float32Array {
    const { milestones, index } = chosenMilestone();
    return index < 0 ? startingNoise(sample) : framePixels(milestones[index], sample, frame);
  }

  /** Calls the listener now and whenever what is shown of the film may have changed. Returns a function that stops it. */
  function onChange(listener: () => void): () => void {
    const ifChanged = memo();
    const check = (): void => {
      const { seed, network } = config();
      const { filmUpdate, filmFrame, filmSample } = view.getState();
      ifChanged([chosenMilestone().milestones, seed, network, filmUpdate, filmFrame, filmSample], listener);
    };
    check();
    const stops = [training.store.subscribe(check), view.subscribe(check)];
    return () => stops.forEach((stop) => stop());
  }

  return { chosenMilestone, chooseMilestone, chooseFrame, move, picture, onChange };
}
