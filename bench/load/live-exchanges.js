import { setTimeout as pause } from 'node:timers/promises';
import { LIVE_CONNECTIONS } from '../settings.js';
import { Connection } from '../http/connection.js';
import { quantile } from '../measure/quantile.js';
import { usage, usagePerMessage } from '../measure/process-figures.js';
import { postPaced } from './paced.js';

const PATH = '/webhook/netomi';
const PATIENCE_SECONDS = 120;

/// What is left to do after the last ack (recording it, garbage) belongs to the price of a message.
const SETTLING_MILLIS = 300;

/// Posts the batch's webhooks in a closed loop: each connection posts its next one when the one
/// before is answered and its client has acknowledged the update.
export async function relay(system, world, batch) {
  const before = usage(system.pid);
  const took = new Float64Array(batch.count);
  const connections = Array.from({ length: LIVE_CONNECTIONS }, () => new Connection(system.port));

  async function work(connection, index) {
    for (let i = index; i < batch.count; i += LIVE_CONNECTIONS) {
      const sent = performance.now();
      const arrival = world.inbox.arrival(batch.first + i);
      await accepted(connection.post(PATH, system.webhookHeaders, batch.webhook(i)));
      await arrival;
      took[i] = performance.now() - sent;
    }
  }

  const began = performance.now();
  await Promise.all(connections.map(work));
  const ended = performance.now();
  connections.forEach((connection) => connection.close());
  await pause(SETTLING_MILLIS);
  return {
    perSecond: (batch.count * 1000) / (ended - began),
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    ...usagePerMessage(system.pid, before, batch.count),
  };
}

/// Posts the batch's webhooks at a fixed rate. Resolves to how long each update took from sending
/// its webhook until its client had it (ms), and what a message cost.
export async function relayPaced(system, world, batch, ratePerSecond) {
  const target = world.inbox.distinct + batch.count;
  const before = usage(system.pid);
  const { sentAt, statuses } = await postPaced(system.port, batch.count, ratePerSecond, (i) => ({
    path: PATH,
    headers: system.webhookHeaders,
    body: batch.webhook(i),
  }));
  if (statuses.some((status) => status !== 200)) throw new Error('webhooks were refused');
  await world.inbox.hasReceived(target, PATIENCE_SECONDS);
  const took = Float64Array.from(
    sentAt,
    (at, i) => world.inbox.arrivedAt[batch.first + i] - at,
  );
  return { took, ...usagePerMessage(system.pid, before, batch.count) };
}

/// Posts webhooks nobody measures, one connection per conversation at most: all must be taken.
export async function postWebhooks(system, batch) {
  const connections = Array.from({ length: LIVE_CONNECTIONS }, () => new Connection(system.port));
  await Promise.all(
    connections.map(async (connection, index) => {
      for (let i = index; i < batch.count; i += LIVE_CONNECTIONS) {
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
