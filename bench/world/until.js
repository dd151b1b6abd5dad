import { setTimeout as pause } from 'node:timers/promises';

/// Waits for a condition, which may itself take its time, and fails with what there was instead when it takes too long.
export async function until(condition, seconds, whatThereIs) {
  const deadline = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > deadline) {
      throw new Error(`After ${seconds} s there were only ${whatThereIs()}`);
    }
    await pause(5);
  }
}
