/// The value below which the share `q` of the numbers lies; NaN of none.
export function quantile(numbers, q) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] : NaN;
}

export const median = (numbers) => quantile(numbers, 0.5);

/// The median over the rounds of how the second's figure compares with the first's of the same round.
export const ratioOf = (first, second, field) =>
  median(second.map((round, i) => round[field] / first[i][field]));
