import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { quantile } from './quantile.js';
import { settings } from '../settings.js';
import { temporaryDirectory } from '../systems/children.js';

/// What the figures depend on, without naming the machine.
export function describeMachine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release().split('-')[0]}`,
    java: javaVersion(),
    node: execFileSync(settings.node, ['--version'], { encoding: 'utf8' }).trim(),
    load: os.loadavg()[0].toFixed(1),
    fsync: fsyncMicros(),
  };
}

function javaVersion() {
  const settingsText = execFileSync(
    'sh',
    ['-c', '"$0" -XshowSettings:properties -version 2>&1', settings.java],
    { encoding: 'utf8' },
  );
  const property = (name) => new RegExp(`${name} = (.*)`).exec(settingsText)?.[1].trim();
  return `${property('java.vm.name')} ${property('java.runtime.version')}`;
}

function fsyncMicros() {
  const file = path.join(temporaryDirectory('fsync'), 'file');
  const handle = fs.openSync(file, 'w');
  const page = Buffer.alloc(4096, 1);
  const micros = [];
  for (let i = 0; i < 300; i++) {
    fs.writeSync(handle, page, 0, page.length, i * page.length);
    const began = performance.now();
    fs.fdatasyncSync(handle);
    micros.push((performance.now() - began) * 1000);
  }
  fs.closeSync(handle);
  return { median: quantile(micros, 0.5), p99: quantile(micros, 0.99) };
}
