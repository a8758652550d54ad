import type { Source } from './source';

/** Distance of an operation's numbers in the uniform buffer, bytes: offsets must be multiples of 256. */
export const STEP_STRIDE = 256;

/**
 * The numbers of an operation: the uniform `step` at binding 0, bound with a dynamic offset.
 * @returns its declaration, its size in bytes, and a function that lays operations out in the uniform buffer
 */
export function stepUniform<Integer extends string, Real extends string>(
  integers: readonly Integer[],
  reals: readonly Real[],
) {
  const members = [...integers.map((name) => `${name} : u32,`), ...reals.map((name) => `${name} : f32,`)];
  return {
    code: `
struct Step {
  ${members.join('\n  ')}
}
@group(0) @binding(0) var<uniform> step : Step;
`,
    bytes: 4 * members.length,
    pack: (steps: readonly Readonly<Record<Integer | Real, number>>[]): ArrayBuffer => {
      const buffer = new ArrayBuffer(STEP_STRIDE * steps.length);
      steps.forEach((numbers, i) => {
        const at = STEP_STRIDE * i;
        new Uint32Array(buffer, at, integers.length).set(integers.map((name) => numbers[name]));
        new Float32Array(buffer, at + 4 * integers.length, reals.length).set(
          reals.map((name) => numbers[name]),
        );
      });
      return buffer;
    },
  };
}

const sampling = stepUniform(
  ['pictures', 'samples', 'row', 'channelRow', 'frame', 'keep', 'start', 'visit', 'known'],
  [
    'guidance',
    'scale',
    'shift',
    'output',
    'xt',
    'constant',
    'cX0',
    'cSecond',
    'cXt',
    'cNoise',
    'knownSignal',
    'knownNoise',
  ],
);

/**
 * The numbers of an operation of a sampling run, by their names in the shaders. x0Hat = output raw + xt x_t + constant; the next
 * x is cX0 clip(x0Hat) + cSecond (clip(x0Hat) of the operation before) + cXt x_t + cNoise z, and where a pixel is known, knownSignal known
 * + knownNoise z.
 */
export type StepNumbers = Parameters<typeof sampling.pack>[0][number];

export const { code: STEP, bytes: STEP_BYTES, pack: packSteps } = sampling;

/** Threads of a workgroup. */
export const THREADS = 64;

/** How a dispatch is shared out among workgroups. */
export interface Work {
  /** Work items of one picture. */
  readonly items: number;
  /** So many of these items, of whatever pictures, are in one workgroup. */
  readonly perGroup: number;
  /** Workgroups for the same items. */
  readonly times: number;
}

/** Workgroups of a dispatch. */
export const groupsOf = ({ items, perGroup, times }: Work, pictures: number): number =>
  Math.ceil((pictures * items) / perGroup) * times;

/** One thread for each item. */
export const threadEach = (items: number): Work => ({ items, perGroup: THREADS, times: 1 });

/** A storage buffer, as a shader declares it. */
export interface Variable {
  readonly name: string;
  readonly element: string;
  /** 'read' by default. */
  readonly access?: 'read' | 'read_write';
}

/** Declares storage buffers in the order given, from binding 1 on. */
export class Bindings {
  private readonly lines: string[] = [];
  readonly access: ('read' | 'read_write')[] = [];

  add(name: string, element: string, access: 'read' | 'read_write' = 'read'): this {
    this.access.push(access);
    this.lines.push(
      `@group(0) @binding(${this.access.length}) var<storage, ${access}> ${name} : array<${element}>;`,
    );
    return this;
  }

  addAll(variables: readonly Variable[]): this {
    for (const { name, element, access } of variables) this.add(name, element, access);
    return this;
  }

  get code(): string {
    return this.lines.join('\n');
  }
}

/** SiLU of a variable, as an expression. */
export const silu = (x: string): string => `${x} / (1.0 + exp(-${x}))`;

/**
 * Functions that read a source: `NAME(n, y, x, c)` gives four channels, from 4 c on, of pixel (y, x) of picture n.
 * @param shape height, width, channels of the value that is read
 * @param written gives the buffer variable of a layer's output
 * @param numbers of a picture, which the input's channels are made of
 */
export function loader(
  name: string,
  source: Source,
  [height, width, channels]: readonly [number, number, number],
  written: (id: string) => string,
  numbers = 0,
): string {
  const head = `fn ${name}(n : u32, y : u32, x : u32, c : u32) -> vec4f`;
  switch (source.kind) {
    case 'input':
      return inputLoader(head, height, width, numbers);
    case 'written':
      return `${head} { return ${written(source.id)}[((n * ${height}u + y) * ${width}u + x) * ${Math.ceil(channels / 4)}u + c]; }\n`;
    case 'upsample':
      return (
        loader(`${name}_`, source.of, [height / 2, width / 2, channels], written, numbers) +
        `${head} { return ${name}_(n, y / 2u, x / 2u, c); }\n`
      );
    case 'max-pool':
      return (
        loader(`${name}_`, source.of, [height * 2, width * 2, channels], written, numbers) +
        `${head} {
  return max(max(${name}_(n, 2u * y, 2u * x, c), ${name}_(n, 2u * y, 2u * x + 1u, c)),
    max(${name}_(n, 2u * y + 1u, 2u * x, c), ${name}_(n, 2u * y + 1u, 2u * x + 1u, c)));
}\n`
      );
    case 'concat':
      return (
        loader(`${name}a`, source.of, [height, width, source.channels], written, numbers) +
        loader(`${name}b`, source.and, [height, width, channels - source.channels], written, numbers) +
        `${head} {
  if (c < ${source.channels / 4}u) { return ${name}a(n, y, x, c); }
  return ${name}b(n, y, x, c - ${source.channels / 4}u);
}\n`
      );
  }
}

/** The preconditioned x_t and the second channel: those of one number, of a patch's four, or of a point's two. */
function inputLoader(head: string, height: number, width: number, numbers: number): string {
  const isWhole = numbers === height * width;
  const side = isWhole ? width : 2 * width;
  const values = (y: string, x: string) =>
    `state[(n % step.samples) * ${numbers}u + (${y}) * ${side}u + ${x}] * step.scale + step.shift, ` +
    `channel[(step.channelRow + channelRows[n]) * ${numbers}u + (${y}) * ${side}u + ${x}]`;
  return isWhole
    ? `${head} { return vec4f(${values('y', 'x')}, 0.0, 0.0); }\n`
    : `${head} { return vec4f(${values('2u * y + c', '2u * x')}, ${values('2u * y + c', '2u * x + 1u')}); }\n`;
}
