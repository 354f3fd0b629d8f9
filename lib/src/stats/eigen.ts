/** Eigenvectors of a symmetric matrix, one row each, by descending eigenvalue; the largest component is positive. */
export function eigenvectors(matrix: Float64Array, size: number): Float64Array {
  const a = Float64Array.from(matrix);
  const v = Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0));
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        const value = a[p * size + q] ?? 0;
        off = Math.max(off, Math.abs(value));
        if (Math.abs(value) > 1e-300) rotate(a, v, size, p, q);
      }
    }
    if (off <= 1e-15 * scale) break;
  }
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (one, other) => (a[other * (size + 1)] ?? 0) - (a[one * (size + 1)] ?? 0),
  );
  const sorted = new Float64Array(size * size);
  order.forEach((column, row) => {
    const vector = Float64Array.from({ length: size }, (_, d) => v[d * size + column] ?? 0);
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    sorted.set(largest < 0 ? vector.map((value) => -value) : vector, row * size);
  });
  return sorted;
}

/** Jacobi's rotation that makes the element (p, q) zero. Source: Golub & Van Loan (2013), Matrix Computations, 8.5. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const pq = a[p * size + q] ?? 0;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * pq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (m: Float64Array, at: number, other: number) => {
    const [x, y] = [m[at] ?? 0, m[other] ?? 0];
    m[at] = c * x - s * y;
    m[other] = s * x + c * y;
  };
  for (let k = 0; k < size; k += 1) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k += 1) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k += 1) turn(v, k * size + p, k * size + q);
}
