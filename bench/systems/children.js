import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';

const children = new Set();
const directories = [];
const ports = new Set();

/// Starts a program that does not outlive this one. Its output goes to a file.
export function startChild(command, args, environment, logFile) {
  const log = fs.openSync(logFile, 'a');
  const child = spawn(command, args, { env: environment, stdio: ['ignore', log, log] });
  fs.closeSync(log);
  children.add(child);
  child.ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  }).then(() => children.delete(child));
  return child;
}

/// Ends a child as asked and waits until it is gone; one that does not go is killed after 40 s.
export async function endChild(child, signal) {
  const impatience = setTimeout(() => child.kill('SIGKILL'), 40_000);
  child.kill(signal);
  await child.ended;
  clearTimeout(impatience);
}

/// A directory that is gone when this program ends.
export function temporaryDirectory(name) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), `switchboard-bench-${name}-`));
  directories.push(directory);
  return directory;
}

/// A file of such lines that is gone when this program ends.
export function temporaryFile(name, lines) {
  const file = path.join(temporaryDirectory(name), name);
  fs.writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/// A loopback port that nobody listens on, and that nobody here was given before.
export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (ports.has(port)) return freePort();
  ports.add(port);
  return port;
}

process.on('exit', () => {
  children.forEach((child) => child.kill('SIGKILL'));
  directories.forEach((directory) => fs.rmSync(directory, { recursive: true, force: true }));
});
['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => process.exit(130)));
