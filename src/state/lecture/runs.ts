import type { Page } from '../link/fields/table';

/** What a step can begin that a view does not begin by itself, and the page of that view, whose `runs` say what it is. */
export const RUNS = {
  /** Steps against quality and seconds. */
  samplers: 'generate',
  /** The scores of the sets that are compared. */
  sets: 'detect',
  /** The first training of this page. */
  training: 'train',
  /** The exact denoiser's losses beside the network's. */
  'exact-losses': 'lab',
  /** Samples of both from the same noise. */
  'exact-samples': 'lab',
  /** The answer to the Lab's own question about particles without z, which hides their card. */
  'no-noise': 'lab',
  /** The same on digits. */
  'digits-no-noise': 'lab',
} as const satisfies Readonly<Record<string, Page>>;

export type RunName = keyof typeof RUNS;

/** Work that is computed once: what is there already is not computed again. */
export interface Run {
  readonly start: () => unknown;
  readonly stop: () => unknown;
}

/** Begins what a name stands for. @returns how to stop it, which does nothing once it is done */
export type PressRun = (name: RunName) => () => void;
