import { THREADS } from '../compiled/wgsl';
import type { LayerShape } from '../network';

/**
 * How a workgroup goes through a picture: thread `local` takes the four channels `c`, and every LANES-th pixel from `lane` on.
 * `total` adds what the threads of the same channels have.
 * @throws Error if the channels are more than a workgroup has threads for
 */
export function pictureGroup(id: string, [height, width, channels]: LayerShape) {
  const quads = channels / 4;
  const lanes = Math.floor(THREADS / quads);
  if (lanes < 1 || !Number.isInteger(quads)) throw new Error(`${id} sums ${channels} channels`);
  const pixels = height * width;
  return {
    quads,
    pixels,
    lanes,
    declarations: `
var<workgroup> lanes : array<vec4f, ${THREADS}>;
fn total(local : u32, part : vec4f) -> vec4f {
  lanes[local] = part;
  workgroupBarrier();
  var sum = vec4f();
  for (var lane = 0u; lane < ${lanes}u; lane++) { sum += lanes[lane * ${quads}u + local % ${quads}u]; }
  workgroupBarrier();
  return sum;
}`,
    place: `
  let n = group.x;
  let c = local % ${quads}u;
  let lane = local / ${quads}u;
  let end = select(0u, ${pixels}u, lane < ${lanes}u);`,
    /** A loop over the thread's pixels, whose index among the picture's vectors is `at`. */
    eachPixel: (body: string) => `
  for (var p = lane; p < end; p += ${lanes}u) {
    let at = (n * ${pixels}u + p) * ${quads}u + c;
    ${body}
  }`,
    /** A loop over pictures, shared among the threads of the same channels. */
    eachPicture: (body: string) => `
  for (var i = select(step.pictures, lane, lane < ${lanes}u); i < step.pictures; i += ${lanes}u) { ${body} }`,
  };
}
