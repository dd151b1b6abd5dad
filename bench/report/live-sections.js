import { LIVE_BYTES, LIVE_CLIENTS, LIVE_CONNECTIONS, settings } from '../settings.js';
import { comparison, bytes, micros, wholes } from './sections.js';
import { hundredths, kibibytes, mebibytes, millis, ratio, seconds, table, whole } from './table.js';

export function live({ peer, hub, unjournaled, doubled, outOfOrder }) {
  const rate = `at ${settings.pacedRate}/s for ${settings.liveSeconds} s`;
  const rows = comparison(peer, hub, [
    ['acknowledged by the client, per second', (system) => system.flatOut.perSecond, whole],
    ['… slowest and fastest round', (system) => system.range, wholes],
    ['webhook sent until acknowledged, median', (system) => system.flatOut.p50, millis],
    ['webhook sent until acknowledged, p99', (system) => system.flatOut.p99, millis],
    ['CPU per update', (system) => system.flatOut.cpuMicros, micros],
    ['written to the disk per update', (system) => system.flatOut.writtenBytes, bytes],
    [`${rate}: webhook sent until at the client, median`, (system) => system.paced.p50, millis],
    [`${rate}: … p99`, (system) => system.paced.p99, millis],
    [`${rate}: … p99.9`, (system) => system.paced.p999, millis],
    [`${rate}: CPU per update`, (system) => system.paced.cpuMicros, micros],
  ]);
  return `
## 6. Webhook of a bot, journaled, pushed to the browser, acknowledged

\`POST /webhook/netomi\` with a body of ${LIVE_BYTES} bytes, pushed as \`webhook_update\` to the one client of its
conversation. ${LIVE_CLIENTS} clients over WebSocket, ${LIVE_CONNECTIONS} keep-alive connections in closed loop: the next webhook
is sent when the one before is answered and its client has acknowledged the update. Rounds of
${whole(settings.liveRoundMessages)} updates, ${settings.warmUpRounds} to warm up and ${settings.liveRounds} measured, in turns. The peer (\`bench/peer/live-relay.js\`) is Express 5
with Socket.IO 4: it emits with an acknowledgement, keeps conversations in memory and stores nothing.
Doubled at the clients: ${doubled}; overtaken within a conversation, in closed loop: ${outOfOrder}.

${rows}

What the journal costs: the same hub, the same rounds, with a journal that only counts
(\`bench/hub-without-journal\`, in front of the class path):

${table(
    ['', 'without journal', 'with journal', 'with ÷ without'],
    [
      cost('updates per second', unjournaled, hub, (system) => system.flatOut.perSecond, whole),
      cost('webhook sent until acknowledged, median', unjournaled, hub, (system) => system.flatOut.p50, millis),
      cost('CPU per update', unjournaled, hub, (system) => system.flatOut.cpuMicros, micros),
    ],
  )}`;
}

function cost(name, without, withIt, figure, form) {
  return [name, form(figure(without)), form(figure(withIt)), ratio(figure(withIt), figure(without))];
}

export function liveCost({ flatOut, paced }) {
  return `
Calls to the disk, counted as in section 1:

${table(
    ['per update', 'in closed loop', `at ${settings.pacedRate}/s`],
    [
      ['fsync and fdatasync', hundredths(flatOut.syncs), hundredths(paced.syncs)],
      ['pwrite64', hundredths(flatOut.writes), hundredths(paced.writes)],
    ],
  )}`;
}

export function idle({ peer, hub, waves }) {
  const row = (name, figure, form) => [name, form(figure(peer)), form(figure(hub))];
  return `
## 7. Connections that say nothing

${whole(settings.idleClients)} clients over WebSocket, each bound to a conversation of its own. Another ${whole(settings.waveClients)} came and went
before. Memory is read 5 s later, of the hub right after a full collection.

${table(
    ['', 'peer', 'hub'],
    [
      row('resident memory per connection', (system) => system.residentPerClient, kibibytes),
      ['live heap per connection', '', kibibytes(hub.heapPerClient)],
      row('resident memory before', (system) => system.before.residentMiB, mebibytes),
      row('… with all connections', (system) => system.full.residentMiB, mebibytes),
      row('… when all are gone', (system) => system.after.residentMiB, mebibytes),
    ],
  )}

Then ${whole(settings.waves)} waves of ${whole(settings.waveClients)} clients that connect and go:

${table(
    ['after waves', 'resident memory', 'live heap'],
    waves.map(({ wave, residentMiB, heapBytes }) => [
      whole(wave),
      mebibytes(residentMiB),
      `${(heapBytes / 2 ** 20).toFixed(1)} MiB`,
    ]),
  )}`;
}

export function storm({ resumed, letInSeconds, allSeconds, cpuSeconds, before, during }) {
  return `
## 8. ${whole(settings.stormClients)} clients come back within two seconds

Each had acknowledged two updates, lost its connection, and missed three. Half continue their session
(\`pid\`), half are reloaded pages with a cursor. Meanwhile 100 webhooks a second go to others, from
sending the webhook until at the client. Medians of ${settings.storms} storms.

${table(
    ['', ''],
    [
      ['resumed', `${whole(resumed)} of ${whole(settings.stormClients)}`],
      ['all let in after', seconds(letInSeconds)],
      ['all had what they missed after', seconds(allSeconds)],
      ['CPU of the hub, the others included', seconds(cpuSeconds)],
      ['the others before: median / p99', `${millis(before.p50)} / ${millis(before.p99)}`],
      ['the others meanwhile: median / p99', `${millis(during.p50)} / ${millis(during.p99)}`],
      ['the others meanwhile: slowest', millis(during.worst)],
    ],
  )}`;
}
