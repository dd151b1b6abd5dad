import fs from 'node:fs';
import { execFileSync } from 'node:child_process';

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']));

/// What a process has used so far: CPU time in microseconds (user and system, all threads) and bytes
/// it caused to be written to the disk.
export function usage(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  const io = fs.readFileSync(`/proc/${pid}/io`, 'latin1');
  return {
    cpuMicros: ((userTicks + systemTicks) / TICKS_PER_SECOND) * 1e6,
    writtenBytes: Number(/^write_bytes: (\d+)/m.exec(io)[1]),
  };
}

/// Resident memory in MiB.
export function residentMiB(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)[1]) / 1024;
}
