import { takePicture } from '../../../state/picture/source';
import { drawStrokes, PEN_RADIUS, type Point } from '../../../data/ink';

/** A stroke through points of the 28 x 28 field. */
const line = (...points: readonly (readonly [number, number])[]) => ({
  points: points.map(([x, y]): Point => ({ x, y })),
  radius: PEN_RADIUS,
});

/** Scribbles to begin with: what a hurried hand would draw. */
const SCRIBBLES = {
  zigzag: [line([8, 7], [19, 7], [11, 14], [19, 15], [18, 21], [8, 21])],
  loop: [line([18, 8], [11, 8], [10, 13], [17, 14], [18, 8], [18, 14], [16, 22])],
  cross: [line([10, 6], [9, 14], [20, 14]), line([17, 6], [17, 23])],
} as const;

export type ScribbleName = keyof typeof SCRIBBLES;
export const SCRIBBLE_NAMES = Object.keys(SCRIBBLES) as ScribbleName[];

/** Makes a ready scribble the picture of the view. */
export function takeScribble(name: ScribbleName): void {
  takePicture(drawStrokes(SCRIBBLES[name]));
}
