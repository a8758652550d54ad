/** The words of controls that stand in several views. */
export const TEXTS = {
  close: 'Close',
  explain: 'Explain',
  explainPanel: 'What is shown here',
  timestep: 'Timestep t',

  // A part of the program that did not arrive
  partLost: 'This part could not be loaded. Check the network connection, then try again.',
  tryAgain: 'Try again',
  reload: 'Reload the page',

  // Where a picture or a number comes from
  origin: {
    live: 'Computed now, in this tab',
    exact: 'Computed from the formula, in this tab',
    stored: 'Read from a file',
  },
  originBy: (origin: string, by: string): string => `${origin}: ${by}`,

  // What a field takes
  range: (label: string, min: number, max: number): string => `${label}: ${min} to ${max}`,
  allowed: (isWhole: boolean, min: string, max: string): string =>
    `${isWhole ? 'A whole number' : 'A number'} from ${min} to ${max}.`,
  stays: (allowed: string, value: string): string => `${allowed} It stays ${value}.`,
} as const;
