/** The device has refused a command of a network's plan: what the plan has computed since the last read may be wrong. */
export class Refused extends Error {
  /** @param outOfMemory whether there was no room for it: another time there may be */
  constructor(
    message: string,
    readonly outOfMemory = false,
  ) {
    super(message);
  }
}

const KINDS = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * Listens to what the device refuses from now on, so that it is not taken for a device that can compute no more.
 * @returns ends it, to be called in the same task; resolves with what was refused, undefined where nothing was
 */
export function listen(device: GPUDevice): () => Promise<Refused | undefined> {
  for (const kind of KINDS) device.pushErrorScope(kind);
  return async () => {
    // A lost device answers nothing here: what waits for its numbers finds out.
    const heard = KINDS.map(() => device.popErrorScope().catch(() => null));
    // The scope pushed last is popped first.
    const errors = (await Promise.all(heard)).reverse();
    const at = errors.findIndex((error) => error !== null);
    const message = errors[at]?.message.split('\n')[0];
    return message === undefined ? undefined : new Refused(message, KINDS[at] === 'out-of-memory');
  };
}
