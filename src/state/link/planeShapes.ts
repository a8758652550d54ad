import { fromBase64url, toBase64url } from './base64url';

// What one draws in the plane, as text of a link: a mixture, and strokes of a brush.

/** A round Gaussian of a mixture. */
export interface PlaneComponent {
  /** Its share before all shares are made to add up to 1. */
  readonly weight: number;
  readonly x: number;
  readonly y: number;
  /** Its standard deviation along either axis. */
  readonly std: number;
}

/** What a mixture may have. Places are numbers of the plane, both ways from 0. */
export const MIXTURE_LIMITS = {
  components: 12,
  weight: { min: 0, max: 1 },
  place: 2.5,
  std: { min: 0.05, max: 1.5 },
} as const;

const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;

function isComponent({ weight, x, y, std }: PlaneComponent): boolean {
  const { weight: weights, place, std: stds } = MIXTURE_LIMITS;
  return (
    within(weight, weights.min, weights.max) &&
    within(Math.max(Math.abs(x), Math.abs(y)), 0, place) &&
    within(std, stds.min, stds.max)
  );
}

/** The components of `weight,x,y,std_weight,x,y,std ...`; null if the text is no mixture, or all weights are 0. */
export function parseMixture(text: string): PlaneComponent[] | null {
  const components = text.split('_').map((part): PlaneComponent | null => {
    const numbers = part.split(',').map((number) => (number.trim() === '' ? NaN : Number(number)));
    const [weight, x, y, std] = numbers;
    const component = { weight, x, y, std };
    return numbers.length === 4 && isComponent(component) ? component : null;
  });
  if (components.length > MIXTURE_LIMITS.components) return null;
  const all = components.filter((component) => component !== null);
  return all.length === components.length && all.some(({ weight }) => weight > 0) ? all : null;
}

const print = (value: number): string => String(Math.round(value * 100) / 100 + 0);

/** A mixture as text, to hundredths. */
export const formatMixture = (components: readonly PlaneComponent[]): string =>
  components.map(({ weight, x, y, std }) => [weight, x, y, std].map(print).join(',')).join('_');

/** A line drawn by hand: places x, y in turn. */
export type PlaneStroke = readonly number[];

/** The field that one draws on, both ways from 0, and the most places of all strokes, so that a link stays below 2 kB. */
export const BRUSH_LIMITS = { place: 3, places: 600 } as const;
const STEPS = 255;

const toByte = (value: number): number =>
  Math.round(((value + BRUSH_LIMITS.place) / (2 * BRUSH_LIMITS.place)) * STEPS);
const fromByte = (byte: number): number => (byte / STEPS) * 2 * BRUSH_LIMITS.place - BRUSH_LIMITS.place;

/** Strokes as text: for each one the number of its places, two bytes, then two bytes a place, as base64url. */
export function formatStrokes(strokes: readonly PlaneStroke[]): string {
  const bytes = strokes.flatMap((stroke) => {
    const count = stroke.length / 2;
    return [count >> 8, count & 255, ...stroke.map(toByte)];
  });
  return toBase64url(Uint8Array.from(bytes));
}

/** The strokes of a text; null if it has none or too many places. An empty text has no strokes. */
export function parseStrokes(text: string): PlaneStroke[] | null {
  const bytes = /^[\w-]*$/.test(text) ? fromBase64url(text) : null;
  if (!bytes) return null;
  const strokes: PlaneStroke[] = [];
  let places = 0;
  for (let at = 0; at < bytes.length;) {
    const count = (bytes[at] << 8) + bytes[at + 1];
    const end = at + 2 + 2 * count;
    places += count;
    if (!(count > 0 && end <= bytes.length && places <= BRUSH_LIMITS.places)) return null;
    strokes.push(Array.from(bytes.subarray(at + 2, end), fromByte));
    at = end;
  }
  return strokes;
}

/** Fewer numbers are the same strokes: each place as a link has it, without those that repeat the one before. */
export function thinned(stroke: PlaneStroke): PlaneStroke {
  const out: number[] = [];
  for (let i = 0; i < stroke.length; i += 2) {
    const [x, y] = [toByte(stroke[i]), toByte(stroke[i + 1])];
    const [lastX, lastY] = out.slice(-2);
    // At least three bytes further on, which is 0.07 of the plane.
    if (out.length === 0 || Math.hypot(x - lastX, y - lastY) >= 3) out.push(x, y);
  }
  return out.map(fromByte);
}
