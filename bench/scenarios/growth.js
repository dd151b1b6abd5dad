import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { answerMessages, registerChannels, sendMessages } from '../load/exchanges.js';
import { Connection } from '../http/connection.js';
import { residentMiB } from '../measure/process-figures.js';
import { quantile } from '../measure/quantile.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const FEW_MESSAGES = 1_000;
const BATCH = 25_600;
const READS = 1_500;
const WARM_UP_READS = 1_500;

/// Figure 5, after much work: memory, and how long reads take with few messages stored and with many.
/// The two hubs take turns in answering the reads.
export async function measureGrowth(world) {
  const small = await startFilled(world, FEW_MESSAGES);
  const large = await startFilled(world, settings.messages);
  const memory = residentMiB(large.hub.pid);
  const reads = {};
  for (const [name, path] of Object.entries(READ_PATHS)) {
    reads[name] = await readBoth(small, large, path);
    say(`growth: ${name}: ${JSON.stringify(reads[name])}`);
  }
  await small.hub.stop();
  await large.hub.stop();
  return { fewMessages: small.stored, messages: large.stored, residentMiB: memory, reads };
}

const READ_PATHS = {
  'the 10 messages of a conversation': (session) =>
    `/v1/conversations/session:${session}/messages?limit=100`,
  'a page of 100 conversations': (session) =>
    `/v1/conversations?limit=100&after=session:${session}`,
};

/// A message and the answer to it are two entries of the journal.
async function startFilled(world, messages) {
  const hub = await new Hub(world).start();
  await registerChannels(hub, world);
  const sessions = [];
  let stored = 0;
  while (stored < messages) {
    const batch = Batch.ofMessages(Math.min(BATCH, (messages - stored) / 2));
    await sendMessages(hub, world, batch);
    await answerMessages(hub, world, batch);
    for (let i = 0; i < batch.sessions; i++) sessions.push(batch.session(i));
    stored += 2 * batch.count;
    say(`growth: ${stored} of ${messages} messages stored, ${residentMiB(hub.pid).toFixed(0)} MiB`);
  }
  return { hub, sessions, stored };
}

async function readBoth(small, large, path) {
  const readers = [small, large].map(({ hub, sessions }) => ({
    hub,
    sessions,
    connection: new Connection(hub.port),
    took: [],
  }));
  for (let i = 0; i < WARM_UP_READS + READS; i++) {
    for (const reader of readers) {
      const took = await readOnce(reader, path, i);
      if (i >= WARM_UP_READS) reader.took.push(took);
    }
  }
  readers.forEach(({ connection }) => connection.close());
  const [few, many] = readers.map(({ took }) => ({ p50: quantile(took, 0.5), p99: quantile(took, 0.99) }));
  return { few, many };
}

/// The sessions are visited in a scattered order, so that the pages read are not the ones just read.
async function readOnce({ hub, sessions, connection }, path, i) {
  const session = sessions[(i * 7919) % sessions.length];
  const sent = performance.now();
  const { status } = await connection.request('GET', path(session), hub.headers);
  if (status !== 200) throw new Error(`${path(session)} gave ${status}`);
  return performance.now() - sent;
}
