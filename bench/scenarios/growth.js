import { CUSTOMERS, POSTERS, settings, WEBHOOK_BEARER } from '../settings.js';
import { Connection } from '../http/connection.js';
import { residentMiB } from '../measure/process-figures.js';
import { quantile } from '../measure/quantile.js';
import { Generator } from '../systems/generator.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const FEW_MESSAGES = 1_000;
const STEPS = 10;
const READS = 1_000;
const WARM_UP_READS = 1_000;

/// Memory while many messages are relayed as fast as they come, and how long reads take with few
/// messages stored and with many. The two hubs take turns in answering the reads.
export async function measureGrowth() {
  const many = await new Hub().start();
  const series = [{ messages: 0, residentMiB: residentMiB(many.pid) }];
  for (let step = 1; step <= STEPS; step++) {
    await relay(many, settings.messages / STEPS);
    series.push({ messages: (step * settings.messages) / STEPS, residentMiB: residentMiB(many.pid) });
    say(`growth: ${series.at(-1).messages} messages, ${series.at(-1).residentMiB.toFixed(0)} MiB`);
  }
  const few = await new Hub().start();
  await relay(few, FEW_MESSAGES);
  const reads = [];
  for (const [name, path] of Object.entries(READS_OF)) {
    reads.push({ name, ...(await readBoth(few, many, path)) });
  }
  await few.stop();
  await many.stop();
  return { few: FEW_MESSAGES, series, reads };
}

const READS_OF = {
  'the newest 50 messages of a conversation': (id) => `/v1/conversations/${id}/messages?limit=50`,
  'a page of 100 conversations': (id) => `/v1/conversations?limit=100&after=${id}`,
};

async function relay(hub, count) {
  await Generator.run('relay', {
    port: hub.port,
    pid: hub.pid,
    token: WEBHOOK_BEARER,
    customers: CUSTOMERS,
    posters: POSTERS,
    count,
  });
}

async function readBoth(few, many, path) {
  const readers = [];
  for (const hub of [few, many]) {
    const { body } = await hub.ask('GET', '/v1/conversations?limit=100');
    const ids = body.items.map((item) => item.conversation_id);
    readers.push({ hub, ids, connection: new Connection(hub.port), took: [] });
  }
  for (let i = 0; i < WARM_UP_READS + READS; i++) {
    for (const { hub, ids, connection, took } of readers) {
      const sent = performance.now();
      const { status } = await connection.request('GET', path(ids[i % ids.length]), hub.headers);
      if (status !== 200) throw new Error(`${path(ids[i % ids.length])} gave ${status}`);
      if (i >= WARM_UP_READS) took.push(performance.now() - sent);
    }
  }
  readers.forEach(({ connection }) => connection.close());
  const [a, b] = readers.map(({ took }) => ({ p50: quantile(took, 0.5), p99: quantile(took, 0.99) }));
  return { few: a, many: b };
}
