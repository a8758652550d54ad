import {
  callOf,
  codeOfBody,
  f32x4,
  Local,
  unsigned,
  type Body,
  type Code,
  type Operand,
  type Statement,
  type Value,
  type ValueType,
} from './instructions';

/** A function of a module. It returns nothing: what it computes stands in memory. */
export interface Procedure {
  readonly name: string;
  call(...values: Operand<ValueType>[]): Statement;
}

/** Makes the local variables of one function. */
export class Locals {
  readonly types: ValueType[];

  constructor(parameters: readonly ValueType[]) {
    this.types = [...parameters];
  }

  /** A new variable, 0 at first. */
  local<T extends ValueType>(type: T): Local<T> {
    return new Local(type, this.types.push(type) - 1);
  }

  int(): Local<'i32'> {
    return this.local('i32');
  }

  vector(): Local<'v128'> {
    return this.local('v128');
  }

  vectors(count: number): Local<'v128'>[] {
    return Array.from({ length: count }, () => this.vector());
  }
}

type LocalsOf<Types extends readonly ValueType[]> = { readonly [I in keyof Types]: Local<Types[I]> };

interface Definition {
  readonly types: readonly ValueType[];
  readonly locals: Locals;
  readonly code: Code;
}

/** Types as the binary format numbers them. */
const TYPES: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** Name of the import that is the module's memory. */
export const MEMORY = { module: 'env', field: 'memory' } as const;

/** Pages of a memory, 64 kB each, and whether threads share it. */
export interface MemoryType {
  readonly pages: number;
  readonly shared: boolean;
}

/**
 * A WebAssembly module in the making (WebAssembly Core Specification 2.0, chapter 5: the binary format). It imports one memory
 * and exports all its functions.
 */
export class ModuleBuilder {
  private readonly definitions: Definition[] = [];
  private readonly procedures = new Map<string, Procedure>();

  /** @param fused whether multiplyAdd rounds once, which not every engine can do */
  constructor(readonly fused: boolean) {}

  /** a b + c, rounded once if the module is fused, else twice. */
  multiplyAdd(a: Operand<'v128'>, b: Operand<'v128'>, c: Operand<'v128'>): Value<'v128'> {
    return this.fused ? f32x4.fusedMultiplyAdd(a, b, c) : f32x4.add(c, f32x4.multiply(a, b));
  }

  /**
   * Defines a function, unless there is one of this name.
   * @param name says completely what the function does: functions of the same name are one
   * @param types of its parameters
   */
  define<const Types extends readonly ValueType[]>(
    name: string,
    types: Types,
    body: (locals: Locals, ...parameters: LocalsOf<Types>) => Body,
  ): Procedure {
    const existing = this.procedures.get(name);
    if (existing) return existing;
    const locals = new Locals(types);
    const parameters = types.map((type, i) => new Local(type, i)) as unknown as LocalsOf<Types>;
    // The body may define functions too, so the index is known only after it.
    const code = codeOfBody(body(locals, ...parameters));
    const index = this.definitions.push({ types, locals, code }) - 1;
    const procedure: Procedure = { name, call: (...values) => callOf(index, types, values) };
    this.procedures.set(name, procedure);
    return procedure;
  }

  /** The module in the binary format. */
  assemble({ pages, shared }: MemoryType): Uint8Array<ArrayBuffer> {
    const { definitions } = this;
    const limits = [shared ? 3 : 1, unsigned(pages), unsigned(pages)];
    const memory = [text(MEMORY.module), text(MEMORY.field), 2, limits];
    const types = definitions.map((each) => [0x60, vector(each.types.map((type) => [TYPES[type]])), 0]);
    const names = [...this.procedures.keys()];
    return Uint8Array.from(
      flat([
        [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
        section(1, vector(types)),
        section(2, vector([memory])),
        section(3, vector(definitions.map((_, i) => unsigned(i)))),
        section(7, vector(names.map((name, i) => [text(name), 0, unsigned(i)]))),
        section(10, vector(definitions.map(sized))),
      ]),
    );
  }
}

/** Whether WebAssembly here has SIMD and, if `fused`, a multiply-add that rounds once. */
export function isSupported(fused: boolean): boolean {
  const module = new ModuleBuilder(fused);
  module.define('probe', [], (locals) => {
    const x = locals.vector();
    return x.set(module.multiplyAdd(x, x, x));
  });
  return WebAssembly.validate(module.assemble({ pages: 1, shared: false }));
}

/** A function's local variables and instructions, after their length. */
function sized({ types, locals, code }: Definition): Code {
  // Neighbours of one type are declared together.
  const runs: { type: ValueType; count: number }[] = [];
  for (const type of locals.types.slice(types.length)) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  const bytes = flat([vector(runs.map(({ type, count }) => [unsigned(count), TYPES[type]])), code, 0x0b]);
  return [unsigned(bytes.length), bytes];
}

function section(id: number, content: Code): Code {
  const bytes = flat(content);
  return [id, unsigned(bytes.length), bytes];
}

const vector = (items: readonly Code[]): Code => [unsigned(items.length), items];

function text(name: string): Code {
  const bytes = [...new TextEncoder().encode(name)];
  return [unsigned(bytes.length), bytes];
}

function flat(code: Code, into: number[] = []): number[] {
  for (const each of code) {
    if (typeof each === 'number') into.push(each);
    else flat(each, into);
  }
  return into;
}
