import { createStore } from 'zustand/vanilla';
import { drawStrokes, PEN_RADIUS } from '../../../data/ink';
import { SIDE } from '../../../data/pack';
import { scribble } from '../../../data/scribbles';
import { blank, inverted, pureNoise, quarterTurn } from '../../../diffusion/pictures/corruptions';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { key } from '../../../diffusion/random';
import { view } from '../../../state/link/view';
import { DEFAULT_DIGIT } from '../../../state/picture/defaultDigit';
import { decodePicture, encodePicture } from '../../../state/picture/pictureCodec';
import { takePictureFile } from '../../../state/picture/upload';

/** The file that was taken last, and how. */
export interface TakenFile {
  readonly file: Blob;
  /** Only resized; else made like an MNIST digit. */
  readonly isAsItIs: boolean;
  /** The name of the picture that came of it. */
  readonly source: string;
}

export const takenFile = createStore<{ readonly latest: TakenFile | null }>(() => ({ latest: null }));

/** Takes a picture of anything, since what is no digit is what this view is for. @returns whether the file could be read */
export async function takeAnyFile(file: Blob, isAsItIs = true): Promise<boolean> {
  const isTaken = await takePictureFile(file, isAsItIs);
  if (isTaken) takenFile.setState({ latest: { file, isAsItIs, source: view.getState().source } });
  return isTaken;
}

const three = fromBytes(decodePicture(DEFAULT_DIGIT.encoded) ?? new Uint8Array(SIDE ** 2));

/** The letter A. */
const letter = (): Float32Array =>
  drawStrokes(
    [
      [8, 22, 14, 6],
      [14, 6, 20, 22],
      [10.5, 16.5, 17.5, 16.5],
    ].map(([x, y, toX, toY]) => ({
      points: [
        { x, y },
        { x: toX, y: toY },
      ],
      radius: PEN_RADIUS,
    })),
  );

const asBytes = (x: Float32Array): Uint8Array =>
  Uint8Array.from(x, (value) => Math.round(((value + 1) / 2) * 255));

/** Pictures of what is no digit, at hand for a first look. */
export const NOT_DIGITS = (
  [
    ['letter', letter()],
    ['scribble', scribble(key(7))],
    ['turned', quarterTurn(three)],
    ['inverted', inverted(three)],
    ['noise', pureNoise(SIDE, key(1))],
    ['blank', blank(SIDE)],
  ] as const
).map(([kind, x]) => {
  const pixels = asBytes(x);
  return { kind, pixels, source: `px.${encodePicture(pixels)}` };
});
