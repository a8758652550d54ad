import { contours } from 'd3-contour';
import { coarser } from '../../diffusion/plane/grids';
import type { PathPoint } from '../../diffusion/plane/likelihood';
import { HALF_WIDTH } from './state/field';

// Lines of the plane on a canvas of their own.

/** What lines are drawn with. */
export interface Pen {
  readonly context: CanvasRenderingContext2D;
  /** The colours of text, of quiet text and of the paper. */
  readonly ink: string;
  readonly soft: string;
  readonly paper: string;
}

const sideOf = ({ context }: Pen): number => context.canvas.width;
type Place = readonly [x: number, y: number];
const toPixels = ([x, y]: Place, side: number): Place => [
  ((x + HALF_WIDTH) / (2 * HALF_WIDTH)) * side,
  ((HALF_WIDTH - y) / (2 * HALF_WIDTH)) * side,
];

/** Shares of the peak at which a density has a contour line. */
const CONTOURS = [0.02, 0.1, 0.25, 0.5, 0.8];
/** Cells along an axis that are enough for smooth lines. */
const CONTOUR_CELLS = 50;

/** Draws lines of equal density. @param density [n, n] flat over what is shown */
export function drawContours(pen: Pen, density: Float32Array): void {
  const { context, soft } = pen;
  const side = sideOf(pen);
  const n = Math.round(Math.sqrt(density.length));
  const times = Math.max(1, Math.floor(n / CONTOUR_CELLS));
  const grid = n % times === 0 ? coarser(density, times) : Float64Array.from(density);
  const cells = Math.round(Math.sqrt(grid.length));
  const peak = grid.reduce((most, value) => Math.max(most, value), 1e-12);
  const lines = contours()
    .size([cells, cells])
    .thresholds(CONTOURS.map((share) => share * peak))(Array.from(grid));
  context.beginPath();
  for (const { coordinates } of lines)
    for (const ring of coordinates.flat())
      ring.forEach(([column, row], i) => {
        const [x, y] = [(column * side) / cells, side - (row * side) / cells];
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      });
  context.strokeStyle = soft;
  context.lineWidth = side / 700;
  context.stroke();
}

/** The length that is reached by all but this share of arrows is drawn as a full cell; longer ones are cut to it. */
const CUT_SHARE = 0.1;

/** The length that is drawn as a full cell. @param arrows [n, n, 2] flat */
export function fullLength(arrows: Float32Array): number {
  const lengths = Float32Array.from({ length: arrows.length / 2 }, (_, i) =>
    Math.hypot(arrows[2 * i], arrows[2 * i + 1]),
  ).sort();
  return lengths[Math.floor((1 - CUT_SHARE) * (lengths.length - 1))] || 1;
}

interface ArrowLook {
  /** The length that is drawn as a full cell. */
  readonly full?: number;
  readonly colour?: string;
  readonly isThick?: boolean;
}

/** Draws arrows, [n, n, 2] flat, each from the middle of its cell. */
export function drawArrows(pen: Pen, arrows: Float32Array, look: ArrowLook = {}): void {
  const { context } = pen;
  const { full = fullLength(arrows), colour = pen.ink, isThick = false } = look;
  const n = Math.round(Math.sqrt(arrows.length / 2));
  const side = sideOf(pen);
  const cell = side / n;
  context.beginPath();
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) {
      const at = 2 * (row * n + column);
      const [dx, dy] = [arrows[at], -arrows[at + 1]];
      const length = Math.hypot(dx, dy);
      if (length < 1e-9) continue;
      const drawn = 0.84 * cell * Math.min(1, length / full);
      const [ux, uy] = [dx / length, dy / length];
      const [x, y] = [(column + 0.5) * cell, side - (row + 0.5) * cell];
      const [endX, endY] = [x + ux * drawn, y + uy * drawn];
      const head = Math.min(0.24 * cell, 0.5 * drawn);
      context.moveTo(x, y);
      context.lineTo(endX, endY);
      context.moveTo(endX - head * (ux + 0.6 * uy), endY - head * (uy - 0.6 * ux));
      context.lineTo(endX, endY);
      context.lineTo(endX - head * (ux - 0.6 * uy), endY - head * (uy + 0.6 * ux));
    }
  context.globalAlpha = 0.8;
  context.strokeStyle = colour;
  context.lineWidth = Math.max(1, side / (isThick ? 260 : 600));
  context.stroke();
  context.globalAlpha = 1;
}

/** A dot where something is now. */
function drawDot(pen: Pen, at: Place, radius: number): void {
  const { context, ink, paper } = pen;
  context.beginPath();
  context.arc(...toPixels(at, sideOf(pen)), radius, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.fill();
  context.lineWidth = radius / 3;
  context.strokeStyle = paper;
  context.stroke();
}

/** The path of one particle, [n, 2] flat, and where it is now. */
export interface Trace {
  readonly path: Float32Array;
  readonly at: Place;
}

/** Draws paths on paper, so that they are seen over particles, with a dot where each particle is now. */
export function drawTraces(pen: Pen, traces: readonly Trace[]): void {
  const { context, ink, paper } = pen;
  const side = sideOf(pen);
  const width = Math.max(1.5, side / 320);
  for (const { path, at } of traces) {
    context.beginPath();
    for (let i = 0; i < path.length; i += 2) {
      const place = toPixels([path[i], path[i + 1]], side);
      if (i === 0) context.moveTo(...place);
      else context.lineTo(...place);
    }
    context.strokeStyle = paper;
    context.lineWidth = 2.6 * width;
    context.stroke();
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke();
    drawDot(pen, at, 2.8 * width);
  }
}

/** Draws thin paths, [n, 2] flat each. */
export function drawStrands(pen: Pen, strands: readonly Float32Array[]): void {
  const { context, ink } = pen;
  const side = sideOf(pen);
  context.beginPath();
  for (const strand of strands)
    for (let i = 0; i < strand.length; i += 2) {
      const place = toPixels([strand[i], strand[i + 1]], side);
      if (i === 0) context.moveTo(...place);
      else context.lineTo(...place);
    }
  context.globalAlpha = 0.6;
  context.strokeStyle = ink;
  context.lineWidth = Math.max(0.75, side / 900);
  context.stroke();
  context.globalAlpha = 1;
}

/** Divergences beyond this, per log sigma, have the full colour. */
const FULL_DIVERGENCE = 1;
/** Where the flow neither spreads nor is squeezed, where it spreads, and where it is squeezed: red, green, blue. */
const STILL = [128, 128, 128] as const;
const SPREADS = [214, 92, 20] as const;
const SQUEEZED = [38, 92, 190] as const;

/** The colour of a divergence. */
function flowColour(divergence: number): string {
  const share = Math.min(1, Math.abs(divergence) / FULL_DIVERGENCE);
  const full = divergence > 0 ? SPREADS : SQUEEZED;
  return `rgb(${STILL.map((still, c) => Math.round(still + share * (full[c] - still))).join(',')})`;
}

/** Draws the path of a point, orange where the flow spreads and blue where it is squeezed, and the point itself. */
export function drawFlowPath(pen: Pen, places: readonly PathPoint[], at: Place): void {
  const { context, paper } = pen;
  const side = sideOf(pen);
  const width = Math.max(2.5, side / 130);
  context.lineCap = 'round';
  for (const isPaper of [true, false])
    for (let i = 1; i < places.length; i++) {
      context.beginPath();
      context.moveTo(...toPixels([places[i - 1].x, places[i - 1].y], side));
      context.lineTo(...toPixels([places[i].x, places[i].y], side));
      context.lineWidth = isPaper ? 1.7 * width : width;
      context.strokeStyle = isPaper ? paper : flowColour(places[i].divergence);
      context.stroke();
    }
  context.lineCap = 'butt';
  drawDot(pen, at, 1.5 * width);
}
