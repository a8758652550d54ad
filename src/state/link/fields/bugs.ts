import { BUGS, type Bug } from '../../../diffusion/bugs/names';
import { flag, oneOf, shown } from '../fieldKinds';

/** What they are called, without symbols. */
export const BUG_NAMES: Readonly<Record<Bug, string>> = {
  'no-noise': 'No fresh noise',
  'wrong-t': 'Told a wrong time',
  'no-clip': 'Guess not clipped',
  'skipped-betas': 'Long steps, betas of short ones',
  'same-betas': 'Fewer times, the old betas',
  index: 'Index off by one',
  'same-noise': 'Noise used again',
  'last-step': 'Only the last noise learned',
  'no-root': 'A root left out',
  'one-step': 'One step',
  'raw-weights': 'Newest weights',
};

/** What a link restores of the museum of bugs. */
export const BUG_FIELDS = {
  bug: shown(oneOf('bug', 'no-noise', BUGS), {
    label: 'Bug',
    prefix: 'bug',
    options: BUGS.map((value) => ({ value, label: BUG_NAMES[value] })),
  }),
  /** Whether the bug has no name: the seed chooses it, and one guesses its line. */
  riddle: shown(flag('riddle'), {
    label: 'Riddle',
    title: 'A bug without its name: which line is wrong?',
  }),
};
