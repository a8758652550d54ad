/** y = x W + b in float64, W [x.length, b.length] flat. */
export function linear(x: ArrayLike<number>, kernel: Float32Array, bias: Float32Array): Float64Array {
  const y = Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < y.length; j++) y[j] += x[i] * kernel[i * y.length + j];
  }
  return y;
}

/** SiLU: x times its sigmoid. */
export function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}
