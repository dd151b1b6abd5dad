import { CHANNELS, settings } from '../settings.js';
import { usage } from '../measure/process-figures.js';
import { freePort } from '../systems/children.js';
import { Generator } from '../systems/generator.js';
import { Hub } from '../systems/hub.js';
import { Peer } from '../systems/peer.js';
import { say } from '../say.js';

/// Messages to channels and back, and the channels' answers to the sessions server, on both systems in
/// turns. Each system has channel and sessions servers of its own.
export async function measureExchange() {
  const sides = [
    await open((world) => new Peer(settings.peers.relay, world)),
    await open((world) => new Hub(world)),
  ];
  const rounds = { send: { peer: [], hub: [] }, answer: { peer: [], hub: [] } };
  for (let round = -settings.exchangeWarmUpRounds; round < settings.exchangeRounds; round++) {
    for (const side of round % 2 ? sides : sides.toReversed()) {
      for (const command of [`send ${settings.exchangeMessages}`, 'answer']) {
        const figures = await measured(side, command);
        const [kind] = command.split(' ');
        if (round >= 0) rounds[kind][side.system.name].push(figures);
        say(`exchange: round ${round + 1}, ${kind}, ${side.system.name}: ${figures.perSecond.toFixed(0)}/s`);
      }
    }
  }
  for (const { system, generator } of sides) {
    await generator.end();
    await system.stop();
  }
  return rounds;
}

async function measured({ system, generator }, command) {
  const before = usage(system.pid).writtenBytes;
  const figures = await generator.ask(command);
  figures.written = (usage(system.pid).writtenBytes - before) / settings.exchangeMessages;
  return figures;
}

/// A system with its channels registered and a load generator around it.
export async function open(make) {
  const ports = { channel: await freePort(), sessions: await freePort() };
  const system = await make({ sessions: { url: `http://127.0.0.1:${ports.sessions}` } }).start();
  for (let i = 0; i < CHANNELS; i++) {
    await system.register(`bench-${i}`, `http://127.0.0.1:${ports.channel}/incoming`);
  }
  const generator = new Generator('exchange', {
    port: system.port,
    pid: system.pid,
    token: system.token,
    'response-url': system.responseUrl ?? '',
    'channel-port': ports.channel,
    'sessions-port': ports.sessions,
  });
  return { system, generator };
}
