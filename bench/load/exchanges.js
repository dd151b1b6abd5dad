import { setTimeout as pause } from 'node:timers/promises';
import { CHANNELS } from '../settings.js';
import { quantile } from '../measure/quantile.js';
import { residentMiB, usage, usagePerMessage } from '../measure/process-figures.js';
import { channelName } from './batch.js';
import { postFlatOut } from './flat-out.js';
import { postPaced } from './paced.js';

const PATIENCE_SECONDS = 120;

/// What is left to do after the last answer (settling, garbage) belongs to the price of a message.
const SETTLING_MILLIS = 300;

export async function registerChannels(system, world) {
  for (let i = 0; i < CHANNELS; i++) {
    await system.register(channelName(i), `${world.channels.url}/incoming`);
  }
}

/// Sends the batch's messages to their channels: POST /channel/message, answered with what the
/// channel said. The channel server then has a response_url for each.
export async function sendMessages(system, world, batch) {
  const target = world.channels.received + batch.count;
  const before = usage(system.pid);
  const load = await postFlatOut(system.port, batch.count, (i) => ({
    path: '/channel/message',
    headers: system.headers,
    body: withResponseUrl(system, batch.message(i)),
  }));
  await world.channels.hasReceived(target, PATIENCE_SECONDS);
  await pause(SETTLING_MILLIS);
  return {
    perSecond: perSecond(batch.count, load.ended - load.began),
    p50: quantile(load.took, 0.5),
    p99: quantile(load.took, 0.99),
    not200: load.not200,
    cpuMicros: usagePerMessage(system.pid, before, batch.count).cpuMicros,
  };
}

/// Answers the batch's messages: POST /webhook-response, until the sessions server has every answer.
export async function answerMessages(system, world, batch) {
  const target = world.sessions.distinct + batch.count;
  const before = usage(system.pid);
  const load = await postFlatOut(system.port, batch.count, (i) => callback(world, batch, i));
  await world.sessions.hasReceived(target, PATIENCE_SECONDS);
  const arrivals = world.sessions.arrivedAt.slice(batch.first, batch.first + batch.count);
  await pause(SETTLING_MILLIS);
  return {
    perSecond: perSecond(batch.count, arrivals.reduce(latest) - load.began),
    answeredPerSecond: perSecond(batch.count, load.ended - load.began),
    p50: quantile(load.took, 0.5),
    p99: quantile(load.took, 0.99),
    not200: load.not200,
    ...usagePerMessage(system.pid, before, batch.count),
    residentMiB: residentMiB(system.pid),
  };
}

/// Answers the batch's messages at a fixed rate. Times are from sending the callback until it was
/// answered and until it was at the sessions server.
export async function answerMessagesPaced(system, world, batch, ratePerSecond) {
  const target = world.sessions.distinct + batch.count;
  const before = usage(system.pid);
  const load = await postPaced(system.port, batch.count, ratePerSecond, (i) =>
    callback(world, batch, i),
  );
  await world.sessions.hasReceived(target, PATIENCE_SECONDS);
  const relayed = Float64Array.from(
    load.sentAt,
    (sentAt, i) => world.sessions.arrivedAt[batch.first + i] - sentAt,
  );
  await pause(SETTLING_MILLIS);
  return {
    p50: quantile(load.took, 0.5),
    p99: quantile(load.took, 0.99),
    relayedP50: quantile(relayed, 0.5),
    relayedP99: quantile(relayed, 0.99),
    ...usagePerMessage(system.pid, before, batch.count),
  };
}

/// Callbacks nobody measures and nobody waits for to arrive: all must be answered 200.
export async function postCallbacks(system, world, batch) {
  const { not200 } = await postFlatOut(system.port, batch.count, (i) => callback(world, batch, i));
  if (not200 > 0) throw new Error(`${not200} of ${batch.count} callbacks were refused`);
}

function callback(world, batch, i) {
  return { path: world.channels.responsePaths[batch.first + i], headers: '', body: batch.answer(i) };
}

/// The original names its own response_url in each message; the hub puts its token there itself.
function withResponseUrl(system, message) {
  const url = `http://localhost:${system.port}/webhook-response`;
  return `${message.slice(0, -1)},"response_url":"${url}"}`;
}

const latest = (a, b) => Math.max(a, b);
const perSecond = (count, millis) => (count * 1000) / millis;
