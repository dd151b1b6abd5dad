import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { answerMessages, answerMessagesPaced, registerChannels, sendMessages } from '../load/exchanges.js';
import { temporaryDirectory } from '../systems/children.js';
import { Hub } from '../systems/hub.js';
import { say } from '../say.js';

/// Figure 1, its price on the disk: the system calls of a hub of its own under strace, which looks at
/// nothing but these calls. Null where strace is missing or not allowed to look.
export async function measureJournalCost(world) {
  if (spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true']).status !== 0) {
    say('journal cost: left out, as strace is missing or may not trace');
    return null;
  }
  const record = path.join(temporaryDirectory('strace'), 'calls');
  const strace = ['strace', '-D', '-f', '--seccomp-bpf', '-e', 'trace=fsync,fdatasync,pwrite64', '-o', record];
  const hub = await new Hub(world).start({ command: strace });
  await registerChannels(hub, world);
  await answerMessages(hub, world, await sent(hub, world, Batch.ofMessages(settings.roundMessages)));

  const batch = await sent(hub, world, Batch.ofMessages(settings.roundMessages));
  const flatOut = await callsPerMessage(record, batch, () => answerMessages(hub, world, batch));

  const pacedCount = settings.pacedRate * settings.pacedSeconds;
  const pacedBatch = await sent(hub, world, Batch.ofSessions(pacedCount));
  const paced = await callsPerMessage(record, pacedBatch, () =>
    answerMessagesPaced(hub, world, pacedBatch, settings.pacedRate),
  );
  say(`journal cost: ${flatOut.syncs.toFixed(2)} fsyncs and ${flatOut.writes.toFixed(2)} writes a message`);
  await hub.stop();
  return { flatOut, paced };
}

async function callsPerMessage(record, batch, answer) {
  const before = calls(record);
  await answer();
  const after = calls(record);
  return {
    syncs: (after.syncs - before.syncs) / batch.count,
    writes: (after.writes - before.writes) / batch.count,
  };
}

/// A call that another thread interrupted fills two lines; the second has no opening parenthesis.
function calls(record) {
  const lines = fs.readFileSync(record, 'latin1');
  return {
    syncs: (lines.match(/ f(data)?sync\(/g) ?? []).length,
    writes: (lines.match(/ pwrite64\(/g) ?? []).length,
  };
}

async function sent(hub, world, batch) {
  await sendMessages(hub, world, batch);
  return batch;
}
