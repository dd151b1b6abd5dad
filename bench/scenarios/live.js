import { CUSTOMERS, POSTERS, POSTERS_AT_A_RATE, RATES, settings, WEBHOOK_BEARER } from '../settings.js';
import { undisturbed } from '../measure/others.js';
import { usage } from '../measure/process-figures.js';
import { Generator } from '../systems/generator.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { say } from '../say.js';

const LOADS = [
  { name: 'closed', options: { posters: POSTERS } },
  ...RATES.map((rate) => ({ name: rate, options: { posters: POSTERS_AT_A_RATE, rate } })),
];

/// Webhooks of a bot that are pushed to customers and acknowledged by them, on a Node relay that stores
/// nothing, one that journals, and the hub in turns: in closed loop and at fixed rates.
///
/// @returns for each load the rounds of each system
export async function measureLive() {
  const systems = [
    await new Peer(settings.peers.live).start(),
    await new Peer(settings.peers.journaling, {}, 'journaling').start(),
    await new Hub().start(),
  ];
  for (const system of systems) {
    await relay(system, { posters: POSTERS, seconds: settings.warmUpSeconds });
  }
  const rounds = Object.fromEntries(LOADS.map(({ name }) => [name, { peer: [], journaling: [], hub: [] }]));
  for (let round = 0; round < settings.rounds; round++) {
    for (const load of LOADS) {
      for (const system of round % 2 ? systems : systems.toReversed()) {
        const figures = await undisturbed(() => measured(system, load));
        rounds[load.name][system.name].push(figures);
        say(
          `live: round ${round + 1} of ${settings.rounds}, ${load.name}, ${system.name}: ` +
            `${figures.perSecond.toFixed(0)}/s, p99 ${figures.p99.toFixed(0)} µs, ${figures.cpu.toFixed(0)} µs of CPU`,
        );
      }
    }
  }
  for (const system of systems) await system.stop();
  return rounds;
}

async function measured(system, load) {
  const before = usage(system.pid).writtenBytes;
  const figures = await relay(system, { ...load.options, seconds: settings.roundSeconds });
  return { ...figures, written: (usage(system.pid).writtenBytes - before) / figures.sent };
}

async function relay(system, options) {
  const figures = await Generator.run('relay', {
    port: system.port,
    pid: system.pid,
    token: WEBHOOK_BEARER,
    customers: CUSTOMERS,
    ...options,
  });
  for (const wrong of ['refused', 'lost', 'doubled', 'misrouted', 'unknown', 'lostSockets', 'reconnects']) {
    if (figures[wrong]) say(`live: ${system.name}: ${figures[wrong]} ${wrong}`);
  }
  return figures;
}
