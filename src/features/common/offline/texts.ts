/** The words of what works offline. */
export const TEXTS = {
  impossible:
    'This browser keeps nothing of the page here. It does on an https address, or on localhost, and not in a private window of some browsers.',
  lost: 'The page could not be kept: the network was lost, or there is no room. The next visit tries again.',
  coming: 'The page is being kept in this browser …',
  small: (size: string): string =>
    `The page, its neural network and 1,000 digits are kept in this browser and work offline. The other digits (${size}) are kept after first use; training, Detect and a part of the Lab need them.`,
  all: 'All of the page is kept in this browser: everything works offline.',
  keep: (size: string): string => `Keep everything (${size})`,
  progress: 'Download of the digits',
  cancel: 'Cancel',
  digitsLost: 'The network was lost. What has come is kept.',
  tryAgain: 'Try again',
} as const;
