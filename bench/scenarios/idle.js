import { setTimeout as pause } from 'node:timers/promises';
import { settings, WEBHOOK_BEARER } from '../settings.js';
import { residentMiB } from '../measure/process-figures.js';
import { Generator } from '../systems/generator.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { say } from '../say.js';

/// What a connection costs that says nothing, of processes that did nothing else: a few messages go
/// before, for code and pools that all connections share.
export async function measureIdle() {
  return { peer: await crowd(new Peer(settings.peers.live)), hub: await crowd(new Hub()) };
}

async function crowd(system) {
  await system.start();
  const to = { port: system.port, pid: system.pid, token: WEBHOOK_BEARER };
  await Generator.run('relay', { ...to, customers: 50, posters: 8, 'warm-up': 0, seconds: 2 });
  await system.settle();
  const before = residentMiB(system.pid);
  const crowd = new Generator('hold', { ...to, customers: settings.idleCustomers });
  const { seconds } = await crowd.answer();
  await pause(2000);
  await system.settle();
  const full = residentMiB(system.pid);
  await crowd.end();
  await system.stop();
  const each = ((full - before) * 2 ** 20) / settings.idleCustomers;
  say(`idle: ${system.name}: ${(each / 1024).toFixed(1)} KiB a connection`);
  return { before, full, each, perSecond: settings.idleCustomers / seconds };
}
