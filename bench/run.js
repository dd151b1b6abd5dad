// `make bench`: everything docs/benchmarks.md tells, measured in one run. settings.js lists what can
// be changed by environment variables.
import fs from 'node:fs';
import path from 'node:path';
import { settings } from './settings.js';
import { say } from './say.js';
import { describeMachine } from './measure/machine.js';
import { openWorld } from './world/world.js';
import { Hub } from './systems/hub.js';
import { Peer } from './systems/peer.js';
import { measureRelay } from './scenarios/relay.js';
import { measureJournalCost } from './scenarios/journal-cost.js';
import { measureCrash } from './scenarios/crash.js';
import { measureHungChannel } from './scenarios/hung-channel.js';
import { measureStart } from './scenarios/start.js';
import { measureGrowth } from './scenarios/growth.js';
import { measureLive } from './scenarios/live.js';
import { measureLiveCost } from './scenarios/live-cost.js';
import { measureIdle } from './scenarios/idle.js';
import { measureStorm } from './scenarios/storm.js';
import { writeReport } from './report/report.js';

async function relay(world) {
  const peer = await new Peer(world).start();
  const hub = await new Hub(world).start();
  const figures = await measureRelay(world, peer, hub);
  await peer.stop();
  await hub.stop();
  return figures;
}

const scenarios = {
  relay,
  journalCost: measureJournalCost,
  crash: measureCrash,
  hungChannel: measureHungChannel,
  start: measureStart,
  growth: measureGrowth,
  live: measureLive,
  liveCost: measureLiveCost,
  idle: measureIdle,
  storm: measureStorm,
};

setTimeout(() => {
  say(`the run took more than ${settings.deadlineSeconds} s and was stopped`);
  process.exit(1);
}, settings.deadlineSeconds * 1000).unref();

const machine = describeMachine();
const world = await openWorld();
const figures = {};
for (const [name, measure] of Object.entries(scenarios)) {
  if (!settings.only || settings.only.includes(name)) {
    figures[name] = await measure(world);
  }
}
const report = writeReport(machine, figures);
process.stdout.write(report);
if (!settings.only) {
  fs.writeFileSync(path.join(settings.repository, 'docs/benchmarks.md'), report);
}
process.exit(0);
