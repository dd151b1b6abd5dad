import { CHANNELS, CONNECTIONS, settings } from '../settings.js';
import { table } from './table.js';
import * as sections from './sections.js';
import * as live from './live-sections.js';

/// docs/benchmarks.md: what was measured, under which conditions, in words for a reader who was not
/// there.
export function writeReport(machine, figures) {
  return [
    introduction(machine),
    figures.relay && sections.callbacks(figures.relay),
    figures.journalCost && sections.journalCost(figures.journalCost),
    figures.relay && sections.roundTrips(figures.relay),
    figures.crash && sections.crash(figures.crash),
    figures.hungChannel && sections.hungChannel(figures.hungChannel),
    figures.start && sections.start(figures.start, figures.relay),
    figures.growth && sections.growth(figures.growth),
    figures.live && live.live(figures.live),
    figures.liveCost && live.liveCost(figures.liveCost),
    figures.idle && live.idle(figures.idle),
    figures.storm && live.storm(figures.storm),
  ]
    .filter(Boolean)
    .join('\n');
}

function introduction(machine) {
  return `# Benchmarks

Written by \`make bench\`; run it to get the figures of your machine. Everything runs in one go on one
machine over loopback: the hub with production defaults (as \`make run\` starts it, embedded store, every commit
synced to the disk, callbacks proven by response token, callers by access token), a peer, and around
them a load generator, a channel server and a sessions server, which share one lean Node process.

The peer is the relay one writes in an afternoon (\`bench/peer/relay.js\`): Express 5 in production mode,
undici with keep-alive pools, channels and sessions in a map. It forwards at once, answers when the
forwarding is done, and stores, signs and checks nothing: what it holds when it dies is lost.

Hub and peer take turns: ${settings.warmUpRounds} rounds each to warm up, then ${settings.rounds} measured rounds each. A round is
${settings.roundMessages} messages and their ${settings.roundMessages} answers over ${CONNECTIONS} keep-alive connections and ${CHANNELS} channels, in
closed loop. Unless a table says otherwise, a figure is the median over the rounds of that round's
throughput, median or p99. CPU is user and system time of the server process, all threads.

${table(
    ['', ''],
    [
      ['Date', machine.date],
      ['Machine', `${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, shared with the load generator`],
      ['Java', machine.java],
      ['Node', machine.node],
      ['fdatasync of 4 KiB', `median ${machine.fsync.median.toFixed(0)} µs, p99 ${machine.fsync.p99.toFixed(0)} µs`],
      ['Load average before', machine.load],
    ],
  )}`;
}
