import { LIVE_CLIENTS, settings } from '../settings.js';
import { conversations, LiveBatch } from '../load/live-batch.js';
import { relay, relayPaced } from '../load/live-exchanges.js';
import { SystemCalls } from '../measure/system-calls.js';
import { Hub } from '../systems/hub.js';
import { gather } from '../sockets/crowd.js';
import { say } from '../say.js';

/// Figure 6, its price on the disk: the system calls of a hub of its own. Null where they cannot be
/// counted.
export async function measureLiveCost(world) {
  if (!SystemCalls.possible()) {
    say('live cost: left out, as strace is missing or may not trace');
    return null;
  }
  const calls = new SystemCalls();
  const hub = await new Hub(world).start({ command: calls.command });
  const chats = conversations(LIVE_CLIENTS);
  await gather(hub, chats, world.inbox.take);
  const batch = () => new LiveBatch(settings.liveRoundMessages, chats);
  await relay(hub, world, batch());

  const flatOut = await calls.perMessage(settings.liveRoundMessages, () => relay(hub, world, batch()));

  const count = settings.pacedRate * settings.pacedSeconds;
  const paced = await calls.perMessage(count, () =>
    relayPaced(hub, world, new LiveBatch(count, chats), settings.pacedRate),
  );
  say(`live cost: ${flatOut.syncs.toFixed(2)} fsyncs and ${flatOut.writes.toFixed(2)} writes an update`);
  await hub.stop();
  return { flatOut, paced };
}
