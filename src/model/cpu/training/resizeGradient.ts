import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, type Value } from '../instructions';
import { pixelAt, type Shape } from '../memory';
import { BLOCK, copying, nameOf } from '../resize';

/** The gradient of pixels that were each taken four times: a sum of four. @returns procedure(gradient, to, pictures) */
export function upsampleGradient(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  return copying(module, {
    ...{ name: nameOf('upsample gradient', target, source), source: target, target: source },
    ...{ blocks: source.height, read: 2, write: 1 },
    body: (from, to) => {
      const [first, ...others] = BLOCK.map(([y, x]) => f32x4.load(from, pixelAt(target, y, x)));
      return f32x4.store(
        to,
        others.reduce<Value<'v128'>>((sum, each) => f32x4.add(sum, each), first),
      );
    },
  });
}

/**
 * The gradient of max-pooling. Of several equal maxima each gets the whole gradient, as in train/gradients.ts.
 * @returns procedure(gradient, to, pictures, offset of the pooled values from the gradient, offset of the values from `to`); bytes
 */
export function maxPoolGradient(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  return copying(module, {
    ...{ name: nameOf('max-pool gradient', target, source), source: target, target: source },
    ...{ blocks: target.height, read: 1, write: 2, others: 2 },
    body: (from, to, pooled, values) =>
      BLOCK.map(([y, x]) => {
        const at = pixelAt(source, y, x);
        const isMost = f32x4.equal(f32x4.load(i32.add(to, values), at), f32x4.load(i32.add(from, pooled)));
        return f32x4.store(to, f32x4.and(isMost, f32x4.load(from)), at);
      }),
  });
}

/** Copies some of the channels: those from the address `from` on. @returns procedure(from, to, pictures) */
export function someChannels(module: ModuleBuilder, source: Shape, target: Shape): Procedure {
  return copying(module, {
    ...{ name: nameOf('some channels', source, target), source, target },
    ...{ blocks: source.height, read: 1, write: 1, channels: target.pixel },
    body: (from, to) => f32x4.store(to, f32x4.load(from)),
  });
}
