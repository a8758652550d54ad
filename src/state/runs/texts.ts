/** What goes wrong with the storage of runs: each the fact, then what the reader can do. */
export const PROBLEMS = {
  quota: [
    'There is no room left for this run in the browser. What was saved before is still there.',
    'Remove runs that you no longer need, or free space on the disk, and save again.',
  ],
  closed: [
    'The browser closed the storage of runs while it was in use, as it does when the data of a site is cleared.',
    'Save again: the storage is opened again.',
  ],
  blocked: [
    'Not saved, because another tab keeps the storage of runs from being opened.',
    'Close the other tabs of this page, or reload them: what has been trained is saved then.',
  ],
  newerVersion: 'Reload the page: a newer version of it has been used in another tab.',
  unavailable: (why: string) => [
    `The storage of runs does not work in this browser${why && ` (${why})`}.`,
    'Allow this site to store data, leave private browsing or restart the browser. Until then export a run to keep it.',
  ],
  notWhatWasSaved: [
    'What came back from the storage of runs is not what was saved. What was saved before is still there.',
    'Save again. If it happens again, export the run to a file: the disk or the browser’s storage is damaged.',
  ],
  unreadable: (name: string) => [
    `Neither of the two copies of “${name}” can be read completely.`,
    'Reload the page and open the run again. If that does not help, remove the run and train it again.',
  ],
} as const satisfies Record<string, string | Problem | ((...args: never[]) => Problem)>;

/** The fact and the remedy. */
type Problem = readonly [message: string, remedy: string];
