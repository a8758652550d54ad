import type { Bug } from '../diffusion/bugs/names';

/** What the line of a bug is about: what one chooses from in a riddle. */
export const BUG_LINES: Readonly<Record<Bug, string>> = {
  'no-noise': 'the fresh noise of a step',
  'wrong-t': 'the time that the denoiser is told',
  'no-clip': 'the limits of a guess',
  'skipped-betas': 'how far a step goes',
  'same-betas': 'the betas of a shorter schedule',
  index: 'how the last step looks up its weight',
  'same-noise': 'where the fresh noise comes from',
  'last-step': 'which noise the network learns',
  'no-root': 'the division by a root',
  'one-step': 'the list of times',
  'raw-weights': 'which weights are used',
};
