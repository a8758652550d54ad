import type { Draw } from '../../ui/PixelCanvas';
import { onEdit } from './state/changes';

/** Feeds a canvas with a picture that follows what is looked at. Make it once (or useMemo). */
export const feedOf =
  (picture: () => Float32Array | null) =>
  (draw: Draw): (() => void) =>
    onEdit(() => draw(picture()));
