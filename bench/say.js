const began = performance.now();

/// Tells whoever waits how far the run is.
export function say(text) {
  const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(4);
  process.stderr.write(`${seconds} s  ${text}\n`);
}
