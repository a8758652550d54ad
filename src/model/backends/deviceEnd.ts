/**
 * Resolves with what has happened, a sentence, when the device can compute no more: it is lost, or it has refused a command,
 * for example an invalid shader or a buffer that is too large. Such a command is dropped without a word and leaves wrong
 * numbers, so the device is destroyed, which fails whatever still waits for it.
 */
export function endOf(device: GPUDevice): Promise<string> {
  const refused = new Promise<string>((resolve) => {
    device.addEventListener('uncapturederror', ({ error }) => {
      resolve(`The graphics device refused a command (${plain(error.message)}).`);
      device.destroy();
    });
  });
  const lost = device.lost.then(
    ({ reason, message }) => `The graphics device was lost (${plain(message || reason)}).`,
  );
  return Promise.race([refused, lost]);
}

/** The first line, without its full stop. */
function plain(message: string): string {
  return message.split('\n')[0].replace(/\.$/, '');
}
