import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '../http/connection.js';

/// Posts `count` requests at a fixed rate, however long the answers take, so that a slow answer does
/// not hide the ones behind it. `request(i)` gives {path, headers, body}.
///
/// Resolves to when each was sent, how long each answer took (ms) and each status.
export async function postPaced(port, count, ratePerSecond, request) {
  const sentAt = new Float64Array(count);
  const took = new Float64Array(count);
  const statuses = new Uint16Array(count);
  const idle = [];

  async function post(i) {
    const connection = idle.pop() ?? new Connection(port);
    const { path, headers, body } = request(i);
    sentAt[i] = performance.now();
    const { status } = await connection.post(path, headers, body);
    took[i] = performance.now() - sentAt[i];
    statuses[i] = status;
    idle.push(connection);
  }

  const began = performance.now();
  const answers = [];
  while (answers.length < count) {
    const due = Math.min(count, ((performance.now() - began) * ratePerSecond) / 1000);
    while (answers.length < due) answers.push(post(answers.length));
    await pause(1);
  }
  await Promise.all(answers);
  idle.forEach((connection) => connection.close());
  return { sentAt, took, statuses };
}
