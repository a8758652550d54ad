/** The device has refused a command of a network's plan: everything computed since the last read may be wrong. */
export class Refused extends Error {
  /** @param outOfMemory whether memory ran out: a later attempt may succeed */
  constructor(
    message: string,
    readonly outOfMemory = false,
  ) {
    super(message);
  }
}

const KINDS = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * Begins to collect what the device refuses. An error that is not collected counts as the end of the device.
 * @returns ends the collecting, to be called in the same task; resolves with the first refusal, undefined if there is none
 */
export function collectRefusals(device: GPUDevice): () => Promise<Refused | undefined> {
  for (const kind of KINDS) device.pushErrorScope(kind);
  return async () => {
    // A lost device answers nothing here; whoever waits for its numbers finds out.
    const scopes = KINDS.map(() => device.popErrorScope().catch(() => null));
    // The scope pushed last is popped first.
    const errors = (await Promise.all(scopes)).reverse();
    const index = errors.findIndex((error) => error !== null);
    const message = errors[index]?.message.split('\n')[0];
    return message === undefined ? undefined : new Refused(message, KINDS[index] === 'out-of-memory');
  };
}
