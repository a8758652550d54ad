import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import { exponential, silu } from './activation';
import { isSupported, MEMORY, ModuleBuilder, type Procedure } from './assemble';
import { f32x4, i32, increase, loop, unsigned } from './instructions';
import { Memory, pixelAt, shapeOf } from './memory';
import { computedRows, matrixNumbers, packPanels, PANEL, product } from './product';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');
const FUSED = [true, false];

/** The functions of a module, and its memory as numbers. */
function start(module: ModuleBuilder): {
  numbers: Float32Array;
  call: (procedure: Procedure, ...values: number[]) => void;
} {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16 });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.assemble({ pages: 16, shared: false })),
    {
      [MEMORY.module]: { [MEMORY.field]: memory },
    },
  );
  return {
    numbers: new Float32Array(memory.buffer),
    call: ({ name }, ...values) => (exports[name] as (...values: number[]) => void)(...values),
  };
}

/** A function that changes `length` numbers from address 0 on, four at a time. */
function inPlace(module: ModuleBuilder, length: number, make: typeof silu): Procedure {
  return module.define('change', [], (locals) => {
    const [i, x] = [locals.int(), locals.vector()];
    const change = make(module, locals);
    return loop(i, { to: 4 * length, step: 16 }, [x.set(f32x4.load(i)), change(x), f32x4.store(i, x)]);
  });
}

describe('the assembler', () => {
  it.each([
    [0, [0]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [624_485, [0xe5, 0x8e, 0x26]],
  ])('encodes %i in LEB128', (value, bytes) => expect(unsigned(value)).toEqual(bytes));

  it.each([0, 63, 64, -1, -64, -65, 8191, -8192, 2 ** 31 - 1, -(2 ** 31)])(
    'keeps the constant %i',
    (value) => {
      const module = new ModuleBuilder(false);
      const store = module.define('store', ['i32'], (locals, address) => {
        const copy = locals.int();
        return [copy.set(value), f32x4.store(address, { type: 'v128', code: [copy.code, 0xfd, 0x11] })];
      });
      const { numbers, call } = start(module);
      call(store, 64);
      expect(new Int32Array(numbers.buffer)[16]).toBe(value);
    },
  );

  it('makes one function of a name, which others can call', () => {
    const module = new ModuleBuilder(false);
    const define = (): Procedure =>
      module.define('one more', ['i32'], (_, address) =>
        f32x4.store(address, f32x4.add(f32x4.load(address), 1)),
      );
    const twice = module.define('two more', ['i32'], (_, address) => [
      define().call(address),
      define().call(address),
    ]);
    const { numbers, call } = start(module);
    call(twice, 16);
    expect([...numbers.subarray(3, 9)]).toEqual([0, 2, 2, 2, 2, 0]);
  });

  it('counts as a loop of C does', () => {
    const module = new ModuleBuilder(false);
    const fill = module.define('fill', ['i32'], (locals, to) => {
      const [i, x] = [locals.int(), locals.vector()];
      return loop(i, { from: 32, to, step: 16 }, [
        x.set(f32x4.add(x, 1)),
        f32x4.store(i, x),
        increase(to, 0),
      ]);
    });
    const { numbers, call } = start(module);
    call(fill, 65);
    expect([7, 8, 12, 16, 20].map((i) => numbers[i])).toEqual([0, 1, 2, 3, 0]);
    expect(i32.add(1).code).toEqual([[0x41, [1]], []]);
  });
});

describe('functions of numbers', () => {
  const xs = Float32Array.from({ length: 4000 }, (_, i) => (i - 2000) / 40);

  it.each(FUSED)('have relative errors of rounding (fused: %s)', (fused) => {
    const functions = [
      { make: exponential, exact: Math.exp },
      { make: silu, exact: (x: number) => x / (1 + Math.exp(-x)) },
    ];
    for (const { make, exact } of functions) {
      const module = new ModuleBuilder(fused);
      const change = inPlace(module, xs.length, make);
      const { numbers, call } = start(module);
      numbers.set(xs);
      call(change);
      xs.forEach((x, i) => {
        const error = Math.abs(numbers[i] - exact(x));
        expect(error, `at ${x}`).toBeLessThanOrEqual((4e-7 + 1e-7 * Math.abs(x)) * Math.abs(exact(x)));
      });
    }
  });

  it('are what they tend to at infinity, and keep NaN', () => {
    const module = new ModuleBuilder(false);
    const change = inPlace(module, 4, silu);
    const { numbers, call } = start(module);
    numbers.set([-1e4, 1e4, 0, NaN]);
    call(change);
    expect([...numbers.subarray(0, 4)].map((x) => Math.round(1e6 * x) / 1e6)).toEqual([-0, 1e4, 0, NaN]);
  });
});

describe('the product of matrices', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 49, 64])('is right for %i rows', (rows) => {
    const shape = { matrices: 2, depth: 12, columns: 16, capacity: 64 };
    const { matrices, depth, columns, capacity } = shape;
    const a = fillGaussian(key(1), new Float32Array(matrices * matrixNumbers(capacity, depth)));
    const b = fillGaussian(key(2), new Float32Array(matrices * depth * columns));
    for (const fused of FUSED) {
      const module = new ModuleBuilder(fused);
      const multiply = product(module, shape);
      const { numbers, call } = start(module);
      const [atB, atC] = [2 ** 16, 2 ** 17];
      numbers.set(a, 64);
      for (let m = 0; m < matrices; m++) {
        const matrix = b.subarray(m * depth * columns, (m + 1) * depth * columns);
        numbers.set(packPanels(matrix, depth, columns), atB + m * matrixNumbers(depth, columns));
      }
      call(multiply, 4 * 64, 4 * atB, 4 * atC, rows);
      for (let m = 0; m < matrices; m++)
        for (let row = 0; row < capacity; row++)
          for (let column = 0; column < columns; column++) {
            const computed = numbers[atC + m * matrixNumbers(capacity, columns) + row * columns + column];
            let sum = 0;
            for (let k = 0; k < depth; k++)
              sum +=
                a[m * matrixNumbers(capacity, depth) + row * depth + k] *
                b[(m * depth + k) * columns + column];
            if (row < rows) expect(Math.abs(computed - sum)).toBeLessThan(1e-5);
            else if (row >= computedRows(rows)) expect(computed).toBe(0);
          }
    }
  });

  it('packs columns that fill no panel with zeros', () => {
    const packed = packPanels(Float32Array.of(1, 2, 3, 4), 2, 2);
    expect([...packed]).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0]);
    expect(packed).toHaveLength(2 * PANEL);
  });
});

describe('memory', () => {
  it('gives pictures a border for a 3x3 kernel and for the last tile', () => {
    expect([7, 8, 14, 28].map((height) => shapeOf(height, 4).side)).toEqual([10, 10, 18, 30]);
    const shape = shapeOf(7, 8);
    expect(pixelAt(shape, 1, 2)).toBe(32 * 12);
    expect(shape.picture).toBe(32 * 100);
  });

  it('reuses a place for pictures of the same shape alone, because of its border', () => {
    const memory = new Memory();
    const first = memory.place(2, 7, 8);
    const second = memory.place(2, 7, 8);
    expect(second.at - first.at).toBe(2 * first.shape.picture);
    memory.release(first);
    expect(memory.place(2, 7, 16).at).toBeGreaterThan(second.at);
    expect(memory.place(2, 7, 8)).toBe(first);
  });
});
