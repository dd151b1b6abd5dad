import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '../http/connection.js';

const CONNECTIONS = 64;
const REFUSED = 503;
const PAUSE_MILLIS = 200;

/// Posts a whole batch in a closed loop: each connection sends its next request when the one before
/// is answered. `request(i)` gives {path, headers, body}. What is refused for now is sent again, as
/// senders do.
///
/// Resolves to when it began and ended, how long each took until it was accepted (ms) and how many answers
/// were something else than 200.
export async function postFlatOut(port, count, request) {
  const took = new Float64Array(count);
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection(port));
  let not200 = 0;

  async function work(connection, index) {
    for (let i = index; i < count; i += CONNECTIONS) {
      const { path, headers, body } = request(i);
      const sent = performance.now();
      let { status } = await connection.post(path, headers, body);
      while (status === REFUSED) {
        not200++;
        await pause(PAUSE_MILLIS);
        ({ status } = await connection.post(path, headers, body));
      }
      took[i] = performance.now() - sent;
      if (status !== 200) not200++;
    }
  }

  const began = performance.now();
  await Promise.all(connections.map(work));
  const ended = performance.now();
  connections.forEach((connection) => connection.close());
  return { began, ended, took, not200 };
}
