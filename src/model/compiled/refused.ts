/** The device has refused a command of a network's plan: what the plan has computed since the last read may be wrong. */
export class Refused extends Error {}

const KINDS = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * Listens to what the device refuses from now on, so that it is not taken for a device that can compute no more.
 * @returns ends it, to be called in the same task; resolves with the reason, undefined where nothing was refused
 */
export function listen(device: GPUDevice): () => Promise<string | undefined> {
  for (const kind of KINDS) device.pushErrorScope(kind);
  return async () => {
    // A lost device answers nothing here: what waits for its numbers finds out.
    const heard = KINDS.map(() => device.popErrorScope().catch(() => null));
    const errors = await Promise.all(heard);
    return errors.find((error) => error !== null)?.message.split('\n')[0];
  };
}
