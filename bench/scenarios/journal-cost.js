import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { answerMessages, answerMessagesPaced, registerChannels, sendMessages } from '../load/exchanges.js';
import { SystemCalls } from '../measure/system-calls.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

/// Figure 1, its price on the disk: the system calls of a hub of its own. Null where they cannot be
/// counted.
export async function measureJournalCost(world) {
  if (!SystemCalls.possible()) {
    say('journal cost: left out, as strace is missing or may not trace');
    return null;
  }
  const calls = new SystemCalls();
  const hub = await new Hub(world).start({ command: calls.command });
  await registerChannels(hub, world);
  await answerMessages(hub, world, await sent(hub, world, Batch.ofMessages(settings.roundMessages)));

  const batch = await sent(hub, world, Batch.ofMessages(settings.roundMessages));
  const flatOut = await calls.perMessage(batch.count, () => answerMessages(hub, world, batch));

  const pacedCount = settings.pacedRate * settings.pacedSeconds;
  const pacedBatch = await sent(hub, world, Batch.ofSessions(pacedCount));
  const paced = await calls.perMessage(pacedBatch.count, () =>
    answerMessagesPaced(hub, world, pacedBatch, settings.pacedRate),
  );
  say(`journal cost: ${flatOut.syncs.toFixed(2)} fsyncs and ${flatOut.writes.toFixed(2)} writes a message`);
  await hub.stop();
  return { flatOut, paced };
}

async function sent(hub, world, batch) {
  await sendMessages(hub, world, batch);
  return batch;
}
