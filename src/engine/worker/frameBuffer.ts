import { dispose } from '@tensorflow/tfjs-core';
import type { SampleEvent } from '../protocol/jobs';
import type { Frame } from './batch';
import { clip, read } from './read';

/** Frames of a run that wait on the backend until enough of them are worth one read. */
export class FrameBuffer {
  private times: number[] = [];
  private frames: Frame[] = [];
  private index = 0;

  /** Frames that have been taken so far, or wait. */
  get count(): number {
    return this.index + this.times.length;
  }

  /** Whether there is something to take. */
  get waiting(): boolean {
    return this.times.length > 0;
  }

  /** Takes one batch's part of the frame at t, which becomes the buffer's to dispose; in the order of samples. */
  add(t: number, part: Frame): void {
    if (this.times.at(-1) !== t) this.times.push(t);
    this.frames.push(part);
  }

  /** Reads all waiting frames into one event, and frees them. @throws as read does; the frames stay waiting then */
  async take(signal: AbortSignal): Promise<SampleEvent> {
    const { times, frames, index } = this;
    const values = await read([...frames.map(({ xt }) => xt), ...frames.map(({ x0Hat }) => x0Hat)], signal);
    this.dispose();
    this.index += times.length;
    const half = values.length / 2;
    return {
      kind: 'frames',
      index,
      times: Int32Array.from(times),
      xt: values.slice(0, half),
      x0Hat: clip(values.slice(half)),
    };
  }

  /** Frees what waits. */
  dispose(): void {
    for (const { xt, x0Hat } of this.frames) dispose([xt, x0Hat]);
    this.times = [];
    this.frames = [];
  }
}
