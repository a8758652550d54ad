import { loader } from '../compiled/wgsl';
import { writtenIn, type Source } from '../compiled/source';
import type { LayerShape } from '../network';
import { gradientEpilogue, names } from './epilogues';
import { sourceOfNode, type Node } from './graph';
import { dispatch, read, value, type Bound, type Dispatch } from './shader';
import type { Workspace } from './workspace';

/**
 * The gradient of a value that several nodes read, or that one reads pooled, doubled or joined: a thread for each four channels of a
 * pixel. Of several equal maxima each gets the whole gradient, as in train/gradients.ts.
 */
export function collected(workspace: Workspace, node: Node): Dispatch {
  const { id, shape } = node;
  const [height, width, channels] = shape;
  const quads = channels / 4;
  const readers = workspace.readersOf(id);
  const sources = readers.map(sourceOfNode);
  const variables = new Map([...new Set(sources.flatMap(writtenIn))].map((each, i) => [each, `value${i}`]));
  const written = (each: string): string => variables.get(each) ?? each;
  const functions: string[] = [];
  const terms: string[] = [];
  /** Adds the terms of what `gradient(n, y, x, c)` is the gradient with respect to. */
  const follow = (gradient: string, source: Source, [h, w, c]: LayerShape): void => {
    const define = (suffix: string, body: string): string => {
      const name = gradient + suffix;
      functions.push(`fn ${name}(n : u32, y : u32, x : u32, c : u32) -> vec4f { return ${body}; }`);
      return name;
    };
    switch (source.kind) {
      case 'input':
        return;
      case 'written':
        if (source.id === id) terms.push(`${gradient}(n, y, x, c)`);
        return;
      case 'upsample': {
        const at = (dy: number, dx: number): string => `${gradient}(n, 2u * y + ${dy}u, 2u * x + ${dx}u, c)`;
        const sum = [at(0, 0), at(0, 1), at(1, 0), at(1, 1)].join(' + ');
        follow(define('u', sum), source.of, [h / 2, w / 2, c]);
        return;
      }
      case 'max-pool': {
        functions.push(
          loader(`${gradient}v`, source.of, [2 * h, 2 * w, c], written),
          loader(`${gradient}w`, source, [h, w, c], written),
        );
        const half = '(n, y / 2u, x / 2u, c)';
        const chosen = define(
          'm',
          `select(vec4f(), ${gradient}${half}, ${gradient}v(n, y, x, c) == ${gradient}w${half})`,
        );
        follow(chosen, source.of, [2 * h, 2 * w, c]);
        return;
      }
      case 'concat':
        follow(gradient, source.of, [h, w, source.channels]);
        follow(define('b', `${gradient}(n, y, x, c + ${source.channels / 4}u)`), source.and, [
          h,
          w,
          c - source.channels,
        ]);
    }
  };
  readers.forEach((reader, i) => {
    const { operation } = reader;
    const [h, w, c] = operation.kind === 'convolution' ? operation.from : reader.shape;
    functions.push(
      `fn g${i}(n : u32, y : u32, x : u32, c : u32) -> vec4f { return dx${i}[((n * ${h}u + y) * ${w}u + x) * ${c / 4}u + c]; }`,
    );
    follow(`g${i}`, sources[i], [h, w, c]);
  });
  const used = functions.join('\n');
  const bound: Bound[] = [
    ...readers.map((reader, i) => read(`dx${i}`, value(names.sourceGradient(reader.id)))),
    ...[...variables]
      .filter(([, name]) => used.includes(`${name}[`))
      .map(([each, name]) => read(name, value(each))),
  ];
  const epilogue = gradientEpilogue(node, workspace.addersOf(id));
  return dispatch(
    `${id}.collected`,
    [...bound, ...epilogue.variables],
    { perPicture: height * width * quads },
    `
  let at = thread.x;
  if (at >= step.pictures * ${height * width * quads}u) { return; }
  let c = at % ${quads}u;
  let x = (at / ${quads}u) % ${width}u;
  let y = (at / ${quads * width}u) % ${height}u;
  let n = at / ${quads * width * height}u;
  var v = ${terms.join(' + ') || 'vec4f()'};
  ${epilogue.lines.filter(Boolean).join('\n  ')}`,
    used,
  );
}
