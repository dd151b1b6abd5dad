import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { postCallbacks, registerChannels, sendMessages } from '../load/exchanges.js';
import { median } from '../measure/quantile.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

const PATIENCE_SECONDS = 120;

/// Figure 3: the sessions server is away, callbacks of as many sessions are acknowledged, the hub is
/// killed with SIGKILL; the sessions server comes back, the hub starts again. Measured from the start
/// of the process until the last answer has arrived.
export async function measureCrash(world) {
  const runs = [];
  for (let run = 1; run <= settings.crashes; run++) {
    const figures = await crashOnce(world);
    runs.push(figures);
    say(
      `crash: run ${run} of ${settings.crashes}: ready after ${figures.readySeconds.toFixed(1)} s, ` +
        `all delivered after ${figures.allSeconds.toFixed(1)} s`,
    );
  }
  return {
    ready: median(runs.map((run) => run.readySeconds)),
    all: median(runs.map((run) => run.allSeconds)),
    worst: Math.max(...runs.map((run) => run.allSeconds)),
    lost: runs.reduce((sum, run) => sum + run.lost, 0),
    doubled: runs.reduce((sum, run) => sum + run.doubled, 0),
  };
}

async function crashOnce(world) {
  const hub = await new Hub(world).start();
  await registerChannels(hub, world);
  const batch = Batch.ofSessions(settings.backlog);
  await sendMessages(hub, world, batch);
  const before = { distinct: world.sessions.distinct, doubled: world.sessions.doubled };

  await world.sessions.close();
  await postCallbacks(hub, world, batch);
  await hub.kill();
  await world.sessions.open();

  const began = performance.now();
  await hub.launch();
  const ready = hub.ready().then(() => performance.now());
  await world.sessions.hasReceived(before.distinct + batch.count, PATIENCE_SECONDS);
  const last = Math.max(...world.sessions.arrivedAt.slice(batch.first, batch.first + batch.count));
  const readyAt = await ready;
  await hub.stop();
  return {
    readySeconds: (readyAt - began) / 1000,
    allSeconds: (last - began) / 1000,
    lost: before.distinct + batch.count - world.sessions.distinct,
    doubled: world.sessions.doubled - before.doubled,
  };
}
