import type { Locator } from 'playwright/test';

/** SHA-256 (hex) of a 2-D canvas's size and RGBA bytes: equal pictures, and only those, have equal hashes. */
export function pixelHash(canvas: Locator): Promise<string> {
  return canvas.evaluate(async (element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    if (!context) throw new Error('The canvas is not two-dimensional.');
    const size = new Uint8Array(new Uint32Array([width, height]).buffer);
    const bytes = new Uint8Array([...size, ...context.getImageData(0, 0, width, height).data]);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}
