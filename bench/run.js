// `make bench`: everything docs/benchmarks.md tells, measured in one run. settings.js lists what can
// be changed by environment variables.
import fs from 'node:fs';
import { settings } from './settings.js';
import { say } from './say.js';
import { describeMachine } from './measure/machine.js';
import { openWorld } from './world/world.js';
import { measureCrash } from './scenarios/crash.js';
import { measureDeskChats, measureDeskConsoles, measureDeskCrash, measureDeskRelay } from './scenarios/desk.js';
import { measureExchange } from './scenarios/exchange.js';
import { measureGrowth } from './scenarios/growth.js';
import { measureHungChannel } from './scenarios/hung-channel.js';
import { measureIdle } from './scenarios/idle.js';
import { measureLive } from './scenarios/live.js';
import { measurePresence, measurePresenceIdle, measurePresenceSlow, measurePresenceStorm } from './scenarios/presence.js';
import { measureStart } from './scenarios/start.js';
import { measureStorm } from './scenarios/storm.js';
import { intoReport, tables } from './report/report.js';

const scenarios = {
  live: measureLive,
  exchange: measureExchange,
  idle: measureIdle,
  start: measureStart,
  crash: measureCrash,
  hungChannel: async () => measureHungChannel(await openWorld()),
  storm: async () => measureStorm(await openWorld()),
  growth: measureGrowth,
  presence: measurePresence,
  presenceIdle: measurePresenceIdle,
  presenceStorm: measurePresenceStorm,
  presenceSlow: measurePresenceSlow,
  desk: measureDeskRelay,
  deskChats: measureDeskChats,
  deskConsoles: measureDeskConsoles,
  deskCrash: measureDeskCrash,
};

setTimeout(() => {
  say(`the run took more than ${settings.deadlineSeconds} s and was stopped`);
  process.exit(1);
}, settings.deadlineSeconds * 1000).unref();

const machine = describeMachine();
const figures = {};
const failed = [];
for (const [name, measure] of Object.entries(scenarios)) {
  if (settings.only && !settings.only.includes(name)) continue;
  try {
    figures[name] = await measure();
  } catch (error) {
    // the figures of an hour must not go with it
    failed.push(name);
    say(`${name}: failed, and the others go on: ${error.stack}`);
  }
}
const text = tables(machine, figures);
process.stdout.write(text);
if (failed.length) {
  say(`${settings.report} stays as it was: there are no figures of ${failed.join(', ')}`);
} else if (!settings.only && !settings.quick) {
  fs.writeFileSync(settings.report, intoReport(fs.readFileSync(settings.report, 'utf8'), text));
}
process.exit(failed.length ? 1 : 0);
