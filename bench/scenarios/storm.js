import { setTimeout as pause } from 'node:timers/promises';
import { settings } from '../settings.js';
import { conversations, LiveBatch } from '../load/live-batch.js';
import { postWebhooks, relayPaced } from '../load/webhooks.js';
import { median, quantile } from '../measure/quantile.js';
import { usage } from '../measure/process-figures.js';
import { addressOf, disperse, gather } from '../sockets/crowd.js';
import { SocketClient } from '../sockets/socket-client.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const PATIENCE_SECONDS = 60;
const WITHIN_SECONDS = 2;
const MISSED = 3;
const SEEN = 2;
/// The customer's own message, with which each conversation begins.
const FIRST = 1;
const WARM_UP_WEBHOOKS = settings.quick ? 1_000 : 20_000;
const PROBES = 50;
const PROBE_RATE = 100;
const PROBE_SECONDS = 6;

/// Clients that lost their connection come back within two seconds, half of them with the
/// `pid` of their session, half with a cursor as a reloaded page does, and get what they missed;
/// meanwhile others are served.
export async function measureStorm(world) {
  const hub = await new Hub(world).start();
  const probes = conversations(PROBES);
  await gather(hub, probes, world.inbox.take);
  await postWebhooks(hub, new LiveBatch(WARM_UP_WEBHOOKS, probes));
  const storms = [];
  for (let storm = 0; storm <= settings.storms; storm++) {
    const figures = await stormOnce(world, hub, probes);
    if (storm > 0) storms.push(figures);
    say(
      `storm: ${figures.resumed} of ${settings.stormClients} resumed after ${figures.allSeconds.toFixed(2)} s, ` +
        `probe p99 ${figures.during.p99.toFixed(1)} ms`,
    );
  }
  await hub.stop();
  return summary(storms);
}

async function stormOnce(world, hub, probes) {
  const chats = conversations(settings.stormClients);
  const clients = await gather(hub, chats, world.inbox.take);
  const seen = world.inbox.distinct + SEEN * chats.length;
  await postWebhooks(hub, new LiveBatch(SEEN * chats.length, chats));
  await world.inbox.hasReceived(seen, PATIENCE_SECONDS);
  await disperse(clients);
  const missed = new LiveBatch(MISSED * chats.length, chats);
  await postWebhooks(hub, missed);
  const before = await probe(world, hub, probes);

  const cpuBefore = usage(hub.pid).cpuMicros;
  const target = world.inbox.distinct + missed.count + PROBE_RATE * PROBE_SECONDS;
  const meanwhile = probe(world, hub, probes);
  const began = performance.now();
  const returned = await Promise.all(clients.map((client, i) => comeBack(world, hub, client, i)));
  const during = await meanwhile;
  await world.inbox.hasReceived(target, PATIENCE_SECONDS);
  const arrivals = world.inbox.arrivedAt.slice(missed.first, missed.first + missed.count);
  const cpuSeconds = (usage(hub.pid).cpuMicros - cpuBefore) / 1e6;
  await disperse(returned);
  return {
    resumed: returned.filter((client, i) => resumed(client, clients[i], i)).length,
    letInSeconds: (Math.max(...returned.map((client) => client.letInAt)) - began) / 1000,
    allSeconds: (arrivals.reduce((a, b) => Math.max(a, b)) - began) / 1000,
    cpuSeconds,
    before,
    during,
  };
}

async function comeBack(world, hub, earlier, i) {
  await pause((i * WITHIN_SECONDS * 1000) / settings.stormClients);
  const client = new SocketClient(world.inbox.take);
  client.conversation = earlier.conversation;
  await client.connect({ port: hub.port, address: addressOf(i) }, proof(earlier, i));
  client.letInAt = performance.now();
  return client;
}

const hasPid = (i) => i % 2 === 0;

function proof({ pid, resumeToken, conversation }, i) {
  return hasPid(i) ? { pid } : { resumeToken, conversationId: conversation, cursor: FIRST + SEEN };
}

/// A session that goes on keeps its socket's id; a reloaded page has a new one.
const resumed = (client, earlier, i) => (hasPid(i) ? client.sid === earlier.sid : client.sid !== earlier.sid);

async function probe(world, hub, probes) {
  const batch = new LiveBatch(PROBE_RATE * PROBE_SECONDS, probes);
  const took = await relayPaced(hub, world, batch, PROBE_RATE);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99), worst: Math.max(...took) };
}

function summary(storms) {
  const middle = (figure) => median(storms.map(figure));
  const latencies = (when) => ({
    p50: middle((storm) => storm[when].p50),
    p99: middle((storm) => storm[when].p99),
    worst: Math.max(...storms.map((storm) => storm[when].worst)),
  });
  return {
    resumed: Math.min(...storms.map((storm) => storm.resumed)),
    letInSeconds: middle((storm) => storm.letInSeconds),
    allSeconds: middle((storm) => storm.allSeconds),
    cpuSeconds: middle((storm) => storm.cpuSeconds),
    before: latencies('before'),
    during: latencies('during'),
  };
}
