import {
  interpolateRainbow,
  interpolateViridis,
  interpolateYlGnBu,
  interpolateOranges,
} from 'd3-scale-chromatic';
import type { Theme } from '../../state/theme';
import { HALF_WIDTH } from './state/field';

/** How far the t of a state may be from that of a density, so that the density is shown behind it. */
export const NEAR_T = 12;

// Density and particles of the plane as pixels. Row 0 of a grid is the lowest, as in the plane; canvases begin at the top.

const LEVELS = 256;
type Channels = readonly [red: number, green: number, blue: number];

/** The numbers of `#rrggbb` or `rgb(red, green, blue)`. */
function channels(colour: string): Channels {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16)];
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

/** A pixel as canvases keep it: its bytes are red, green, blue and alpha. */
const pixel = ([red, green, blue]: Channels, alpha: number): number =>
  ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;

/** Pixels of a ramp: transparent where there is almost nothing, so that the paper shows through. */
const ramp = (colour: (share: number) => string): Uint32Array =>
  Uint32Array.from({ length: LEVELS }, (_, level) => {
    const share = level / (LEVELS - 1);
    return pixel(channels(colour(share)), Math.round(255 * Math.min(1, 2.2 * share)));
  });

/** Colours of densities, and of negative numbers that a density should not have. */
const RAMPS: Readonly<Record<Theme, { readonly above: Uint32Array; readonly below: Uint32Array }>> = {
  light: {
    above: ramp((share) => interpolateYlGnBu(0.12 + 0.68 * share)),
    below: ramp((share) => interpolateOranges(0.15 + 0.7 * share)),
  },
  dark: {
    above: ramp((share) => interpolateViridis(0.08 + 0.82 * share)),
    below: ramp((share) => interpolateOranges(0.95 - 0.6 * share)),
  },
};

/** The largest size of a grid's numbers; at least one that is no density of the plane. */
export function peakOf(density: ArrayLike<number>): number {
  let peak = 1e-12;
  for (let i = 0; i < density.length; i++) peak = Math.max(peak, Math.abs(density[i]));
  return peak;
}

/** The middle of a grid that is wider than what is shown. @param halfWidth its own; a whole number of its cells is shown */
export function shownPart(density: Float32Array, halfWidth: number): Float32Array {
  const n = Math.round(Math.sqrt(density.length));
  const inner = Math.round((n * HALF_WIDTH) / halfWidth);
  const first = (n - inner) / 2;
  const out = new Float32Array(inner * inner);
  for (let row = 0; row < inner; row++) {
    const from = (first + row) * n + first;
    out.set(density.subarray(from, from + inner), row * inner);
  }
  return out;
}

/** Pixels of a canvas, kept from frame to frame. */
class Sheet {
  private image: ImageData;
  pixels: Uint32Array;
  isEmpty = true;

  constructor(private readonly context: CanvasRenderingContext2D) {
    this.image = context.createImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /** An empty sheet of so many pixels along a side. */
  cleared(side: number): Uint32Array {
    const { canvas } = this.context;
    if (this.image.width === side) this.pixels.fill(0);
    else {
      this.image = this.context.createImageData(side, side);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    if (canvas.width !== side) canvas.width = canvas.height = side;
    return this.pixels;
  }

  show(): void {
    this.context.putImageData(this.image, 0, 0);
    this.isEmpty = false;
  }

  clear(): void {
    if (this.isEmpty) return;
    this.context.clearRect(0, 0, this.context.canvas.width, this.context.canvas.height);
    this.isEmpty = true;
  }
}

/** Paints densities on a canvas that has a pixel for each cell; the browser scales it. */
export class DensitySheet {
  private readonly sheet: Sheet;

  constructor(private readonly context: CanvasRenderingContext2D) {
    this.sheet = new Sheet(context);
  }

  /**
   * Paints a density by the square root of its share of the peak, so that low densities show, too.
   * @param density [n, n] flat over what is shown; null clears
   */
  paint(density: ArrayLike<number> | null, theme: Theme, opacity = 1): void {
    if (!density) {
      this.sheet.clear();
      return;
    }
    this.context.canvas.style.opacity = String(opacity);
    const n = Math.round(Math.sqrt(density.length));
    const pixels = this.sheet.cleared(n);
    const peak = peakOf(density);
    const { above, below } = RAMPS[theme];
    for (let row = 0; row < n; row++)
      for (let column = 0; column < n; column++) {
        const value = density[row * n + column];
        const level = Math.round(Math.sqrt(Math.abs(value) / peak) * (LEVELS - 1));
        pixels[(n - 1 - row) * n + column] = (value < 0 ? below : above)[level];
      }
    this.sheet.show();
  }
}

/** Opacity of a particle, and what each further one in the same place adds. */
const OPACITY = { first: 190, further: 40 } as const;

/** The more particles, the smaller each: a side of the canvas by this. */
const sizeDivisor = (count: number): number => (count > 10_000 ? 420 : count > 2000 ? 240 : 180);

/** Paints particles, pixel by pixel. */
export class ParticleSheet {
  private readonly sheet: Sheet;

  constructor(context: CanvasRenderingContext2D) {
    this.sheet = new Sheet(context);
  }

  /**
   * @param points [n, 2] flat; null clears
   * @param colours a pixel for each
   * @param side pixels of the canvas along a side
   */
  paint(points: Float32Array | null, colours: Uint32Array, side: number): void {
    if (!points) {
      this.sheet.clear();
      return;
    }
    const pixels = this.sheet.cleared(side);
    const size = Math.max(1, Math.round(side / sizeDivisor(points.length / 2)));
    const scale = side / (2 * HALF_WIDTH);
    const most = side - size;
    for (let i = 0; i < points.length / 2; i++) {
      const left = Math.round((points[2 * i] + HALF_WIDTH) * scale - size / 2);
      const top = Math.round((HALF_WIDTH - points[2 * i + 1]) * scale - size / 2);
      if (left < 0 || top < 0 || left > most || top > most) continue;
      const colour = colours[i];
      for (let y = top; y < top + size; y++)
        for (let at = y * side + left, end = at + size; at < end; at++) {
          const there = pixels[at];
          if (there === 0) {
            pixels[at] = colour;
            continue;
          }
          // The mean of both colours, and more of it.
          const mean = (((there ^ colour) & 0xfefefe) >>> 1) + (there & colour & 0xffffff);
          const alpha = Math.min(255, (there >>> 24) + OPACITY.further);
          pixels[at] = ((alpha << 24) | mean) >>> 0;
        }
    }
    this.sheet.show();
  }
}

const keepColours = new WeakMap<Float32Array, Partial<Record<Theme, Uint32Array>>>();

/** Pixels of particles, coloured by the direction in which they lie at these points; made once. */
export function coloursOf(start: Float32Array, theme: Theme): Uint32Array {
  const kept = keepColours.get(start) ?? {};
  keepColours.set(start, kept);
  return (kept[theme] ??= coloursByDirection(start, theme));
}

function coloursByDirection(points: Float32Array, theme: Theme): Uint32Array {
  const factor = theme === 'light' ? 0.8 : 1;
  const table = Array.from({ length: LEVELS }, (_, i) => {
    const [red, green, blue] = channels(interpolateRainbow(i / LEVELS));
    return pixel([factor * red, factor * green, factor * blue], OPACITY.first);
  });
  return Uint32Array.from({ length: points.length / 2 }, (_, i) => {
    const turn = Math.atan2(points[2 * i + 1], points[2 * i]) / (2 * Math.PI) + 0.5;
    return table[Math.min(LEVELS - 1, Math.floor(turn * LEVELS))];
  });
}
