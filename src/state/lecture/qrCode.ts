import qrcode from 'qrcode-generator';

/** The light margin that readers need around a code, in modules. */
const MARGIN = 4;

/** A QR code (ISO/IEC 18004) of a text, as a path of unit squares; `size` is its side, with the margin. */
export function qrCode(text: string): { readonly size: number; readonly path: string } {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const modules = Array.from({ length: count ** 2 }, (_, i) => [Math.floor(i / count), i % count] as const);
  const path = modules
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`)
    .join('');
  return { size: count + 2 * MARGIN, path };
}
