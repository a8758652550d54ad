import { describe, expect, it } from 'vitest';
import { createEmbedding } from './embedding';
import { parameterShapes } from './network';
import { shipped } from './networks/shipped';
import { elements } from './shapes';
import type { Parameter } from './weights';

const { classes, embedding } = shipped;

/** Small distinct numbers as weights. */
function weights(): Map<string, Parameter> {
  const shapes = [...parameterShapes(shipped)].filter(
    ([name]) => name === 'label' || name.startsWith('time.'),
  );
  return new Map(
    shapes.map(([name, shape], k): [string, Parameter] => {
      const length = elements(shape);
      return [
        name,
        { shape, data: Float32Array.from({ length }, (_, i) => 0.1 * Math.sin(1 + i * (k + 1))) },
      ];
    }),
  );
}

describe('createEmbedding', () => {
  it('gives one row for each label, the same as for the label alone', () => {
    const embed = createEmbedding(shipped, weights());
    const rows = embed(640, [3, classes, 3]);
    const row = (i: number): Float32Array => rows.slice(i * embedding.width, (i + 1) * embedding.width);
    expect(rows).toHaveLength(3 * embedding.width);
    expect(row(0)).toEqual(embed(640, [3]));
    expect(row(1)).toEqual(embed(640, [classes]));
    expect(row(2)).toEqual(row(0));
    expect(row(1)).not.toEqual(row(0));
  });

  it('computes what depends on t once for each t', () => {
    const parameters = weights();
    const embed = createEmbedding(shipped, parameters);
    const first = embed(640, [3]);
    parameters.get('time.1.kernel')?.data.fill(0);
    expect(embed(640, [3])).toEqual(first);
    expect(embed(641, [3])).not.toEqual(first);
    expect(createEmbedding(shipped, parameters)(640, [3])).not.toEqual(first);
  });
});
