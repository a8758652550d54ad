// Denoising without a model, for comparison: total variation.

/**
 * Total-variation denoising (Rudin, Osher & Fatemi 1992): the u that minimises |u - f|^2 / 2 + lambda TV(u), by Chambolle's
 * projection (Chambolle 2004, section 3, theorem 3.1 with tau = 1/4).
 * @param {Float32Array} f [side, side] flat
 * @param {number} side
 * @param {number} lambda above 0
 * @param {number} iterations
 * @returns {Float32Array}
 */
export function totalVariation(f, side, lambda, iterations = 100) {
  const n = f.length;
  const [px, py, gap] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const tau = 0.25;
  const divergence = (i) => {
    const [column, row] = [i % side, Math.floor(i / side)];
    const x = (column < side - 1 ? px[i] : 0) - (column > 0 ? px[i - 1] : 0);
    const y = (row < side - 1 ? py[i] : 0) - (row > 0 ? py[i - side] : 0);
    return x + y;
  };
  for (let k = 0; k < iterations; k++) {
    for (let i = 0; i < n; i++) gap[i] = divergence(i) - f[i] / lambda;
    for (let i = 0; i < n; i++) {
      const gx = i % side < side - 1 ? gap[i + 1] - gap[i] : 0;
      const gy = i < n - side ? gap[i + side] - gap[i] : 0;
      const shrink = 1 + tau * Math.hypot(gx, gy);
      px[i] = (px[i] + tau * gx) / shrink;
      py[i] = (py[i] + tau * gy) / shrink;
    }
  }
  return f.map((value, i) => value - lambda * divergence(i));
}
