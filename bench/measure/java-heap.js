import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { settings } from '../settings.js';

/// Bytes of a Java process's heap that are in use, right after a full collection.
export function liveHeapBytes(pid) {
  const jcmd = settings.java.includes('/') ? path.join(path.dirname(settings.java), 'jcmd') : 'jcmd';
  const histogram = execFileSync(jcmd, [String(pid), 'GC.class_histogram'], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return Number(/^Total\s+\d+\s+(\d+)/m.exec(histogram)[1]);
}
