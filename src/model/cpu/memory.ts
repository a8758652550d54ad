/** Bytes of a number. */
export const NUMBER = 4;
/** Bytes of a vector of four numbers. */
export const QUAD = 16;

/** Pixels of a tile's side in the outputs of Winograd's convolution. */
export const TILE = 4;

/** Tiles that cover a picture of this height, along a side. */
export const tilesPerSide = (height: number): number => Math.ceil(height / TILE);

/**
 * Pictures in memory, [pictures, side, side, channels]: channels last, with a border of zeros of one pixel at the top and left, and at
 * the bottom and right of as many as complete the last tile, and one more. So a 3x3 convolution reads its padding like any pixel.
 * Pictures of one pixel, which no kernel is larger than, have no border: they are the rows of a matrix.
 */
export interface Shape {
  /** Height and width without the border, pixels. */
  readonly height: number;
  readonly channels: number;
  /** Height and width with the border, pixels. */
  readonly side: number;
  /** Bytes from a pixel, row or picture to the next. */
  readonly pixel: number;
  readonly row: number;
  readonly picture: number;
}

/** Bytes of a cache line. */
const LINE = 64;

/** The shape of pictures of this height, which are squares. */
export function shapeOf(height: number, channels: number): Shape {
  const pixel = NUMBER * channels;
  // At distances of a power of two, all pictures would fall into the same few lines of the cache.
  if (height === 1) return { height, channels, side: 1, pixel, row: 0, picture: pixel + LINE };
  const side = TILE * tilesPerSide(height) + 2;
  return { height, channels, side, pixel, row: pixel * side, picture: pixel * side * side };
}

/** Offset of a pixel of the padded picture, bytes; the picture itself begins at (1, 1), one pixel alone after room for another. */
export const pixelAt = ({ row, pixel }: Shape, y: number, x: number): number => y * row + x * pixel;

/** A block of memory that holds pictures of one shape. */
export interface Place {
  readonly shape: Shape;
  /** Address of the first picture's border. */
  readonly at: number;
}

/** Addresses before this one stay unused. */
const START = 1024;
/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;

/** Shares out a module's memory: every address is known before the module is made. */
export class Memory {
  private end = START;
  private readonly free: Place[] = [];

  /** Room for some numbers, which are 0 at first. @returns its address */
  reserve(numbers: number): number {
    const at = this.end;
    this.end += LINE * Math.ceil((NUMBER * numbers) / LINE);
    return at;
  }

  /** A place for some pictures: a free one of the same shape, because its border is zero already, or a new one. */
  place(pictures: number, height: number, channels: number): Place {
    const i = this.free.findIndex(({ shape }) => shape.height === height && shape.channels === channels);
    if (i >= 0) return this.free.splice(i, 1)[0];
    const shape = shapeOf(height, channels);
    const before = height === 1 ? channels : 0;
    return { shape, at: this.reserve(before + (shape.picture / NUMBER) * pictures) };
  }

  /** Gives a place back, whose pictures nobody reads any more. */
  release(place: Place): void {
    this.free.push(place);
  }

  get pages(): number {
    return Math.ceil(this.end / PAGE);
  }
}
