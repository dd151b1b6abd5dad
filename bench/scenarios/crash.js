import { settings } from '../settings.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';
import { open } from './exchange.js';

/// The sessions server is away, callbacks are acknowledged, the hub is killed with SIGKILL; the
/// sessions server comes back, the hub starts again. Measured from the start of the process until the
/// last answer has arrived.
export async function measureCrash() {
  const runs = [];
  for (const backlog of settings.backlogs) {
    const figures = await crash(backlog);
    runs.push(figures);
    say(`crash: ${backlog} undelivered: all there after ${figures.seconds.toFixed(2)} s`);
  }
  return runs;
}

async function crash(backlog) {
  const { system: hub, generator } = await open((world) => new Hub(world));
  await generator.ask(`send ${backlog}`);
  await generator.ask('deaf');
  const { not200 } = await generator.ask('accept');
  await hub.kill();
  await generator.ask('hear');
  const began = Date.now();
  await hub.launch();
  const { at, arrived, doubled } = await generator.ask('arrive');
  await hub.ready();
  await generator.end();
  await hub.stop();
  return { backlog, seconds: (at - began) / 1000, lost: backlog - arrived, doubled, not200 };
}
