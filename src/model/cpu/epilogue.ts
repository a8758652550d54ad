import { relu, reluSlope, silu, siluWithSlope } from './activation';
import type { Locals, ModuleBuilder } from './assemble';
import { f32x4, i32, type Body, type Local } from './instructions';
import { NUMBER, QUAD } from './memory';

/** What becomes of a convolution's sums before they are stored: bias and shift, activation, residuals, the next layer's prologue. */
export interface Epilogue {
  /** Whether Linear(e) is added to all pixels of a picture. */
  readonly shifted: boolean;
  readonly activation: 'silu' | 'relu' | undefined;
  /** Number of values that are added. */
  readonly residuals: number;
  /** What the next layer does first, if it alone reads this one. */
  readonly next?: 'affine-silu' | 'silu' | undefined;
  /** Whether the derivative of the activation, which is SiLU then, is written too. */
  readonly keeps?: boolean;
  /** The activation by whose derivative the value is multiplied last, in a gradient: SiLU's was kept, ReLU's is found from its result. */
  readonly slope?: 'silu' | 'relu' | undefined;
}

/** Number of pictures that an epilogue reads or writes besides its result: residuals, what is kept, what the slope is found from. */
export const picturesOf = ({ residuals, keeps, slope }: Epilogue): number =>
  residuals + (keeps ? 1 : 0) + (slope ? 1 : 0);

/** In a function's name, what its epilogue does. */
export const epilogueName = ({ shifted, activation, residuals, next, keeps, slope }: Epilogue): string =>
  [
    shifted && 'shift',
    keeps && 'kept',
    activation,
    residuals > 0 && `+${residuals}`,
    next && `then ${next}`,
    slope && `slope of ${slope}`,
  ]
    .filter(Boolean)
    .join(' ');

type Address = Local<'i32'>;

/** Where the epilogue of a function finds its numbers. */
export interface EpilogueAddresses {
  /** The first picture's border, of what is written. */
  readonly to: Address;
  /** [channels] */
  readonly bias: Address;
  /** [channels], of the picture that is computed; read if `shifted`. */
  readonly shift: Address;
  /** Scale and shift of the next layer's prologue, [2, channels]; read if that is affine. */
  readonly affine: Address;
  /** The first picture's border, of each of `picturesOf`: what is added, what is kept, what the slope is found from. */
  readonly pictures: readonly Address[];
}

/** Code that finishes sums, some quads of channels of some pixels at a time. */
export interface Finisher {
  /**
   * @param offset of the first pixel and channel, from the first picture's border
   * @param channel of the first channel, from a row of channels; both bytes
   */
  readonly begin: (offset: Address, channel: Address) => Body;
  /** Finishes and stores a sum. @param pixel bytes from the first pixel */
  readonly finish: (sum: Local<'v128'>, quad: number, pixel: number) => Body;
}

/** @param quads of channels that are computed at a time */
export function createFinisher(
  module: ModuleBuilder,
  locals: Locals,
  { shifted, activation, residuals, next, keeps, slope }: Epilogue,
  channels: number,
  addresses: EpilogueAddresses,
  quads: number,
): Finisher {
  const activate = { silu: silu(module, locals), relu };
  const activateAndKeep = siluWithSlope(module, locals);
  const derivative = locals.vector();
  const bias = locals.vectors(quads);
  const isAffine = next === 'affine-silu';
  const [scale, offsets] = [locals.vectors(isAffine ? quads : 0), locals.vectors(isAffine ? quads : 0)];
  const target = locals.int();
  const pictures = addresses.pictures.map(() => locals.int());
  const sources = pictures.slice(0, residuals);
  const [kept, slopeFrom] = [pictures[residuals], pictures[pictures.length - 1]];
  const atQuads = (vectors: readonly Local<'v128'>[], address: Address, channel: Address, offset = 0): Body =>
    vectors.map((vector, q) => vector.set(f32x4.load(i32.add(address, channel), offset + QUAD * q)));
  return {
    begin: (offset, channel) => [
      target.set(i32.add(addresses.to, offset)),
      pictures.map((picture, i) => picture.set(i32.add(addresses.pictures[i], offset))),
      atQuads(bias, addresses.bias, channel),
      shifted
        ? bias.map((vector, q) =>
            vector.set(f32x4.add(vector, f32x4.load(i32.add(addresses.shift, channel), QUAD * q))),
          )
        : [],
      atQuads(scale, addresses.affine, channel),
      atQuads(offsets, addresses.affine, channel, NUMBER * channels),
    ],
    finish: (sum, quad, pixel) => {
      const offset = pixel + QUAD * quad;
      return [
        sum.set(f32x4.add(sum, bias[quad])),
        keeps ? [activateAndKeep(sum, derivative), f32x4.store(kept, derivative, offset)] : [],
        activation && !keeps ? activate[activation](sum) : [],
        sources.map((source) => sum.set(f32x4.add(sum, f32x4.load(source, offset)))),
        isAffine ? sum.set(module.multiplyAdd(sum, scale[quad], offsets[quad])) : [],
        next ? activate.silu(sum) : [],
        slope
          ? [
              derivative.set(f32x4.load(slopeFrom, offset)),
              slope === 'relu' ? reluSlope(derivative) : [],
              sum.set(f32x4.multiply(sum, derivative)),
            ]
          : [],
        f32x4.store(target, sum, offset),
      ];
    },
  };
}
