import { setTimeout as pause } from 'node:timers/promises';
import { settings } from '../settings.js';
import { residentMiB, usage } from '../measure/process-figures.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { Issuer } from '../world/issuer.js';
import { Office } from '../world/office.js';
import { say } from '../say.js';

const GROUP = 200;
const PATHS = 10;
/// One in so many of the idle watchers goes in a wave, and another one comes.
const OF_A_WAVE = 20;
const MISSED_RATE = 500;
const STORM_RATE = 100;
const SLOW_GROUP = 1_000;
const SLOW_WATCHERS = 20;
const FLAT_OUT = 0;
const LOOKS_PER_SECOND = 5;

/// Changes that are told to everybody who watches, on both systems in turns.
export async function measurePresence() {
  const issuer = await new Issuer().open();
  const size = { users: settings.watchers, groupSize: GROUP };
  const sides = [];
  for (const system of [new Peer(settings.peers.presence), hubOf(issuer)]) {
    const office = await new Office(issuer, await system.start(), size).open();
    const generator = office.watched({ watchers: settings.watchers });
    await generator.ask('join');
    await generator.ask(`put ${settings.presenceRates[0]} ${settings.warmUpSeconds}`);
    sides.push({ system, generator });
  }
  const rounds = Object.fromEntries(settings.presenceRates.map((rate) => [rate, { peer: [], hub: [] }]));
  for (let round = 0; round < settings.presenceRounds; round++) {
    for (const rate of settings.presenceRates) {
      for (const { system, generator } of round % 2 ? sides : sides.toReversed()) {
        const figures = await measured(system, generator, `put ${rate} ${settings.roundSeconds}`);
        rounds[rate][system.name].push(figures);
        say(
          `presence: round ${round + 1}, ${rate}/s, ${system.name}: ${figures.seenPerSecond.toFixed(0)} changes told a second ` +
            `in ${figures.framesPerSecond.toFixed(0)} frames, p99 ${figures.p99.toFixed(0)} µs`,
        );
      }
    }
  }
  await endAll(sides);
  return rounds;
}

async function measured(system, generator, command) {
  const before = usage(system.pid).writtenBytes;
  const figures = await generator.ask(command);
  figures.written = (usage(system.pid).writtenBytes - before) / (figures.perSecond * settings.roundSeconds);
  for (const wrong of ['behind', 'backwards', 'not200', 'ended']) {
    if (figures[wrong]) say(`presence: ${system.name}: ${figures[wrong]} ${wrong}`);
  }
  return figures;
}

/// What a watcher costs that hears nothing, and whether the hub grows while watchers come and go.
export async function measurePresenceIdle() {
  const issuer = await new Issuer().open();
  const hub = await hubOf(issuer).start();
  const office = await new Office(issuer, hub, { users: settings.idleWatchers / PATHS, groupSize: 0 }).open();
  const few = office.watched({ watchers: 200, paths: PATHS });
  await few.ask('join');
  await few.ask('put 200 2');
  await few.end();
  const before = await settled(hub);
  const generator = office.watched({ watchers: settings.idleWatchers, paths: PATHS });
  const { seconds } = await generator.ask('join');
  const full = await settled(hub);
  const each = (what) => ((full[what] - before[what]) * 2 ** 20) / settings.idleWatchers;
  say(`presence, idle: ${(each('resident') / 1024).toFixed(1)} KiB a watcher, ${(each('heap') / 1024).toFixed(1)} of them heap`);
  const series = [{ waves: 0, ...full }];
  for (let wave = 1; wave <= settings.presenceWaves; wave++) {
    await generator.ask(`leave ${settings.idleWatchers / OF_A_WAVE}`);
    await generator.ask('join');
    if (wave % (settings.presenceWaves / 4) === 0) {
      series.push({ waves: wave, ...(await settled(hub)) });
      say(`presence, idle: ${wave} waves, ${series.at(-1).resident.toFixed(0)} MiB, ${series.at(-1).heap.toFixed(0)} of heap`);
    }
  }
  await endAll([{ system: hub, generator }]);
  return {
    before,
    full,
    each: each('resident'),
    heapEach: each('heap'),
    perSecond: settings.idleWatchers / seconds,
    ofAWave: settings.idleWatchers / OF_A_WAVE,
    series,
  };
}

async function settled(hub) {
  await pause(2000);
  await hub.settle();
  return { resident: residentMiB(hub.pid), heap: hub.heapMiB() };
}

/// Watchers who lost their connections come back within two seconds and say what they saw last.
export async function measurePresenceStorm() {
  const issuer = await new Issuer().open();
  const hub = await hubOf(issuer).start();
  const size = { users: settings.stormWatchers, groupSize: GROUP };
  const office = await new Office(issuer, hub, size).open();
  const generator = office.watched({ watchers: settings.stormWatchers });
  const storms = [];
  for (let storm = 0; storm <= settings.storms; storm++) {
    await generator.ask('join');
    await generator.ask(`leave ${settings.stormWatchers}`);
    await generator.ask(`put ${MISSED_RATE} 2`);
    const before = await generator.ask(`put ${STORM_RATE} 3`);
    const figures = { ...(await generator.ask(`return 2 ${STORM_RATE}`)), before };
    if (storm > 0) storms.push(figures);
    say(
      `presence, storm: ${figures.resumed} of ${figures.away} resumed after ${figures.seconds.toFixed(2)} s, ` +
        `reports p99 ${(figures.putP99 / 1000).toFixed(1)} ms, ${figures.behind} behind`,
    );
  }
  await endAll([{ system: hub, generator }]);
  return storms;
}

/// One watcher reads nothing while its group changes as fast as the hub takes reports.
export async function measurePresenceSlow() {
  const issuer = await new Issuer().open();
  const hub = await hubOf(issuer).start();
  const office = await new Office(issuer, hub, { users: SLOW_GROUP, groupSize: SLOW_GROUP }).open();
  const generator = office.watched({ watchers: SLOW_WATCHERS });
  await generator.ask('join');
  await generator.ask(`put ${FLAT_OUT} ${settings.warmUpSeconds}`);
  const runs = {};
  for (const kind of ['all read', 'one reads nothing']) {
    await hub.settle();
    const before = residentMiB(hub.pid);
    if (kind !== 'all read') await generator.ask('stall');
    const looks = look(hub);
    const figures = await generator.ask(`put ${FLAT_OUT} ${settings.slowSeconds}`);
    runs[kind] = { ...figures, before, most: looks.most() };
    say(
      `presence, ${kind}: ${figures.perSecond.toFixed(0)} changes a second, p99 ${(figures.p99 / 1000).toFixed(1)} ms, ` +
        `${before.toFixed(0)} to ${runs[kind].most.toFixed(0)} MiB`,
    );
  }
  const stalled = await generator.ask('stalled');
  await endAll([{ system: hub, generator }]);
  return { runs, stalled };
}

/// Looks at the hub's memory now and then.
function look(hub) {
  let most = residentMiB(hub.pid);
  const timer = setInterval(() => (most = Math.max(most, residentMiB(hub.pid))), 1000 / LOOKS_PER_SECOND);
  return {
    most() {
      clearInterval(timer);
      return most;
    },
  };
}

function hubOf(issuer) {
  return new Hub({ settings: issuer.settings });
}

async function endAll(sides) {
  for (const { system, generator } of sides) {
    await generator.end();
    await system.stop();
  }
}
