/// The value below which the share `q` of the numbers lies; NaN of none.
export function quantile(numbers, q) {
  const sorted = Float64Array.from(numbers).sort();
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] : NaN;
}

export const median = (numbers) => quantile(numbers, 0.5);

/// Turns the records of several rounds into one record of the median of each field.
export function mediansOf(rounds) {
  const medians = {};
  for (const field of Object.keys(rounds[0])) {
    medians[field] = median(rounds.map((round) => round[field]));
  }
  return medians;
}
