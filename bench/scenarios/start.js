import { setTimeout as pause } from 'node:timers/promises';
import { settings } from '../settings.js';
import { Batch, channelName } from '../load/batch.js';
import { registerChannels } from '../load/exchanges.js';
import { Connection } from '../http/connection.js';
import { residentMiB } from '../measure/process-figures.js';
import { median } from '../measure/quantile.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const PATIENCE_SECONDS = 60;

const variants = [
  { name: 'java -jar', launch: { flags: [], jar: settings.jar } },
  { name: 'make run', launch: {} },
];

/// Figure 5: from the start of the process until the first answer is at the sessions server: the
/// message is sent as soon as the hub takes it, and its channel answers at once. The store holds the
/// channel and the admin already.
export async function measureStart(world) {
  const hub = await new Hub(world).start();
  await registerChannels(hub, world);
  await hub.stop();
  const runs = variants.map(() => []);
  for (let run = 1; run <= settings.starts; run++) {
    for (const [index, variant] of variants.entries()) {
      const figures = await startOnce(hub, world, variant.launch);
      await hub.stop();
      runs[index].push(figures);
      say(`start: ${variant.name}: ${figures.seconds.toFixed(2)} s, ${figures.residentMiB.toFixed(0)} MiB`);
    }
  }
  return variants.map(({ name }, index) => ({
    name,
    seconds: median(runs[index].map((run) => run.seconds)),
    residentMiB: median(runs[index].map((run) => run.residentMiB)),
  }));
}

async function startOnce(hub, world, launch) {
  const batch = Batch.ofSessions(1);
  const target = world.sessions.distinct + 1;
  const began = performance.now();
  await hub.launch(launch);
  await sendWhenPossible(hub, batch);
  const connection = new Connection(hub.port);
  await connection.post(world.channels.responsePaths[batch.first], '', batch.answer(0));
  await world.sessions.hasReceived(target, PATIENCE_SECONDS);
  connection.close();
  const seconds = (world.sessions.arrivedAt[batch.first] - began) / 1000;
  await pause(1000);
  return { seconds, residentMiB: residentMiB(hub.pid) };
}

async function sendWhenPossible(hub, batch) {
  const deadline = performance.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const status = await trySending(hub, batch);
    if (status === 200) return;
    if (hub.hasEnded() || performance.now() > deadline) {
      throw new Error(`The hub took no message (${status}). ${hub.endOfLog()}`);
    }
    await pause(5);
  }
}

async function trySending(hub, batch) {
  const connection = new Connection(hub.port);
  try {
    const body = batch.message(0, channelName(0));
    return (await connection.post('/channel/message', hub.headers, body)).status;
  } catch (error) {
    return error.code;
  } finally {
    connection.close();
  }
}
