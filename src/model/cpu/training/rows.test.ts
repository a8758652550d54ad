import { expect, it } from 'vitest';
import { fillGaussian, key } from '../../../diffusion/random';
import { ModuleBuilder } from '../assemble';
import { instantiate } from '../instance';
import { packPanels } from '../product';
import { packing } from './rows';
import { divisorUpTo, transposedProduct } from './transposedProduct';

/** Memory as numbers, from which the first 16 are left out, and the only function of a module in it. */
function start(module: ModuleBuilder, name: string) {
  const memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
  const call = instantiate(
    new WebAssembly.Module(module.assemble({ pages: 4, shared: false })),
    memory,
  )(name);
  return { numbers: new Float32Array(memory.buffer), call };
}

it.each([
  { what: 'neighbours of a row', depth: 5, columns: 16, lanes: 8, turned: false },
  { what: 'neighbours of a column', depth: 12, columns: 16, lanes: 8, turned: true },
  { what: 'columns of no multiple of 4', depth: 8, columns: 10, lanes: 8, turned: true },
  { what: 'rows of no multiple of 4', depth: 6, columns: 8, lanes: 4, turned: true },
  { what: 'panels of no multiple of 4', depth: 4, columns: 6, lanes: 3, turned: false },
])('packs a matrix into panels: $what', ({ depth, columns, lanes, turned }) => {
  const matrix = fillGaussian(key(1), new Float32Array(depth * columns));
  const module = new ModuleBuilder(false);
  const { numbers, call } = start(module, packing(module, lanes).name);
  const [row, column] = turned ? [1, depth] : [columns, 1];
  for (let r = 0; r < depth; r++)
    for (let c = 0; c < columns; c++) numbers[16 + r * row + c * column] = matrix[r * columns + c];
  call(4 * 16, 4 * 1024, depth, columns, 4 * row, 4 * column, 4 * lanes * depth);
  const packed = packPanels(matrix, depth, columns, lanes);
  expect(numbers.subarray(1024, 1024 + packed.length)).toEqual(packed);
});

it.each([4, 6, 8, 13, 16, 22])('adds products with a transposed matrix of %i columns', (height) => {
  const [columns, rows, strides] = [16, 12, [height + 3, 20] as const];
  const module = new ModuleBuilder(false);
  const shape = { matrices: 1, height, columns, strides, capacity: rows, unrolled: divisorUpTo(rows, 4) };
  const { numbers, call } = start(module, transposedProduct(module, shape).name);
  const a = fillGaussian(key(1), numbers.subarray(16, 16 + rows * strides[0]));
  const b = fillGaussian(key(2), numbers.subarray(1024, 1024 + rows * strides[1]));
  const c = numbers.subarray(2048, 2048 + height * columns).fill(1);
  call(4 * 16, 4 * 1024, 4 * 2048, rows);
  for (let i = 0; i < height; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 1;
      for (let k = 0; k < rows; k++) sum += a[k * strides[0] + i] * b[k * strides[1] + j];
      expect(c[i * columns + j]).toBeCloseTo(sum, 5);
    }
  expect(numbers[2048 + height * columns]).toBe(0);
});
