/**
 * Lower triangular L with L Lᵀ = matrix, row by row.
 *
 * @returns null if the matrix is not positive definite.
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= (l[i * size + k] ?? 0) * (l[j * size + k] ?? 0);
      if (i === j && !(rest > 0)) return null;
      l[i * size + j] = i === j ? Math.sqrt(rest) : rest / (l[j * size + j] ?? 1);
    }
  }
  return l;
}

/** The inverse of a lower triangular matrix. */
export function inverseLower(l: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    for (let i = column; i < size; i += 1) {
      let rest = i === column ? 1 : 0;
      for (let k = column; k < i; k += 1) rest -= (l[i * size + k] ?? 0) * (inverse[k * size + column] ?? 0);
      inverse[i * size + column] = rest / (l[i * size + i] ?? 1);
    }
  }
  return inverse;
}
