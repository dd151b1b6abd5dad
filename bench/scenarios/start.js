import { setTimeout as pause } from 'node:timers/promises';
import { settings, WEBHOOK_BEARER } from '../settings.js';
import { residentMiB } from '../measure/process-figures.js';
import { median } from '../measure/quantile.js';
import { Generator } from '../systems/generator.js';
import { Hub, JAVA_JAR, RUN } from '../systems/hub.js';
import { say } from '../say.js';

const VARIANTS = [
  { name: '`java -jar`, its data there', command: JAVA_JAR, empty: false },
  { name: '`make run`, on an empty directory', command: RUN, empty: true },
  { name: '`make run`, its data there', command: RUN, empty: false },
];

/// From the start of the process until a first webhook is at its customer, who connects as soon as the
/// hub lets anybody, and what is resident two seconds later.
export async function measureStart() {
  const kept = await new Hub().start();
  await kept.stop();
  const runs = VARIANTS.map(() => []);
  for (let run = 0; run < settings.starts; run++) {
    for (const [index, { name, command, empty }] of VARIANTS.entries()) {
      const figures = await startOnce(empty ? new Hub() : kept, command);
      runs[index].push(figures);
      say(`start: ${name}: ${figures.seconds.toFixed(2)} s, ${figures.residentMiB.toFixed(0)} MiB`);
    }
  }
  return VARIANTS.map(({ name }, index) => ({
    name,
    seconds: median(runs[index].map((run) => run.seconds)),
    slowest: Math.max(...runs[index].map((run) => run.seconds)),
    residentMiB: median(runs[index].map((run) => run.residentMiB)),
  }));
}

async function startOnce(hub, command) {
  const began = Date.now();
  await hub.launch(command);
  const { at } = await Generator.run('first', { port: hub.port, token: WEBHOOK_BEARER, customers: 1, posters: 1 });
  await pause(2000);
  const figures = { seconds: (at - began) / 1000, residentMiB: residentMiB(hub.pid) };
  await hub.stop();
  return figures;
}
