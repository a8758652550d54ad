import { fold, uniform, type Key } from '../diffusion/random';
import { centreByMass, drawStrokes, PEN_RADIUS, type Point, type Stroke } from './ink';
import { SIDE } from './pack';

/** Free space around the pen, in pixels, as around MNIST's digits. */
const MARGIN = 4;
/** Length of a straight piece of a stroke, in pixels. */
const PIECE = 1.5;
/** How much the bend of a stroke may change from piece to piece, and its largest value, in radians. */
const WOBBLE = 0.25;
const BEND = 0.7;

/** A pen's random walk, which turns back at the margin. */
function stroke(k: Key): Stroke {
  let counter = 0;
  const random = (low: number, high: number): number => low + (high - low) * uniform(k, counter++);
  const end = SIDE - MARGIN;
  const radius = PEN_RADIUS + random(-0.2, 0.5);
  let point: Point = { x: random(MARGIN, end), y: random(MARGIN, end) };
  let heading = random(0, 2 * Math.PI);
  let bend = random(-BEND, BEND);
  const points = [point];
  for (let pieces = Math.floor(random(6, 28)); pieces > 0; pieces--) {
    bend = Math.min(BEND, Math.max(-BEND, bend + random(-WOBBLE, WOBBLE)));
    heading += bend;
    let [dx, dy] = [PIECE * Math.cos(heading), PIECE * Math.sin(heading)];
    if (point.x + dx < MARGIN || point.x + dx > end) dx = -dx;
    if (point.y + dy < MARGIN || point.y + dy > end) dy = -dy;
    heading = Math.atan2(dy, dx);
    point = { x: point.x + dx, y: point.y + dy };
    points.push(point);
  }
  return { points, radius };
}

/**
 * A random scribble, a function of the key: one to three strokes of a pen like that of MNIST's digits, centred like these. It is a
 * digit only by accident.
 * @returns PIXELS values in [-1, 1]
 */
export function scribble(k: Key): Float32Array {
  const strokes = 1 + Math.floor(3 * uniform(k, 0));
  return centreByMass(drawStrokes(Array.from({ length: strokes }, (_, i) => stroke(fold(k, i)))));
}
