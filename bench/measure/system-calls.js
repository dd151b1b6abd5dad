import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { temporaryDirectory } from '../systems/children.js';

const WATCHED = 'trace=fsync,fdatasync,pwrite64';

/// Counts how often a hub writes and syncs, with strace, which slows only the counted calls.
export class SystemCalls {
  #record = path.join(temporaryDirectory('strace'), 'calls');

  /// Whether strace is there and may look.
  static possible() {
    return spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status === 0;
  }

  /// What comes before the hub's own command.
  get command() {
    return ['strace', '-D', '-f', '--seccomp-bpf', '-e', WATCHED, '-o', this.#record];
  }

  /// The calls per message while `count` of them are relayed.
  async perMessage(count, relay) {
    const before = this.#soFar();
    await relay();
    const after = this.#soFar();
    return {
      syncs: (after.syncs - before.syncs) / count,
      writes: (after.writes - before.writes) / count,
    };
  }

  /// A call that another thread interrupted fills two lines; the second has no opening parenthesis.
  #soFar() {
    const lines = fs.readFileSync(this.#record, 'latin1');
    return {
      syncs: (lines.match(/ f(data)?sync\(/g) ?? []).length,
      writes: (lines.match(/ pwrite64\(/g) ?? []).length,
    };
  }
}
