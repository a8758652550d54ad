import { createStore } from 'zustand/vanilla';
import { FILM_SAMPLES, filmLabels, filmNoise } from '../../../diffusion/milestones';
import type { Milestone } from '../../../engine/protocol/train';
import { view } from '../../../state/link/view';
import { configOf, sizeOf, type TrainConfig } from './config';
import type { Training } from './training';

export interface Position {
  /** Index of the sample whose film is shown. */
  readonly sample: number;
  /** Update of the chosen milestone, or 'newest', which follows the training. */
  readonly update: number | 'newest';
  /** Index of the frame: 0 is the noise, the last one the digit. */
  readonly frame: number;
}

/** Frames of a milestone's sample. */
export const FRAMES = 11;

const NONE: readonly Milestone[] = [];

const clamped = (index: number, length: number): number => Math.min(length - 1, Math.max(0, index));

/** A frame of a milestone's sample: [size, size] flat. */
export function frameOf({ xt }: Milestone, sample: number, frame: number): Float32Array {
  const pixels = xt.length / (FRAMES * FILM_SAMPLES);
  const at = (frame * FILM_SAMPLES + sample) * pixels;
  return xt.subarray(at, at + pixels);
}

/** The class that the network is told for each sample of the film; null for a network that knows no classes. */
export function filmClasses({ network, label }: Pick<TrainConfig, 'network' | 'label'>): number[] | null {
  return network === 'seed' ? null : filmLabels(label, FILM_SAMPLES);
}

/** Which picture of the training film is shown: updates x t, of one of its samples. */
export function createFilmPosition(training: Training) {
  const store = createStore<Position>(() => ({ sample: 3, update: 'newest', frame: FRAMES - 1 }));
  let noise: { readonly seed: number; readonly size: number; readonly xt: Float32Array } | undefined;

  // Another run is shown from its newest digits on.
  training.store.subscribe(({ run }, { run: before }) => {
    if (run?.id !== before?.id) store.setState({ update: 'newest', frame: FRAMES - 1 });
  });

  /** The milestones of the run on the screen, and the index of the chosen one; -1 where there is none yet. */
  function chosen(): { readonly milestones: readonly Milestone[]; readonly index: number } {
    const milestones = training.store.getState().run?.milestones ?? NONE;
    const { update } = store.getState();
    const index = update === 'newest' ? -1 : milestones.findLastIndex((each) => each.update <= update);
    return { milestones, index: index >= 0 ? index : milestones.length - 1 };
  }

  /** Chooses a milestone; the last one follows the training. */
  function chooseMilestone(index: number): void {
    const { milestones } = chosen();
    const at = clamped(index, milestones.length);
    store.setState({ update: at === milestones.length - 1 ? 'newest' : milestones[at].update });
  }

  const chooseFrame = (index: number): void => store.setState({ frame: clamped(index, FRAMES) });

  const chooseSample = (sample: number): void => store.setState({ sample });

  /** Moves on by some milestones and frames. */
  function move(milestones: number, frames: number): void {
    if (milestones !== 0) chooseMilestone(chosen().index + milestones);
    if (frames !== 0) chooseFrame(store.getState().frame + frames);
  }

  /** Settings of the run on the screen, or of the one that would be started. */
  const config = (): TrainConfig => training.store.getState().run?.config ?? configOf(view.getState());

  /** The noise that a sample begins with, [size, size] flat: shown before the network has drawn anything. */
  function noiseOf(sample: number): Float32Array {
    const { seed, network } = config();
    const size = sizeOf({ network });
    if (noise?.seed !== seed || noise.size !== size) noise = { seed, size, xt: filmNoise(seed, size) };
    return noise.xt.subarray(sample * size * size, (sample + 1) * size * size);
  }

  /** A frame of a sample at the chosen milestone; before there is one, the noise that it begins with. */
  function picture(sample: number, frame: number): Float32Array {
    const { milestones, index } = chosen();
    return index < 0 ? noiseOf(sample) : frameOf(milestones[index], sample, frame);
  }

  /** Calls the listener now and whenever what is shown of the film may have changed. Returns a function that stops it. */
  function onChange(listener: () => void): () => void {
    const snapshot = (): readonly unknown[] => {
      const { seed, network } = config();
      return [chosen().milestones, seed, network];
    };
    let before = snapshot();
    listener();
    const check = (): void => {
      const now = snapshot();
      if (now.every((value, i) => value === before[i])) return;
      before = now;
      listener();
    };
    const stops = [store.subscribe(listener), training.store.subscribe(check), view.subscribe(check)];
    return () => stops.forEach((stop) => stop());
  }

  return { store, chosen, chooseMilestone, chooseFrame, chooseSample, move, noiseOf, picture, onChange };
}
