import { setTimeout as pause } from 'node:timers/promises';
import { settings, VERY_QUIET } from '../settings.js';
import { Batch } from '../load/batch.js';
import { postFlatOut } from '../load/flat-out.js';
import { postPaced } from '../load/paced.js';
import { undisturbed } from '../measure/others.js';
import { quantile } from '../measure/quantile.js';
import { residentMiB, usage } from '../measure/process-figures.js';
import { temporaryFile } from '../systems/children.js';
import { Generator } from '../systems/generator.js';
import { Hub } from '../systems/hub.js';
import { ChannelServer } from '../world/channel-server.js';
import { Issuer } from '../world/issuer.js';
import { arrived, Platform, users } from '../world/platform.js';
import { Salesforce } from '../world/salesforce.js';
import { until } from '../world/until.js';
import { say } from '../say.js';

const RATE = 500;
const CHANNELS = 8;
const EVERY_SECONDS = 10;
const CHATS_OF_AN_AGENT = 5;
const CONSOLE_RATE = 1_000;
const PATIENCE_SECONDS = 120;

/// What a user says in a chat, until the desk has it, beside messages of the same hub to channels.
export async function measureDeskRelay() {
  const { hub, salesforce, platform, people } = await openSalesforce(settings.deskChats);
  const channels = new ChannelServer();
  await channels.open();
  for (let i = 0; i < CHANNELS; i++) await hub.register(`desk-${i}`, `${channels.url}/incoming`);
  const toDesk = {
    batch: (count) => platform.batch(count, people),
    request: (batch, i) => batch.request(i),
    ends: (batch, load) => arrived(salesforce.atDesk, batch, load?.statuses),
    at: (batch, i) => salesforce.atDesk[batch.first + i],
  };
  const toChannel = {
    batch: (count) => new Batch(count),
    request: (batch, i) => ({ path: '/channel/message', headers: hub.headers, body: batch.message(i, `desk-${i % CHANNELS}`) }),
    ends: async () => {},
    at: (batch, i, load) => load.sentAt[i] + load.took[i],
  };
  const rounds = { desk: [], channel: [] };
  for (let round = 1 - settings.deskWarmUpRounds; round <= settings.deskRounds; round++) {
    for (const [name, way] of Object.entries({ desk: toDesk, channel: toChannel })) {
      const figures = { ...(await flatOut(hub, way)), ...(await paced(hub, way)) };
      if (round > 0) rounds[name].push(figures);
      say(
        `desk: round ${round}, ${name}: ${figures.perSecond.toFixed(0)}/s; at ${RATE}/s p99 ${figures.p99.toFixed(1)} ms, ` +
          `${figures.cpu.toFixed(0)} µs of CPU`,
      );
    }
  }
  if (salesforce.doubledAtDesk) say(`desk: ${salesforce.doubledAtDesk} doubled`);
  await hub.stop();
  return rounds;
}

async function flatOut(hub, way) {
  const batch = way.batch(settings.deskMessages);
  const load = await postFlatOut(hub.port, batch.count, (i) => way.request(batch, i));
  await way.ends(batch);
  const ended = Math.max(load.ended, performance.now() - 5);
  if (load.not200) say(`desk: ${load.not200} refused`);
  return { perSecond: (batch.count * 1000) / (ended - load.began) };
}

async function paced(hub, way) {
  const batch = way.batch(RATE * settings.roundSeconds);
  const before = usage(hub.pid).cpuMicros;
  const load = await postPaced(hub.port, batch.count, RATE, (i) => way.request(batch, i));
  await way.ends(batch, load);
  const took = [...load.sentAt].map((at, i) => way.at(batch, i, load) - at).filter((it) => it >= 0);
  return {
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    cpu: (usage(hub.pid).cpuMicros - before) / batch.count,
    refused: load.statuses.filter((status) => status !== 200).length,
  };
}

/// What a live chat at Salesforce costs, with its stream open, and how long an agent's words take to
/// the user.
export async function measureDeskChats() {
  const { hub, salesforce, platform } = await openSalesforce(50);
  const before = await settled(hub);
  const people = users(settings.liveChats + 50).slice(50);
  const began = performance.now();
  await talk(salesforce, platform, people);
  const seconds = (performance.now() - began) / 1000;
  const full = await settled(hub);
  const cpuBefore = usage(hub.pid).cpuMicros;
  const rooms = [...salesforce.conversations.values()];
  const first = platform.numbers(rooms.length * settings.chatRounds);
  const sentAt = [];
  const start = performance.now();
  const every = (EVERY_SECONDS * 1000) / rooms.length;
  for (let i = 0; i < rooms.length * settings.chatRounds; i++) {
    while (performance.now() < start + i * every) await pause(1);
    sentAt.push(performance.now());
    salesforce.says(rooms[i % rooms.length], `Yes, it is on its way ${first + i}`);
  }
  await arrived(salesforce.atUser, { first, count: sentAt.length });
  const spent = (performance.now() - start) / 1000;
  const took = sentAt.map((at, i) => salesforce.atUser[first + i] - at);
  const busy = residentMiB(hub.pid);
  const figures = {
    before: before.resident,
    full: full.resident,
    each: ((full.resident - before.resident) * 2 ** 20) / settings.liveChats,
    heapEach: ((full.heap - before.heap) * 2 ** 20) / settings.liveChats,
    busy,
    perSecond: settings.liveChats / seconds,
    cores: (usage(hub.pid).cpuMicros - cpuBefore) / 1e6 / spent,
    p50: quantile(took, 0.5),
    p99: quantile(took, 0.99),
    worst: Math.max(...took),
    streams: salesforce.streams,
    doubled: salesforce.doubledAtUser,
  };
  say(
    `desk, chats: ${(figures.each / 1024).toFixed(1)} KiB a chat (heap ${(figures.heapEach / 1024).toFixed(1)}), ` +
      `p99 ${figures.p99.toFixed(1)} ms, ${figures.cores.toFixed(2)} cores`,
  );
  await hub.stop();
  return figures;
}

async function settled(hub) {
  await pause(2000);
  await hub.settle();
  return { resident: residentMiB(hub.pid), heap: hub.heapMiB() };
}

/// What users say, until it is on the agent's console.
export async function measureDeskConsoles() {
  const issuer = await new Issuer().open();
  const salesforce = await new Salesforce().open();
  const hub = await new Hub({
    settings: {
      ...issuer.settings,
      ...Platform.settings,
      SWITCHBOARD_YALO_DESK: 'console',
      SWITCHBOARD_YALO_INTEGRATIONS_URL: salesforce.url,
    },
  }).start();
  const people = users(settings.agents * CHATS_OF_AN_AGENT);
  const agents = Array.from({ length: settings.agents }, (_, i) => issuer.token({ sub: `agent-${i}`, roles: ['AGENT'] }));
  const consoles = new Generator('consoles', {
    port: hub.port,
    pid: hub.pid,
    token: Platform.secret,
    tokens: temporaryFile('tokens', agents),
    agents: agents.length,
    users: people.length,
  });
  await consoles.answer();
  await new Platform(hub).connect(people);
  let taken = 0;
  const areTaken = async () => (taken = (await consoles.ask('chats')).chats) === people.length;
  await until(areTaken, PATIENCE_SECONDS, () => `${taken} chats taken`);
  say(`desk, consoles: ${people.length} chats taken by ${agents.length} agents`);
  await post(consoles, 0, settings.roundSeconds);
  const runs = [];
  for (let round = 1 - settings.consoleWarmUpRounds; round <= settings.deskRounds; round++) {
    const measured = () => post(consoles, CONSOLE_RATE, settings.roundSeconds);
    const figures = await (round > 0 ? undisturbed(measured, VERY_QUIET) : measured());
    if (round > 0) runs.push(figures);
    say(
      `desk, consoles: round ${round}, p99 ${figures.p99.toFixed(0)} µs, ${figures.cpu.toFixed(0)} µs of CPU, ` +
        `${figures.closed} closed, others took ${figures.foreignCores.toFixed(2)} cores`,
    );
  }
  await consoles.end();
  await hub.stop();
  return runs;
}

/// @param rate 0 posts as fast as the hub answers
async function post(consoles, rate, seconds) {
  const figures = await consoles.ask(`post ${rate} ${seconds}`);
  for (const wrong of ['lost', 'doubled', 'unknown']) {
    if (figures[wrong]) say(`desk, consoles: ${figures[wrong]} ${wrong}`);
  }
  return figures;
}

/// The hub is killed with live chats and with messages on their way in both directions, which nobody
/// takes at that time. Measured from the start of the process, which takes now this and now that long
/// on the same machine: so several times, each on a store of its own.
export async function measureDeskCrash() {
  const crashes = [];
  while (crashes.length < settings.deskCrashes) crashes.push(await crash());
  return crashes;
}

async function crash() {
  const { hub, salesforce, platform, people } = await openSalesforce(settings.crashChats);
  await warmUp(hub, platform.batch(settings.deskMessages, people), salesforce.atDesk);
  salesforce.isDeaf(true);
  const said = platform.batch(people.length, people);
  await postFlatOut(hub.port, said.count, said.request);
  const rooms = [...salesforce.conversations.values()];
  const first = platform.numbers(2 * rooms.length);
  rooms.forEach((room, i) => salesforce.says(room, `Just a moment ${first + i}`));
  await pause(500);
  await hub.kill();
  rooms.forEach((room, i) => salesforce.says(room, `Yes, it is on its way ${first + rooms.length + i}`));
  salesforce.isDeaf(false);
  await until(() => salesforce.streams === 0, PATIENCE_SECONDS, () => `streams of a dead hub`);
  const began = performance.now();
  await hub.launch();
  await until(() => salesforce.streams === rooms.length, PATIENCE_SECONDS, () => `${salesforce.streams} streams`);
  const streamSeconds = (performance.now() - began) / 1000;
  await arrived(salesforce.atDesk, said);
  await arrived(salesforce.atUser, { first, count: 2 * rooms.length });
  const seconds = (performance.now() - began) / 1000;
  const doubled = salesforce.doubledAtDesk + salesforce.doubledAtUser;
  say(`desk, crash: ${rooms.length} streams after ${streamSeconds.toFixed(2)} s, all there after ${seconds.toFixed(2)} s, ${doubled} doubled`);
  await hub.stop();
  return { chats: rooms.length, waiting: 3 * rooms.length, streamSeconds, seconds, doubled };
}

async function warmUp(hub, batch, at) {
  await postFlatOut(hub.port, batch.count, batch.request);
  await arrived(at, batch);
}

/// A hub with live chats at Salesforce, each with an agent.
async function openSalesforce(count) {
  const salesforce = await new Salesforce().open();
  const hub = await new Hub({ settings: { ...salesforce.settings, ...Platform.settings } }).start();
  const platform = new Platform(hub);
  const people = users(count);
  await talk(salesforce, platform, people);
  return { hub, salesforce, platform, people };
}

/// Users come to agents, and the first thing they say is there.
async function talk(salesforce, platform, people) {
  const before = new Set(salesforce.conversations.keys());
  await platform.connect(people);
  for (const [id, room] of salesforce.conversations) {
    if (!before.has(id)) salesforce.join(room);
  }
  await warmUp(platform, platform.batch(people.length, people), salesforce.atDesk);
}
