/** The fact and what the reader can do, a sentence each. */
type Problem = readonly [message: string, remedy: string];

/** What can go wrong with the engine, in the words of the page. Requests that are refused say their rule themselves. */
export const PROBLEMS = {
  cancelled: ['The job was cancelled.', 'Start it again when you want it.'],
  unforeseen: (message: string) => [
    `The engine failed: ${message}`,
    'Reload the page. If it happens again, report it with this message.',
  ],
  workerStopped: (detail: string) => [
    `The worker stopped${detail && `: ${detail}`}.`,
    'Start the engine again. Pictures that are already here are kept.',
  ],
  restarted: ['The engine was started again.', 'Start the job again.'],
  deviceLost: (fact: string) => [
    fact,
    'Start the engine again. If the device stays away, another backend takes over.',
  ],
  outOfMemory: (message: string, remedy: string) => [`There is not enough memory: ${message}`, remedy],
  fewerSamples: 'Ask for fewer samples at once, or close other pages.',
  notFinite: [
    'The network gave numbers that are not finite.',
    'Try another backend: add ?backend=wasm to the address.',
  ],
  diverged: [
    'The training diverged: its loss is not a number any more.',
    'Continue from the last good state with a lower learning rate.',
  ],
  noNetwork: (name: string) => [
    `The engine has no network "${name}".`,
    'Choose it again in the list of networks.',
  ],
  noJob: (job: string, jobs: string) => [
    `The engine has no job "${job}"; it has ${jobs}.`,
    'Reload the page, so that page and worker are of the same version.',
  ],
  refusedFile: (reason: string) => [
    `The file is refused: ${reason}`,
    'Choose a file that this page or the train command wrote. Nothing has changed.',
  ],
} as const satisfies Record<string, string | Problem | ((...args: never[]) => Problem)>;
