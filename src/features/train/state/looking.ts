import { createStore } from 'zustand/vanilla';
import { FILM_SAMPLES, filmLabels, filmNoise } from '../../../diffusion/milestones';
import type { Milestone } from '../../../engine/protocol/train';
import { view } from '../../../state/link/view';
import { configOf, sizeOf } from './config';
import type { TrainConfig } from './config';
import { training } from './training';

interface Looking {
  /** Index of the sample in the film. */
  digit: number;
  /** Update of the milestone that is looked at, or 'newest', which follows the training. */
  update: number | 'newest';
  /** Index of the frame: 0 is the noise, the last one the digit. */
  frame: number;
}

export const FRAMES = 11;

/** Where in the training film one looks: updates x t. */
export const looking = createStore<Looking>(() => ({ digit: 3, update: 'newest', frame: FRAMES - 1 }));

// Another run is looked at from its newest digits on.
training.subscribe(({ run }, { run: before }) => {
  if (run?.id !== before?.id) looking.setState({ update: 'newest', frame: FRAMES - 1 });
});

/** The milestones of the run on the screen, and which of them is looked at; -1 where there is none yet. */
export function lookedAt(): { milestones: readonly Milestone[]; index: number } {
  const milestones = training.getState().run?.milestones ?? [];
  const { update } = looking.getState();
  const found = update === 'newest' ? -1 : milestones.findLastIndex((each) => each.update <= update);
  return { milestones, index: found >= 0 ? found : milestones.length - 1 };
}

/** Looks at another milestone; the last one follows the training. */
export function lookAt(index: number): void {
  const { milestones } = lookedAt();
  const at = Math.min(milestones.length - 1, Math.max(0, index));
  looking.setState({ update: at === milestones.length - 1 ? 'newest' : milestones[at].update });
}

/** Looks at another frame. */
export function lookAtFrame(frame: number): void {
  looking.setState({ frame: Math.min(FRAMES - 1, Math.max(0, frame)) });
}

/** Moves by some milestones and frames. */
export function lookBy(milestones: number, frames: number): void {
  if (milestones !== 0) lookAt(lookedAt().index + milestones);
  if (frames !== 0) lookAtFrame(looking.getState().frame + frames);
}

/** A frame of a milestone's sample: [size, size] flat. */
export function frameOf({ xt }: Milestone, digit: number, frame: number): Float32Array {
  const pixels = xt.length / (FRAMES * FILM_SAMPLES);
  const at = (frame * FILM_SAMPLES + digit) * pixels;
  return xt.subarray(at, at + pixels);
}

/** Settings of the run on the screen, or of the one that would be started. */
function settings(): TrainConfig {
  return training.getState().run?.config ?? configOf(view.getState());
}

let noise: { seed: number; size: number; xt: Float32Array } | undefined;

/** The noise that a sample begins with, [size, size] flat: what there is to see before the network has drawn anything. */
export function noiseOf(digit: number): Float32Array {
  const { seed, network } = settings();
  const size = sizeOf({ network });
  if (noise?.seed !== seed || noise.size !== size) noise = { seed, size, xt: filmNoise(seed, size) };
  return noise.xt.subarray(digit * size * size, (digit + 1) * size * size);
}

/** What each sample of the film is told to be; null of a network that knows no classes. */
export function toldClasses({ network, label }: Pick<TrainConfig, 'network' | 'label'>): number[] | null {
  return network === 'seed' ? null : filmLabels(label, FILM_SAMPLES);
}

/** Calls the listener now and whenever what is looked at may have changed. Returns how to stop. */
export function onLooking(listener: () => void): () => void {
  listener();
  let { milestones } = lookedAt();
  let { seed, network } = settings();
  const look = (): void => {
    const now = { ...lookedAt(), ...settings() };
    if (now.milestones === milestones && now.seed === seed && now.network === network) return;
    ({ milestones, seed, network } = now);
    listener();
  };
  const stops = [looking.subscribe(listener), training.subscribe(look), view.subscribe(look)];
  return () => stops.forEach((stop) => stop());
}
