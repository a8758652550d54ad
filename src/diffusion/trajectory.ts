/**
 * The states x_t of a run in one preallocated block: frame i holds the picture (or batch) at times[i]. Frames are views, so writing
 * to a frame writes to the trajectory.
 */
export class Trajectory {
  /** The retained timesteps, strictly ascending (forward) or strictly descending (reverse). */
  readonly times: Int32Array;
  /** Float32 values of a frame. */
  readonly size: number;
  /** times.length * size values, frame after frame. */
  readonly data: Float32Array<ArrayBuffer>;

  /**
   * @param times the retained timesteps, strictly monotone, at least one
   * @param size values of a frame, a positive integer
   * @throws RangeError if times is empty or not strictly monotone, or size is not a positive integer
   */
  constructor(times: Int32Array, size: number) {
    if (times.length === 0) throw new RangeError('a trajectory needs at least one timestep');
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`the frame size is ${size}; give a positive integer`);
    const direction = times.length > 1 ? Math.sign(times[1] - times[0]) : 1;
    for (let i = 1; i < times.length; i++) {
      if (Math.sign(times[i] - times[i - 1]) !== direction || direction === 0) {
        throw new RangeError(
          `timesteps must strictly rise or strictly fall; ${times[i]} follows ${times[i - 1]}`,
        );
      }
    }
    this.times = times;
    this.size = size;
    this.data = new Float32Array(times.length * size);
  }

  /**
   * Frame i as a view into `data`, i in 0..times.length - 1.
   *
   * @throws RangeError if there is no frame i.
   */
  frame(i: number): Float32Array<ArrayBuffer> {
    if (!Number.isInteger(i) || i < 0 || i >= this.times.length) {
      throw new RangeError(`there is no frame ${i}; this trajectory has ${this.times.length}`);
    }
    return this.data.subarray(i * this.size, (i + 1) * this.size);
  }

  /** Index of the retained timestep nearest to t; of two equally near ones the smaller, cleaner one. */
  indexOf(t: number): number {
    const { times } = this;
    const last = times.length - 1;
    const ascending = times[last] >= times[0];
    // Positions are in ascending order of time; indexAt maps a position to its index.
    const indexAt = (position: number): number => (ascending ? position : last - position);
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[indexAt(middle)] < t) low = middle + 1;
      else high = middle;
    }
    const before = indexAt(Math.max(0, low - 1));
    const after = indexAt(low);
    return t - times[before] <= times[after] - t ? before : after;
  }

  /** The frame whose timestep is nearest to t, as a view. */
  frameAt(t: number): Float32Array<ArrayBuffer> {
    return this.frame(this.indexOf(t));
  }
}
