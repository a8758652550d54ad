import { describe, expect, it } from 'vitest';
import { key } from '../diffusion/random';
import { initialise } from './initialise';
import { tiny } from './networks/tiny';
import { readSafetensors } from './safetensors';
import { writeSafetensors } from './safetensorsWriter';
import { parseWeights } from './weights';

describe('writeSafetensors', () => {
  it('writes what readSafetensors reads', () => {
    const data = Float32Array.of(1.5, -2, 3e-40, 0, 1, 2);
    const file = writeSafetensors(
      new Map([
        ['b', { shape: [2, 3], data }],
        ['a', { shape: [], data: Float32Array.of(7) }],
      ]),
      { note: 'größer' },
    );
    const { tensors, metadata } = readSafetensors(file.buffer);
    expect(metadata).toEqual({ note: 'größer' });
    expect([...tensors.keys()]).toEqual(['b', 'a']);
    expect(tensors.get('b')).toEqual({ dtype: 'F32', shape: [2, 3], data });
    expect(tensors.get('a')?.data).toEqual(Float32Array.of(7));
  });

  it('lays the file out as the Python library does', () => {
    const file = writeSafetensors(new Map([['x', { shape: [1], data: Float32Array.of(1) }]]), {});
    const view = new DataView(file.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = new TextDecoder().decode(file.subarray(8, 8 + length));
    expect(header.trimEnd()).toBe('{"__metadata__":{},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}');
    expect(view.getFloat32(8 + length, true)).toBe(1);
    expect(file).toHaveLength(8 + length + 4);
  });

  it('keeps the parameters of a network', () => {
    const parameters = initialise(tiny, key(0));
    expect(parseWeights(tiny, writeSafetensors(parameters, {}).buffer).parameters).toEqual(parameters);
  });
});
