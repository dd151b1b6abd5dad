import fs from 'node:fs';
import os from 'node:os';
import { FOREIGN_CORES, TRIES } from '../settings.js';
import { TICKS_PER_SECOND, usage } from './process-figures.js';

/// Runs a round, and runs it again if others took of the machine meanwhile: the last one counts.
///
/// @param round resolves to its figures, `foreignCores` among them
export async function undisturbed(round, tries = TRIES) {
  let figures;
  for (let attempt = 0; attempt < tries; attempt++) {
    figures = await round();
    if (!isDisturbed(figures)) break;
  }
  return figures;
}

export const isDisturbed = ({ foreignCores }) => foreignCores >= FOREIGN_CORES;

/// Begins to watch what neither this program nor that process takes of the machine: other programs,
/// and other machines on the same hardware.
///
/// @returns tells in cores how much it was from then on
export function watchOthers(pid) {
  const began = soFar(pid);
  return () => {
    const now = soFar(pid);
    return os.availableParallelism() - (now.idle - began.idle + now.ours - began.ours) / (now.at - began.at);
  };
}

/// All in seconds.
function soFar(pid) {
  const [idle, waiting] = fs.readFileSync('/proc/stat', 'latin1').split(/\s+/).slice(4, 6).map(Number);
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now() / 1000,
    idle: (idle + waiting) / TICKS_PER_SECOND,
    ours: (usage(pid).cpuMicros + user + system) / 1e6,
  };
}
