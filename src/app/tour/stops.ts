import type { ViewState } from '../../state/link/fields/table';

/** A stop of the tour: what is opened, what to read, what to do. */
export interface Stop {
  readonly title: string;
  /** Two or three sentences: what one sees, and what to do. */
  readonly text: string;
  /** What is opened at this stop. */
  readonly link: string;
  /** The view of that link. */
  readonly page: ViewState['page'];
  /** Whether the reader has done it. */
  readonly isDone?: (state: ViewState) => boolean;
}

/** The seed of the digit that the third stop draws. */
const SEED = 7;

/** Five stops of about a minute each. */
export const STOPS: readonly Stop[] = [
  {
    title: 'Hide a digit in noise',
    text: 'Thousand Steps shows how a network makes pictures out of noise. First hide this 3: press “Add noise”, or drag the slider to the right, until you cannot see it.',
    link: '?x0=train.7&t=280',
    page: 'timeline',
    isDone: ({ page, mode, t }) => page === 'timeline' && mode === 'forward' && t >= 900,
  },
  {
    title: 'Restore your own digit',
    text: 'Press “Draw” and write a digit with mouse or finger. Then press “Restore this one”: at t = 300 enough of it is left, and the network, which has never seen it, removes the noise.',
    // One way back in 30 steps takes seconds; four in 300 take a minute on a slow device.
    link: '?t=300&sampler=ddim&steps=100&tries=1',
    page: 'timeline',
    isDone: ({ source, mode, t }) => source.startsWith('px.') && mode === 'denoise' && t === 0,
  },
  {
    title: 'A digit that nobody wrote',
    text: 'Now there is no digit behind the noise: the network starts from pure noise and draws a new one. Press “Draw another” to get a different digit.',
    link: `?mode=reverse&sampler=ddim&steps=50&seed=${SEED}`,
    page: 'timeline',
    isDone: ({ mode, seed }) => mode === 'reverse' && seed !== SEED,
  },
  {
    title: 'Why many small steps',
    text: 'A and B start from the same noise: A takes 2 large steps, B 50 small ones. With 2 steps the network must guess almost everything at once; with 50 it can correct itself. It has learned 1,000 small steps; once it has, it can leave most of them out.',
    link: '?view=generate&ab=1&a.steps=2&b.steps=50',
    page: 'generate',
  },
  {
    title: 'Train a network',
    text: 'Press “Train”: a small network starts with random numbers and learns from real digits, in this tab. After a few hundred updates it draws digits; you need not wait for the end.',
    link: '?view=train&net=tiny',
    page: 'train',
  },
];
