import { onEdit } from './state/editing';
import type { Draw } from '../../ui/PixelCanvas';

/** What a canvas is fed with: a picture that follows what is looked at. Make it once (or useMemo). */
export const feedOf =
  (of: () => Float32Array | null) =>
  (draw: Draw): (() => void) =>
    onEdit(() => draw(of()));
