import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { settings } from '../settings.js';
import { temporaryDirectory } from './children.js';

const MAIN = 'dev.switchboard.bootstrap.SwitchboardApplication';

/// What Java runs for a hub that journals nothing: the same jar, and in front of it the classes of
/// hub-without-journal/.
export function programWithoutJournal() {
  const { jar } = settings.ready;
  const libraries = path.join(path.dirname(jar), 'lib', '*');
  const classes = temporaryDirectory('without-journal');
  const sources = fs.readdirSync(settings.withoutJournal).map((name) => path.join(settings.withoutJournal, name));
  execFileSync(`${settings.java}c`, ['-cp', `${jar}:${libraries}`, '-d', classes, ...sources]);
  return ['-cp', `${classes}:${jar}`, '-Dspring.main.sources=bench.WithoutJournal', MAIN];
}
