import { expect, it } from 'vitest';
import { view } from '../../../state/link/view';
import { decodePicture } from '../../../state/picture/pictureCodec';
import { SCRIBBLE_NAMES, takeScribble } from './scribbles';

it.each(SCRIBBLE_NAMES)('%s becomes the picture of the view', (name) => {
  takeScribble(name);
  const { source } = view.getState();
  const ink = decodePicture(source.replace('px.', ''))?.filter((value) => value > 127).length;
  expect(ink).toBeGreaterThan(30);
  expect(ink).toBeLessThan(200);
});
