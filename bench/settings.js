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

export const settings = {
  repository: path.dirname(here),
  jar: path.join(path.dirname(here), 'bootstrap/target/switchboard.jar'),
  peer: path.join(here, 'peer/relay.js'),
  java: process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java',

  /// Which scenarios run; with any left out, docs/benchmarks.md stays as it is.
  only: process.env.BENCH_ONLY?.split(','),
  rounds: count('BENCH_ROUNDS', 5),
  /// Enough for the JVM's compilers to come to rest: a hub runs for days, and is measured as it runs.
  warmUpRounds: count('BENCH_WARM_UP_ROUNDS', 9),
  roundMessages: count('BENCH_ROUND_MESSAGES', 10_240),
  pacedRate: count('BENCH_PACED_RATE', 1_000),
  pacedSeconds: count('BENCH_PACED_SECONDS', 4),
  backlog: count('BENCH_BACKLOG', 5_000),
  crashes: count('BENCH_CRASHES', 2),
  starts: count('BENCH_STARTS', 2),
  hungRate: count('BENCH_HUNG_RATE', 300),
  hungSeconds: count('BENCH_HUNG_SECONDS', 12),
  hungPairs: count('BENCH_HUNG_PAIRS', 2),

  /// How many messages the journal holds when memory and history reads are measured.
  messages: count('BENCH_MESSAGES', 200_000),

  /// The whole run ends after this, whatever hangs.
  deadlineSeconds: count('BENCH_DEADLINE_SECONDS', 1_500),
};
