/**
 * Resolves with the reason, a sentence, when the device can no longer be used: it was lost, or it refused a command, for
 * example an invalid shader or a buffer that is too large. A refused command is silently dropped and leaves wrong numbers, so
 * the device is then destroyed, which fails everything that still waits for it.
 */
export function endOf(device: GPUDevice): Promise<string> {
  const refused = new Promise<string>((resolve) => {
    device.addEventListener('uncapturederror', ({ error }) => {
      resolve(`The graphics device refused a command (${clause(error.message)}).`);
      device.destroy();
    });
  });
  const lost = device.lost.then(
    ({ reason, message }) => `The graphics device was lost (${clause(message || reason)}).`,
  );
  return Promise.race([refused, lost]);
}

/** The first line, without its full stop. */
function clause(message: string): string {
  return message.split('\n')[0].replace(/\.$/, '');
}
