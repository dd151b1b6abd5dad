import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { postPaced } from '../load/paced.js';
import { postFlatOut } from '../load/flat-out.js';
import { median, quantile } from '../measure/quantile.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const CHANNELS = 10;
const WARM_UP_MESSAGES = settings.quick ? 1_000 : 20_000;
let generation = 0;

/// Ten channels get messages at a fixed rate; then again with the tenth accepting each call
/// and never answering. Compared are the other nine. The two kinds of run alternate on one hub, each
/// with channels of its own.
export async function measureHungChannel(world) {
  const hub = await new Hub(world).start();
  await warmUp(hub, world);
  const runs = { healthy: [], hung: [] };
  for (let pair = 1; pair <= settings.hungPairs; pair++) {
    for (const kind of ['healthy', 'hung']) {
      const figures = await runOnce(hub, world, kind);
      runs[kind].push(figures);
      say(`hung channel: pair ${pair} of ${settings.hungPairs}, ${kind}: p99 of nine ${figures.p99.toFixed(1)} ms`);
    }
  }
  await hub.stop();
  return { healthy: summary(runs.healthy), hung: summary(runs.hung) };
}

async function runOnce(hub, world, kind) {
  const channels = await registerTen(hub, world, kind === 'hung' ? '/hang' : '/incoming');
  const batch = new Batch(settings.hungRate * settings.hungSeconds);
  const load = await postPaced(hub.port, batch.count, settings.hungRate, (i) =>
    message(hub, batch, i, channels[i % CHANNELS]),
  );
  await hub.ask('DELETE', `/channel/${channels[CHANNELS - 1]}`);
  const ofNine = load.took.filter((_, i) => i % CHANNELS !== CHANNELS - 1);
  const statusesOfNine = load.statuses.filter((_, i) => i % CHANNELS !== CHANNELS - 1);
  return {
    p50: quantile(ofNine, 0.5),
    p99: quantile(ofNine, 0.99),
    worst: Math.max(...ofNine),
    not200: statusesOfNine.filter((status) => status !== 200).length,
  };
}

async function warmUp(hub, world) {
  const channels = await registerTen(hub, world, '/incoming');
  const batch = new Batch(WARM_UP_MESSAGES);
  await postFlatOut(hub.port, batch.count, (i) => message(hub, batch, i, channels[i % CHANNELS]));
}

function message(hub, batch, i, channel) {
  return { path: '/channel/message', headers: hub.headers, body: batch.message(i, channel) };
}

/// @param tenth where the tenth channel's calls go
async function registerTen(hub, world, tenth) {
  generation++;
  const channels = Array.from({ length: CHANNELS }, (_, i) => `ten-${generation}-${i}`);
  for (const [i, channel] of channels.entries()) {
    const path = i === CHANNELS - 1 ? tenth : '/incoming';
    await hub.register(channel, world.channels.url + path);
  }
  return channels;
}

function summary(runs) {
  return {
    p50: median(runs.map((run) => run.p50)),
    p99: median(runs.map((run) => run.p99)),
    worst: Math.max(...runs.map((run) => run.worst)),
    not200: runs.reduce((sum, run) => sum + run.not200, 0),
  };
}
