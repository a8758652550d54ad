import type { Source } from './source';

/**
 * The numbers of an operation, bound with a dynamic offset. x0Hat = output raw + xt x_t + constant; the next x is
 * cX0 clip(x0Hat) + cXt x_t + cNoise z, and where a pixel is known, knownSignal known + knownNoise z.
 */
const INTEGERS = [
  'pictures',
  'samples',
  'row',
  'channelRow',
  'frame',
  'keep',
  'start',
  'visit',
  'known',
] as const;
const REALS = [
  'guidance',
  'scale',
  'shift',
  'output',
  'xt',
  'constant',
  'cX0',
  'cXt',
  'cNoise',
  'knownSignal',
  'knownNoise',
] as const;

/** The numbers of an operation, by their names in the shaders. */
export type StepNumbers = Readonly<Record<(typeof INTEGERS)[number] | (typeof REALS)[number], number>>;

/** Bytes of one operation's numbers, and their distance in the buffer: offsets must be multiples of 256. */
export const STEP_BYTES = 4 * (INTEGERS.length + REALS.length);
export const STEP_STRIDE = 256;

export const STEP = /* wgsl */ `
struct Step {
  ${[...INTEGERS.map((name) => `${name} : u32,`), ...REALS.map((name) => `${name} : f32,`)].join('\n  ')}
}
@group(0) @binding(0) var<uniform> step : Step;
`;

/** The operations' numbers in the layout of the uniform buffer. */
export function packSteps(steps: readonly StepNumbers[]): ArrayBuffer {
  const buffer = new ArrayBuffer(STEP_STRIDE * steps.length);
  steps.forEach((numbers, i) => {
    new Uint32Array(buffer, STEP_STRIDE * i, INTEGERS.length).set(INTEGERS.map((name) => numbers[name]));
    const reals = new Float32Array(buffer, STEP_STRIDE * i + 4 * INTEGERS.length, REALS.length);
    reals.set(REALS.map((name) => numbers[name]));
  });
  return buffer;
}

/** Threads of a workgroup. */
export const THREADS = 64;

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
 */
export function loader(
  name: string,
  source: Source,
  [height, width, channels]: readonly [number, number, number],
  written: (id: string) => string,
  patch: number,
): string {
  const head = `fn ${name}(n : u32, y : u32, x : u32, c : u32) -> vec4f`;
  switch (source.kind) {
    case 'input':
      return inputLoader(head, height, width, patch);
    case 'written':
      return `${head} { return ${written(source.id)}[((n * ${height}u + y) * ${width}u + x) * ${channels / 4}u + c]; }\n`;
    case 'upsample':
      return (
        loader(`${name}_`, source.of, [height / 2, width / 2, channels], written, patch) +
        `${head} { return ${name}_(n, y / 2u, x / 2u, c); }\n`
      );
    case 'max-pool':
      return (
        loader(`${name}_`, source.of, [height * 2, width * 2, channels], written, patch) +
        `${head} {
  return max(max(${name}_(n, 2u * y, 2u * x, c), ${name}_(n, 2u * y, 2u * x + 1u, c)),
    max(${name}_(n, 2u * y + 1u, 2u * x, c), ${name}_(n, 2u * y + 1u, 2u * x + 1u, c)));
}\n`
      );
    case 'concat':
      return (
        loader(`${name}a`, source.of, [height, width, source.channels], written, patch) +
        loader(`${name}b`, source.and, [height, width, channels - source.channels], written, patch) +
        `${head} {
  if (c < ${source.channels / 4}u) { return ${name}a(n, y, x, c); }
  return ${name}b(n, y, x, c - ${source.channels / 4}u);
}\n`
      );
  }
}

/** The preconditioned x_t and the second channel, in patches. */
function inputLoader(head: string, height: number, width: number, patch: number): string {
  const side = width * patch;
  const pixels = height * patch * side;
  const values = (y: string, x: string) =>
    `state[(n % step.samples) * ${pixels}u + (${y}) * ${side}u + ${x}] * step.scale + step.shift, ` +
    `channel[(step.channelRow + channelRows[n]) * ${pixels}u + (${y}) * ${side}u + ${x}]`;
  return patch === 1
    ? `${head} { return vec4f(${values('y', 'x')}, 0.0, 0.0); }\n`
    : `${head} { return vec4f(${values('2u * y + c', '2u * x')}, ${values('2u * y + c', '2u * x + 1u')}); }\n`;
}
