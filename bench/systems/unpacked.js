import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { settings } from '../settings.js';
import { temporaryDirectory } from './children.js';

const MAIN = 'dev.switchboard.bootstrap.SwitchboardApplication';

/// Takes the jar apart as Spring Boot recommends.
///
/// @return the jar to start: it names the others as its class path
export function unpackJar() {
  const directory = temporaryDirectory('unpacked');
  const unpack = ['-Djarmode=tools', '-jar', settings.jar, 'extract', '--force', '--destination', directory];
  execFileSync(settings.java, unpack, { stdio: 'ignore' });
  return path.join(directory, path.basename(settings.jar));
}

/// What Java runs for a hub that journals nothing: the same jar, and in front of it the classes of
/// hub-without-journal/.
export function programWithoutJournal() {
  const jar = unpackJar();
  const libraries = path.join(path.dirname(jar), 'lib', '*');
  const classes = temporaryDirectory('without-journal');
  const sources = fs.readdirSync(settings.withoutJournal).map((name) => path.join(settings.withoutJournal, name));
  execFileSync(`${settings.java}c`, ['-cp', `${jar}:${libraries}`, '-d', classes, ...sources]);
  return ['-cp', `${classes}:${jar}`, '-Dspring.main.sources=bench.WithoutJournal', MAIN];
}
