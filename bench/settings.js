import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const count = (name, standard) => Number(process.env[name] ?? standard);

/// How many connections the load comes from; sessions are spread evenly over them.
export const CONNECTIONS = 64;

/// How many messages and answers each session of a batch has: both together are its history.
export const MESSAGES_PER_SESSION = 5;

/// Channels per system: a channel takes 16 calls at a time, so several carry the load.
export const CHANNELS = 8;

/// Live clients that updates go to, the keep-alive connections their webhooks come over (a divisor of
/// the clients, so that no conversation has two under way), and the size of a webhook.
export const LIVE_CLIENTS = 500;
export const LIVE_CONNECTIONS = 50;
export const LIVE_BYTES = 600;

/// Proves the bot's webhooks.
export const WEBHOOK_BEARER = 'only-for-this-benchmark-run';

export const settings = {
  repository: path.dirname(here),
  jar: path.join(path.dirname(here), 'bootstrap/target/switchboard.jar'),
  /// What scripts/run.sh made of it, and runs.
  ready: {
    jar: path.join(path.dirname(here), 'bootstrap/target/ready/app/switchboard.jar'),
    cache: path.join(path.dirname(here), 'bootstrap/target/ready/hub.aot'),
  },
  peer: path.join(here, 'peer/relay.js'),
  livePeer: path.join(here, 'peer/live-relay.js'),
  withoutJournal: path.join(here, 'hub-without-journal'),
  java: process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java',

  /// Which scenarios run; with any left out, docs/benchmarks.md stays as it is.
  only: process.env.BENCH_ONLY?.split(','),
  rounds: count('BENCH_ROUNDS', 5),
  /// Enough for the JVM's compilers to come to rest: a hub runs for days, and is measured as it runs.
  warmUpRounds: count('BENCH_WARM_UP_ROUNDS', 9),
  roundMessages: count('BENCH_ROUND_MESSAGES', 10_240),
  pacedRate: count('BENCH_PACED_RATE', 1_000),
  pacedSeconds: count('BENCH_PACED_SECONDS', 4),
  liveRounds: count('BENCH_LIVE_ROUNDS', 7),
  liveRoundMessages: count('BENCH_LIVE_ROUND_MESSAGES', 10_000),
  /// How long live messages come at the fixed rate, in turns.
  liveSeconds: count('BENCH_SECONDS', 60),
  idleClients: count('BENCH_IDLE_CLIENTS', 10_000),
  waves: count('BENCH_WAVES', 100),
  waveClients: count('BENCH_WAVE_CLIENTS', 1_000),
  stormClients: count('BENCH_STORM_CLIENTS', 3_000),
  storms: count('BENCH_STORMS', 2),
  backlog: count('BENCH_BACKLOG', 5_000),
  crashes: count('BENCH_CRASHES', 2),
  starts: count('BENCH_STARTS', 2),
  hungRate: count('BENCH_HUNG_RATE', 300),
  hungSeconds: count('BENCH_HUNG_SECONDS', 12),
  hungPairs: count('BENCH_HUNG_PAIRS', 2),

  /// How many messages the journal holds when memory and history reads are measured.
  messages: count('BENCH_MESSAGES', 200_000),

  /// The whole run ends after this, whatever hangs.
  deadlineSeconds: count('BENCH_DEADLINE_SECONDS', 2_700),
};
