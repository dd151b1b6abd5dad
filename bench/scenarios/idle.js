import { setTimeout as pause } from 'node:timers/promises';
import { settings } from '../settings.js';
import { conversations } from '../load/live-batch.js';
import { liveHeapBytes } from '../measure/java-heap.js';
import { residentMiB } from '../measure/process-figures.js';
import { disperse, gather } from '../sockets/crowd.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { say } from '../say.js';

/// After so long whatever a wave left to be done is done.
const REST_MILLIS = 5_000;

/// Figure 7: what a connection costs that says nothing, and whether coming and going leaves anything
/// behind.
export async function measureIdle(world) {
  const peer = await new Peer(world, settings.livePeer).start();
  const peerFigures = await crowd(world, peer, () => NaN);
  await peer.stop();
  const hub = await new Hub(world).start();
  const hubFigures = await crowd(world, hub, liveHeapBytes);
  const waves = await comeAndGo(world, hub);
  await hub.stop();
  return { peer: peerFigures, hub: hubFigures, waves };
}

/// The first clients pay for code and pools that the others share; they come and go before.
async function crowd(world, system, heap) {
  await disperse(await gather(system, conversations(settings.waveClients), world.inbox.take));
  const before = await memory(system, heap);
  const clients = await gather(system, conversations(settings.idleClients), world.inbox.take);
  const full = await memory(system, heap);
  await disperse(clients);
  const after = await memory(system, heap);
  const per = (bytes) => bytes / settings.idleClients;
  const figures = {
    before,
    full,
    after,
    residentPerClient: per((full.residentMiB - before.residentMiB) * 2 ** 20),
    heapPerClient: per(full.heapBytes - before.heapBytes),
  };
  say(
    `idle: ${system.name}: ${(figures.residentPerClient / 1024).toFixed(1)} KiB resident and ` +
      `${(figures.heapPerClient / 1024).toFixed(1)} KiB of live heap a client`,
  );
  return figures;
}

async function comeAndGo(world, hub) {
  const series = [];
  const tenth = Math.max(1, Math.round(settings.waves / 10));
  for (let wave = 1; wave <= settings.waves; wave++) {
    await disperse(await gather(hub, conversations(settings.waveClients), world.inbox.take));
    if (wave % tenth === 0) {
      const now = await memory(hub, liveHeapBytes);
      series.push({ wave, ...now });
      say(`idle: after ${wave} waves ${now.residentMiB.toFixed(0)} MiB resident, ${mib(now.heapBytes)} live`);
    }
  }
  return series;
}

const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/// Resident memory right after a full collection, so that garbage does not count.
async function memory(system, heap) {
  await pause(REST_MILLIS);
  const heapBytes = heap(system.pid);
  return { heapBytes, residentMiB: residentMiB(system.pid) };
}
