/** Types of WebAssembly's values: a whole number, a real number, and four real numbers side by side. */
export type ValueType = 'i32' | 'f32' | 'v128';

/** Bytes, nested as the instructions are. */
export type Code = readonly (number | Code)[];

/** Instructions that leave one value on the stack. */
export interface Value<T extends ValueType> {
  readonly type: T;
  readonly code: Code;
}

/** A value, or a number that stands for a constant (in all four lanes of a vector). */
export type Operand<T extends ValueType> = Value<T> | number;

/** Instructions that leave the stack as it was. */
export interface Statement {
  readonly statement: Code;
}

/** Statements one after the other. */
export type Body = Statement | readonly Body[];

/** A number below 2^32 in LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value >>> 0; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** A number of 32 bits in signed LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value | 0; ; rest >>= 7) {
    if (rest >= -0x40 && rest < 0x40) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

const bytesOf = (numbers: Float32Array | Int32Array): number[] => [...new Uint8Array(numbers.buffer)];

/** A SIMD instruction by its number. */
const simd = (number: number): Code => [0xfd, unsigned(number)];

const CONSTANTS: Record<ValueType, (x: number) => Code> = {
  i32: (x) => [0x41, signed(x)],
  f32: (x) => [0x43, bytesOf(Float32Array.of(x))],
  v128: (x) => [simd(12), bytesOf(new Float32Array(4).fill(x))],
};

const codeOf = <T extends ValueType>(type: T, x: Operand<T>): Code =>
  typeof x === 'number' ? CONSTANTS[type](x) : x.code;

/** An instruction that takes operands of type T from the stack and leaves a value of type R. */
const operation =
  <T extends ValueType, R extends ValueType>(type: T, result: R, instruction: Code) =>
  (...operands: Operand<T>[]): Value<R> => ({
    type: result,
    code: [operands.map((each) => codeOf(type, each)), instruction],
  });

/** An associative instruction, for any number of operands. */
const chain =
  <T extends ValueType>(type: T, instruction: Code) =>
  (first: Operand<T>, ...others: Operand<T>[]): Value<T> => ({
    type,
    code: [codeOf(type, first), others.map((each) => [codeOf(type, each), instruction])],
  });

/** Addresses are multiples of 2^2 bytes. */
const ALIGNMENT = 2;

/** A load from address + offset; the offset is a constant of at least 0 bytes. */
const loadOf =
  <T extends ValueType>(type: T, instruction: Code) =>
  (address: Operand<'i32'>, offset = 0): Value<T> => ({
    type,
    code: [codeOf('i32', address), instruction, ALIGNMENT, unsigned(offset)],
  });

/** A store to address + offset. */
const storeOf =
  <T extends ValueType>(type: T, instruction: Code) =>
  (address: Operand<'i32'>, value: Operand<T>, offset = 0): Statement => ({
    statement: [codeOf('i32', address), codeOf(type, value), instruction, ALIGNMENT, unsigned(offset)],
  });

/** Whole numbers and addresses, which are unsigned where they are divided or compared. */
export const i32 = {
  add: chain('i32', [0x6a]),
  subtract: operation('i32', 'i32', [0x6b]),
  multiply: chain('i32', [0x6c]),
  divide: operation('i32', 'i32', [0x6e]),
  remainder: operation('i32', 'i32', [0x70]),
  and: operation('i32', 'i32', [0x71]),
  shiftRight: operation('i32', 'i32', [0x76]),
  equal: operation('i32', 'i32', [0x46]),
  lessThan: operation('i32', 'i32', [0x49]),
  load: loadOf('i32', [0x28]),
  isNegative: (x: Value<'i32'>): Value<'i32'> => operation('i32', 'i32', [0x48])(x, 0),
  /** `then` where the condition is not 0, else `otherwise`. */
  select: (then: Operand<'i32'>, otherwise: Operand<'i32'>, condition: Operand<'i32'>): Value<'i32'> =>
    operation('i32', 'i32', [0x1b])(then, otherwise, condition),
};

/** Single real numbers. */
export const f32 = {
  add: chain('f32', [0x92]),
  subtract: operation('f32', 'f32', [0x93]),
  multiply: chain('f32', [0x94]),
  load: loadOf('f32', [0x2a]),
  store: storeOf('f32', [0x38]),
};

/** Four real numbers at once. Minimum and maximum are NaN where an operand is. */
export const f32x4 = {
  add: chain('v128', simd(0xe4)),
  subtract: operation('v128', 'v128', simd(0xe5)),
  multiply: chain('v128', simd(0xe6)),
  divide: operation('v128', 'v128', simd(0xe7)),
  squareRoot: operation('v128', 'v128', simd(0xe3)),
  min: operation('v128', 'v128', simd(0xe8)),
  max: operation('v128', 'v128', simd(0xe9)),
  load: loadOf('v128', simd(0)),
  /** One number from memory in all four lanes. */
  loadSplat: loadOf('v128', simd(9)),
  store: storeOf('v128', simd(11)),
  /** In each lane all bits where the condition is true, else none. */
  equal: operation('v128', 'v128', simd(0x41)),
  greaterThan: operation('v128', 'v128', simd(0x44)),
  /** Bitwise: x where a mask has all bits, else 0. */
  and: operation('v128', 'v128', simd(0x4e)),
  lane: (x: Value<'v128'>, lane: number): Value<'f32'> => ({ type: 'f32', code: [x.code, simd(31), lane] }),
  /** Four lanes out of the eight of a and b. */
  shuffle: (a: Value<'v128'>, b: Value<'v128'>, lanes: readonly number[]): Value<'v128'> => ({
    type: 'v128',
    code: [a.code, b.code, simd(13), lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte))],
  }),
  /** a b + c, rounded once: the relaxed_madd of machines that have it. */
  fusedMultiplyAdd: operation('v128', 'v128', simd(0x105)),
};

/** Four whole numbers at once, in the bits of a vector. */
export const i32x4 = {
  constant: (x: number): Value<'v128'> => ({
    type: 'v128',
    code: [simd(12), bytesOf(new Int32Array(4).fill(x))],
  }),
  add: operation('v128', 'v128', simd(0xae)),
  shiftLeft: (x: Value<'v128'>, bits: number): Value<'v128'> => ({
    type: 'v128',
    code: [x.code, CONSTANTS.i32(bits), simd(0xab)],
  }),
};

/** A local variable of a function. As a value it is what it holds. */
export class Local<T extends ValueType> implements Value<T> {
  readonly code: Code;

  constructor(
    readonly type: T,
    private readonly index: number,
  ) {
    this.code = [0x20, unsigned(index)];
  }

  set(value: Operand<T>): Statement {
    return { statement: [codeOf(this.type, value), 0x21, unsigned(this.index)] };
  }
}

/** x += by */
export const increase = (x: Local<'i32'>, by: Operand<'i32'>): Statement => x.set(i32.add(x, by));

const VOID = 0x40;

/** The bytes of statements. */
export function codeOfBody(body: Body): Code {
  return 'statement' in body ? body.statement : body.map(codeOfBody);
}

/** for (i = from; i < to; i += step) body. The body runs at least once. */
export function loop(
  i: Local<'i32'>,
  { from = 0, to, step = 1 }: { from?: Operand<'i32'>; to: Operand<'i32'>; step?: Operand<'i32'> },
  body: Body,
): Body {
  const again = i32.lessThan(i, to);
  const statement = [0x03, VOID, codeOfBody([body, increase(i, step)]), again.code, 0x0d, 0, 0x0b];
  return [i.set(from), { statement }];
}

/** if (condition) body */
export function when(condition: Value<'i32'>, body: Body): Statement {
  return { statement: [condition.code, 0x04, VOID, codeOfBody(body), 0x0b] };
}

/** Calls the function with this index. */
export function callOf(
  index: number,
  types: readonly ValueType[],
  values: readonly Operand<ValueType>[],
): Statement {
  return { statement: [values.map((value, i) => codeOf(types[i], value)), 0x10, unsigned(index)] };
}
