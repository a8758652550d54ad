import { useCallback } from 'react';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { onEdit } from './state/changes';

interface Props {
  label?: string;
  /** Keep it stable. */
  picture: () => Float32Array | null;
  /** Value shown as white. */
  range?: number;
  title?: string | undefined;
}

/** A picture that follows settings, sheets and sliders, outside React. */
export function EditCanvas({ label = '', picture, range = 1, title }: Props) {
  const feed = useCallback((draw: Draw) => onEdit(() => draw(picture())), [picture]);
  return <PixelCanvas label={label} feed={feed} range={range} title={title} />;
}
