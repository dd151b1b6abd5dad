import { settings } from '../settings.js';
import { Batch } from '../load/batch.js';
import { answerMessages, answerMessagesPaced, registerChannels, sendMessages } from '../load/exchanges.js';
import { residentMiB } from '../measure/process-figures.js';
import { mediansOf } from '../measure/quantile.js';
import { say } from '../say.js';

/// Figures 1 and 2: the hub beside the peer, both up all the time, taking turns.
export async function measureRelay(world, peer, hub) {
  const systems = [peer, hub];
  const startMiB = systems.map((system) => residentMiB(system.pid));
  for (const system of systems) {
    await registerChannels(system, world);
  }
  for (let round = 1; round <= settings.warmUpRounds; round++) {
    say(`relay: warm-up round ${round} of ${settings.warmUpRounds}`);
    for (const system of systems) {
      await runRound(system, world);
    }
  }
  const rounds = [[], []];
  for (let round = 1; round <= settings.rounds; round++) {
    for (const [index, system] of systems.entries()) {
      const figures = await runRound(system, world);
      rounds[index].push(figures);
      say(
        `relay: round ${round} of ${settings.rounds}, ${system.name}: ` +
          `${figures.answers.perSecond.toFixed(0)} answers/s, ` +
          `${figures.messages.perSecond.toFixed(0)} messages/s`,
      );
    }
  }
  return {
    peer: summary(rounds[0], startMiB[0]),
    hub: summary(rounds[1], startMiB[1]),
    doubled: world.sessions.doubled,
    outOfOrder: world.sessions.outOfOrder,
  };
}

async function runRound(system, world) {
  const batch = Batch.ofMessages(settings.roundMessages);
  const messages = await sendMessages(system, world, batch);
  const answers = await answerMessages(system, world, batch);
  const pacedBatch = Batch.ofSessions(settings.pacedRate * settings.pacedSeconds);
  await sendMessages(system, world, pacedBatch);
  const paced = await answerMessagesPaced(system, world, pacedBatch, settings.pacedRate);
  return { messages, answers, paced };
}

function summary(rounds, startMiB) {
  const rates = (kind) => rounds.map((round) => round[kind].perSecond);
  return {
    messages: mediansOf(rounds.map((round) => round.messages)),
    answers: mediansOf(rounds.map((round) => round.answers)),
    paced: mediansOf(rounds.map((round) => round.paced)),
    range: { messages: range(rates('messages')), answers: range(rates('answers')) },
    startMiB,
  };
}

const range = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
