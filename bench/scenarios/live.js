import { LIVE_CLIENTS, settings } from '../settings.js';
import { conversations, LiveBatch } from '../load/live-batch.js';
import { relay, relayPaced } from '../load/live-exchanges.js';
import { mediansOf, quantile } from '../measure/quantile.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { programWithoutJournal } from '../systems/without-journal.js';
import { gather } from '../sockets/crowd.js';
import { say } from '../say.js';

/// One turn at the fixed rate.
const TURN_SECONDS = 10;

/// Figure 6: webhooks to live clients: the hub beside the peer and beside itself without a journal,
/// taking turns.
export async function measureLive(world) {
  const systems = {
    peer: await new Peer(world, settings.livePeer).start(),
    hub: await new Hub(world).start(),
    unjournaled: await new Hub(world).start({ program: programWithoutJournal() }),
  };
  const sides = {};
  for (const [name, system] of Object.entries(systems)) {
    const chats = conversations(LIVE_CLIENTS);
    await gather(system, chats, world.inbox.take);
    sides[name] = { system, chats, rounds: [], took: [], pacedCpu: [] };
  }
  await relayInTurns(world, sides);
  // Nobody else is up while single milliseconds are measured.
  await systems.unjournaled.stop();
  // At a fixed rate two webhooks of one conversation may race each other to the server.
  const { outOfOrder } = world.inbox;
  await relayPacedInTurns(world, sides);
  await systems.peer.stop();
  await systems.hub.stop();
  return {
    ...Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, summary(side)])),
    doubled: world.inbox.doubled,
    outOfOrder,
  };
}

async function relayInTurns(world, sides) {
  for (let round = 1; round <= settings.warmUpRounds + settings.liveRounds; round++) {
    for (const [name, side] of Object.entries(sides)) {
      const batch = new LiveBatch(settings.liveRoundMessages, side.chats);
      const figures = await relay(side.system, world, batch);
      if (round > settings.warmUpRounds) side.rounds.push(figures);
      say(
        `live: round ${round} of ${settings.warmUpRounds} + ${settings.liveRounds}, ${name}: ` +
          `${figures.perSecond.toFixed(0)} updates/s, ${figures.cpuMicros.toFixed(0)} µs CPU each`,
      );
    }
  }
}

async function relayPacedInTurns(world, sides) {
  const { peer, hub } = sides;
  for (let left = settings.liveSeconds; left > 0; left -= TURN_SECONDS) {
    for (const side of [peer, hub]) {
      const count = settings.pacedRate * Math.min(left, TURN_SECONDS);
      const batch = new LiveBatch(count, side.chats);
      const { took, cpuMicros } = await relayPaced(side.system, world, batch, settings.pacedRate);
      side.took.push(...took);
      side.pacedCpu.push(cpuMicros);
      say(`live at ${settings.pacedRate}/s, ${side.system.name}: p99 ${quantile(took, 0.99).toFixed(2)} ms`);
    }
  }
}

function summary({ rounds, took, pacedCpu }) {
  const rates = rounds.map((round) => round.perSecond);
  return {
    flatOut: mediansOf(rounds),
    range: [Math.min(...rates), Math.max(...rates)],
    paced: {
      p50: quantile(took, 0.5),
      p99: quantile(took, 0.99),
      p999: quantile(took, 0.999),
      cpuMicros: quantile(pacedCpu, 0.5),
    },
  };
}
