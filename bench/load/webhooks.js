import { Connection } from '../http/connection.js';
import { postPaced } from './paced.js';

const PATH = '/webhook/netomi';
const PATIENCE_SECONDS = 120;
const CONNECTIONS = 50;

/// Posts the batch's webhooks at a fixed rate. Resolves to how long each update took from sending
/// its webhook until its client had it (ms).
export async function relayPaced(system, world, batch, ratePerSecond) {
  const target = world.inbox.distinct + batch.count;
  const { sentAt, statuses } = await postPaced(system.port, batch.count, ratePerSecond, (i) => ({
    path: PATH,
    headers: system.webhookHeaders,
    body: batch.webhook(i),
  }));
  if (statuses.some((status) => status !== 200)) throw new Error('webhooks were refused');
  await world.inbox.hasReceived(target, PATIENCE_SECONDS);
  return Float64Array.from(
    sentAt,
    (at, i) => world.inbox.arrivedAt[batch.first + i] - at,
  );
}

/// Posts webhooks nobody measures, one connection per conversation at most: all must be taken.
export async function postWebhooks(system, batch) {
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection(system.port));
  await Promise.all(
    connections.map(async (connection, index) => {
      for (let i = index; i < batch.count; i += CONNECTIONS) {
        await accepted(connection.post(PATH, system.webhookHeaders, batch.webhook(i)));
      }
    }),
  );
  connections.forEach((connection) => connection.close());
}

async function accepted(answer) {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`a webhook gave ${status}: ${body}`);
}
