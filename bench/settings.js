import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const repository = path.dirname(here);
const quick = Boolean(process.env.QUICK);
/// The version that package.json names, where npm could install it; else the one that runs this.
const installedNode = path.join(here, 'node_modules/.bin/node');
const count = (name, standard, whenQuick) => Number(process.env[name] ?? (quick ? whenQuick : standard));

/// Live customers and the connections their webhooks come over, in closed loop and at a fixed rate.
export const CUSTOMERS = 500;
export const POSTERS = 32;
export const POSTERS_AT_A_RATE = 128;
export const RATES = [1_000, 4_000];

/// Channels of each system: a channel takes 16 calls at a time, so several carry the load.
export const CHANNELS = 8;

/// What else the machine may do meanwhile, in cores; a round that had less to itself is run again.
export const QUIET = { foreignCores: 0.3, tries: 3 };
/// Where milliseconds are asked. The kernel's own work for the scenario is up to a tenth of a core.
export const VERY_QUIET = { foreignCores: 0.12, tries: 20 };

/// Proves the bot's webhooks.
export const WEBHOOK_BEARER = 'only-for-this-benchmark-run';

export const settings = {
  quick,
  repository,
  jar: path.join(repository, 'bootstrap/target/switchboard.jar'),
  runScript: path.join(repository, 'bin/switchboard'),
  generator: path.join(here, 'target/generator'),
  report: path.join(repository, 'docs/benchmarks.md'),
  java: process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin/java') : 'java',
  node: fs.existsSync(installedNode) ? installedNode : process.execPath,
  peers: {
    relay: path.join(here, 'peer/relay.js'),
    live: path.join(here, 'peer/live-relay.js'),
    journaling: path.join(here, 'peer/journaling-relay.js'),
    presence: path.join(here, 'peer/presence-relay.js'),
  },

  /// Which scenarios run; with any left out, docs/benchmarks.md stays as it is.
  only: process.env.BENCH_ONLY?.split(','),
  rounds: count('BENCH_ROUNDS', 7, 2),
  roundSeconds: count('BENCH_ROUND_SECONDS', 5, 2),
  /// Enough for the compilers of both sides to come to rest: a hub runs for days, and is measured as it runs.
  warmUpSeconds: count('BENCH_WARM_UP_SECONDS', 30, 5),
  exchangeRounds: count('BENCH_EXCHANGE_ROUNDS', 5, 2),
  exchangeWarmUpRounds: count('BENCH_EXCHANGE_WARM_UP_ROUNDS', 9, 1),
  exchangeMessages: count('BENCH_EXCHANGE_MESSAGES', 10_240, 5_120),
  idleCustomers: count('BENCH_IDLE_CUSTOMERS', 10_000, 2_000),
  backlogs: (process.env.BENCH_BACKLOGS ?? (quick ? '5000' : '5000,100000')).split(',').map(Number),
  starts: count('BENCH_STARTS', 5, 2),
  messages: count('BENCH_MESSAGES', 1_000_000, 30_000),
  stormClients: count('BENCH_STORM_CLIENTS', 3_000, 500),
  storms: count('BENCH_STORMS', 2, 1),
  hungRate: count('BENCH_HUNG_RATE', 300, 300),
  hungSeconds: count('BENCH_HUNG_SECONDS', 12, 3),
  hungPairs: count('BENCH_HUNG_PAIRS', 2, 1),

  /// Watchers of presence, each of a group of 200, and changes a second.
  watchers: count('BENCH_WATCHERS', 2_000, 400),
  presenceRates: (process.env.BENCH_PRESENCE_RATES ?? '100,500').split(',').map(Number),
  presenceRounds: count('BENCH_PRESENCE_ROUNDS', 3, 1),
  idleWatchers: count('BENCH_IDLE_WATCHERS', 10_000, 2_000),
  presenceWaves: count('BENCH_PRESENCE_WAVES', 100, 8),
  stormWatchers: count('BENCH_STORM_WATCHERS', 5_000, 1_000),
  slowSeconds: count('BENCH_SLOW_SECONDS', 25, 5),

  /// Chats at a desk: those that messages go to, those that are only there, and those of a crash.
  deskChats: count('BENCH_DESK_CHATS', 500, 100),
  deskMessages: count('BENCH_DESK_MESSAGES', 10_000, 2_000),
  deskWarmUpRounds: count('BENCH_DESK_WARM_UP_ROUNDS', 5, 1),
  deskRounds: count('BENCH_DESK_ROUNDS', 3, 1),
  /// At a fixed rate the compilers of the hub take longer to come to rest.
  consoleWarmUpRounds: count('BENCH_CONSOLE_WARM_UP_ROUNDS', 18, 1),
  liveChats: count('BENCH_LIVE_CHATS', 2_000, 200),
  chatRounds: count('BENCH_CHAT_ROUNDS', 3, 1),
  agents: count('BENCH_AGENTS', 500, 50),
  crashChats: count('BENCH_CRASH_CHATS', 1_000, 200),
  deskCrashes: count('BENCH_DESK_CRASHES', 5, 1),

  /// The whole run ends after this, whatever hangs.
  deadlineSeconds: count('BENCH_DEADLINE_SECONDS', 5_400, 1_500),
};
