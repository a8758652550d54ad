import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { withText } from './png';

describe('withText', () => {
  it('leaves a PNG that readers accept, with the text in a chunk of its own', () => {
    const png = new PNG({ width: 3, height: 2 });
    png.data.fill(77);
    const marked = Buffer.from(withText(PNG.sync.write(png), 'Source', 'https://example.org/?a=1'));
    // pngjs checks every chunk's CRC.
    expect(PNG.sync.read(marked).data).toEqual(png.data);
    expect(marked.includes('tEXtSource\0https://example.org/?a=1')).toBe(true);
  });
});
