import { settings } from '../settings.js';
import { hundredths, mebibytes, millis, ratio, seconds, table, whole } from './table.js';

export function callbacks({ peer, hub, doubled, outOfOrder }) {
  const rows = comparison(peer, hub, [
    ['at the sessions server, per second', (system) => system.answers.perSecond, whole],
    ['… slowest and fastest round', (system) => system.range.answers, wholes],
    ['callbacks answered per second', (system) => system.answers.answeredPerSecond, whole],
    ['callback answered, median', (system) => system.answers.p50, millis],
    ['callback answered, p99', (system) => system.answers.p99, millis],
    ['CPU per callback', (system) => system.answers.cpuMicros, micros],
    ['written to the disk per callback', (system) => system.answers.writtenBytes, bytes],
    [`at ${settings.pacedRate}/s: callback answered, median`, (system) => system.paced.p50, millis],
    [`at ${settings.pacedRate}/s: callback answered, p99`, (system) => system.paced.p99, millis],
    [`at ${settings.pacedRate}/s: at the sessions server, median`, (system) => system.paced.relayedP50, millis],
    [`at ${settings.pacedRate}/s: at the sessions server, p99`, (system) => system.paced.relayedP99, millis],
    [`at ${settings.pacedRate}/s: CPU per callback`, (system) => system.paced.cpuMicros, micros],
  ]);
  return `
## 1. Callback, journaled, forwarded to the sessions server

\`POST /webhook-response\`. The hub answers when the callback is in the journal and then forwards it; the
peer forwards and then answers. Throughput counts what arrived at the sessions server. Each callback
carries a response token of its own, as in production. Doubled at the sessions server: ${doubled};
overtaken within a session: ${outOfOrder}.

${rows}`;
}

export function journalCost({ flatOut, paced }) {
  return `
The price of the promise on the disk, counted with strace on a hub of its own (it slows only the
counted calls):

${table(
    ['per callback', 'in closed loop', `at ${settings.pacedRate}/s`],
    [
      ['fsync and fdatasync', hundredths(flatOut.syncs), hundredths(paced.syncs)],
      ['pwrite64', hundredths(flatOut.writes), hundredths(paced.writes)],
    ],
  )}`;
}

export function roundTrips({ peer, hub }) {
  const rows = comparison(peer, hub, [
    ['round trips per second', (system) => system.messages.perSecond, whole],
    ['… slowest and fastest round', (system) => system.range.messages, wholes],
    ['round trip, median', (system) => system.messages.p50, millis],
    ['round trip, p99', (system) => system.messages.p99, millis],
    ['CPU per message', (system) => system.messages.cpuMicros, micros],
    ['answered otherwise than with 200', (system) => system.messages.not200, whole],
  ]);
  return `
## 2. Message to a channel and back

\`POST /channel/message\`, answered with the channel's JSON. The hub checks the caller's token, journals
the message, signs the call, and records the outcome; the peer passes it on.

${rows}`;
}

export function crash({ ready, all, worst, lost, doubled }) {
  return `
## 3. kill -9 with ${whole(settings.backlog)} undelivered callbacks

The sessions server is away; callbacks of ${whole(settings.backlog)} sessions are acknowledged; the hub is killed with SIGKILL;
the sessions server comes back and the hub starts again. Times are from the start of the process,
over ${settings.crashes} runs.

${table(
    ['', ''],
    [
      ['ready, median', seconds(ready)],
      ['all delivered, median', seconds(all)],
      ['all delivered, slowest', seconds(worst)],
      ['lost', whole(lost)],
      ['doubled', whole(doubled)],
    ],
  )}`;
}

export function hungChannel({ healthy, hung }) {
  const row = (name, field, form) => [name, form(healthy[field]), form(hung[field])];
  return `
## 4. One hung channel among ten

${whole(settings.hungRate)} messages a second to ten channels for ${settings.hungSeconds} s; then the same with the tenth accepting
every call and never answering; ${settings.hungPairs} times in turn. The round trips of the other nine:

${table(
    ['', 'all ten answer', 'the tenth hangs'],
    [
      row('median', 'p50', millis),
      row('p99', 'p99', millis),
      row('slowest', 'worst', millis),
      row('answered otherwise than with 200', 'not200', whole),
    ],
  )}`;
}

export function start(variants, relay) {
  const rows = variants.map(({ name, seconds: took, residentMiB }) => [
    name,
    seconds(took),
    mebibytes(residentMiB),
  ]);
  const peer = relay ? `The peer holds ${mebibytes(relay.peer.startMiB)} after its start.` : '';
  return `
## 5. Start and memory

From the start of the process until the first answer is at the sessions server: a message is sent as
soon as the hub takes it, and its channel answers at once. Medians of ${settings.starts} starts; resident memory 1 s
later. \`make run\` starts the unpacked jar with smaller object headers and an AOT cache. ${peer}

${table(['', 'first relayed message', 'memory'], rows)}`;
}

export function growth({ fewMessages, messages, residentMiB, reads }) {
  const rows = Object.entries(reads).map(([name, { few, many }]) => [
    name,
    `${millis(few.p50)} / ${millis(few.p99)}`,
    `${millis(many.p50)} / ${millis(many.p99)}`,
  ]);
  return `
After ${whole(messages)} journaled messages, relayed as fast as they came, the hub holds ${mebibytes(residentMiB)}
(no limit set, so the heap is free to grow to a quarter of the machine's memory).

History reads by an admin, median / p99, two hubs taking turns:

${table(['', `${whole(fewMessages)} messages stored`, `${whole(messages)} messages stored`], rows)}`;
}

export function comparison(peer, hub, lines) {
  const rows = lines.map(([name, figure, form]) => {
    const [ofPeer, ofHub] = [figure(peer), figure(hub)];
    const both = typeof ofPeer === 'number' && ofPeer > 0 ? ratio(ofHub, ofPeer) : '';
    return [name, form(ofPeer), form(ofHub), both];
  });
  return table(['', 'peer', 'hub', 'hub ÷ peer'], rows);
}

export const micros = (number) => `${whole(number)} µs`;
export const bytes = (number) => `${whole(number)} B`;
export const wholes = ([least, most]) => `${whole(least)} – ${whole(most)}`;
