import { lookup } from '../../lookup';
import { inputsOf, type Attention, type Concat, type Resize } from '../../network';
import { attention } from '../attention';
import { i32, type Value } from '../instructions';
import type { Shape } from '../memory';
import { copyChannels, maxPool, upsample } from '../resize';
import { attentionGradient } from './attentionGradient';
import type { Frame } from './phases';
import { maxPoolGradient, someChannels, upsampleGradient } from './resizeGradient';
import type { Values } from './values';
import { pictureOf, type Workspace } from './workspace';

/** What layers without parameters are lowered into and with. */
export interface OtherContext {
  readonly workspace: Workspace;
  readonly values: Values;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Room for two rows of logits. */
  readonly logits: (frame: Frame) => Value<'i32'>;
}

/** Lowers the forward pass of an attention. @returns what lowers its backward pass */
export function lowerAttention(
  { workspace, values, shapes, logits }: OtherContext,
  { id, from, heads }: Attention,
): () => void {
  const { module, phases } = workspace;
  const source = values.read(from);
  const { height, channels } = source.shape;
  const target = values.store(id, lookup(shapes, id));
  const d = target.shape.channels / heads;
  if (d % 4 !== 0) throw new Error(`${id} has heads of ${d} channels, which is no multiple of 4`);
  const attend = attention(module, source.shape, target.shape, heads);
  phases.add(workspace.group(height), (frame) =>
    attend.call(pictureOf(source)(frame), logits(frame), pictureOf(target)(frame), frame.pictures),
  );
  return () => {
    const gradient = values.finished(id);
    const to = workspace.place(height, channels);
    const back = attentionGradient(module, source.shape, target.shape, heads);
    phases.add(workspace.group(height), (frame) =>
      back.call(
        pictureOf(source)(frame),
        logits(frame),
        pictureOf(gradient)(frame),
        pictureOf(to)(frame),
        frame.pictures,
      ),
    );
    values.done(from);
    values.gradients.add(from, to);
    values.gradients.release(gradient);
    workspace.memory.release(target);
  };
}

/** The same of max-pooling and upsampling. */
export function lowerResize(
  { workspace, values, shapes }: OtherContext,
  { id, from, kind }: Resize,
): () => void {
  const { module, phases } = workspace;
  const source = values.read(from);
  const target = values.store(id, lookup(shapes, id));
  const group = Math.min(...[source, target].map(({ shape }) => workspace.group(shape.height)));
  const resize = (kind === 'max-pool' ? maxPool : upsample)(module, source.shape, target.shape);
  phases.add(group, (frame) =>
    resize.call(pictureOf(source)(frame), pictureOf(target)(frame), frame.pictures),
  );
  return () => {
    const gradient = values.finished(id);
    const to = workspace.place(source.shape.height, source.shape.channels);
    const back = (kind === 'max-pool' ? maxPoolGradient : upsampleGradient)(
      module,
      source.shape,
      target.shape,
    );
    const offsets = kind === 'max-pool' ? [target.at - gradient.at, source.at - to.at] : [];
    phases.add(group, (frame) =>
      back.call(pictureOf(gradient)(frame), pictureOf(to)(frame), frame.pictures, ...offsets),
    );
    values.done(from);
    values.gradients.add(from, to);
    values.gradients.release(gradient);
    workspace.memory.release(target);
  };
}

/** The same of joined channels. */
export function lowerConcat({ workspace, values, shapes }: OtherContext, layer: Concat): () => void {
  const { module, phases } = workspace;
  const target = values.store(layer.id, lookup(shapes, layer.id));
  const group = workspace.group(target.shape.height);
  let first = 0;
  const parts = inputsOf(layer).map((id) => {
    const source = values.read(id);
    const part = { id, source, offset: first };
    first += source.shape.pixel;
    return part;
  });
  for (const { source, offset } of parts) {
    const copy = copyChannels(module, source.shape, target.shape);
    phases.add(group, (frame) =>
      copy.call(pictureOf(source)(frame), i32.add(pictureOf(target)(frame), offset), frame.pictures),
    );
  }
  return () => {
    const gradient = values.finished(layer.id);
    for (const { id, source, offset } of parts) {
      const to = workspace.place(source.shape.height, source.shape.channels);
      const copy = someChannels(module, gradient.shape, source.shape);
      phases.add(group, (frame) =>
        copy.call(i32.add(pictureOf(gradient)(frame), offset), pictureOf(to)(frame), frame.pictures),
      );
      values.done(id);
      values.gradients.add(id, to);
    }
    values.gradients.release(gradient);
    workspace.memory.release(target);
  };
}
