/// A Markdown table; every column but the first is a column of figures.
export function table(heads, rows) {
  const rule = heads.map((_, column) => (column === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

export const whole = (number) => Math.round(number).toLocaleString('en');
export const hundredths = (number) => number.toFixed(2);
export const millis = (number) => `${number.toFixed(number < 10 ? 2 : 1)} ms`;
/// Of microseconds.
export const micros = (number) => (number < 10_000 ? `${whole(number)} µs` : millis(number / 1000));
export const seconds = (number) => `${number.toFixed(2)} s`;
export const kibibytes = (number) => `${(number / 1024).toFixed(1)} KiB`;
export const mebibytes = (number) => `${whole(number)} MiB`;
