// A section of docs/benchmarks.md for each scenario, by its name.
import { RATES, settings, VERY_QUIET } from '../settings.js';
import { isDisturbed } from '../measure/others.js';
import { median, ratioOf } from '../measure/quantile.js';
import { hundredths, kibibytes, mebibytes, micros, millis, seconds, table, whole } from './table.js';

const HEADS = ['', 'Node', 'hub', 'hub ÷ Node'];

/// A line of the medians of both systems, and the median of the ratios of the same rounds.
function compared(title, { peer, hub }, field, format) {
  const middle = (rounds) => format(median(rounds.map((round) => round[field])));
  return [title, middle(peer), middle(hub), `**${hundredths(ratioOf(peer, hub, field))}x**`];
}

function spread({ peer, hub }, field, format) {
  const range = (rounds) => {
    const values = rounds.map((round) => round[field]);
    return `${format(Math.min(...values))} – ${format(Math.max(...values))}`;
  };
  return ['… lowest and highest round', range(peer), range(hub), ''];
}

const ofHub = (title, rounds, field, format) => [
  title,
  '',
  format(median(rounds.hub.map((round) => round[field]))),
  '',
];

const generatorOf = ({ peer, hub }) => [
  'the load generator, in cores',
  ...[peer, hub].map((rounds) => hundredths(median(rounds.map((round) => round.generatorCores)))),
  '',
];

export function live(rounds) {
  const { closed } = rounds;
  const atRates = RATES.flatMap((rate) => [
    compared(`at ${whole(rate)}/s: until at the client, median`, rounds[rate], 'p50', micros),
    compared(`at ${whole(rate)}/s: … p99`, rounds[rate], 'p99', micros),
    spread(rounds[rate], 'p99', micros),
    compared(`at ${whole(rate)}/s: CPU per message`, rounds[rate], 'cpu', micros),
    ofHub(`at ${whole(rate)}/s: written to the disk per message`, rounds[rate], 'written', kibibytes),
  ]);
  return `## Webhook of a bot, journaled, pushed to the client, acknowledged

${table(HEADS, [
    compared('closed loop: messages per second', closed, 'perSecond', whole),
    spread(closed, 'perSecond', whole),
    compared('closed loop: until at the client, median', closed, 'p50', micros),
    compared('closed loop: … p99', closed, 'p99', micros),
    compared('closed loop: CPU per message', closed, 'cpu', micros),
    ofHub('closed loop: written to the disk per message', closed, 'written', kibibytes),
    generatorOf(closed),
    ...atRates,
  ])}

The same rounds, beside the Node relay that journals:

${table(
    ['', 'Node with a journal', 'hub', 'hub ÷ that'],
    ['closed', ...RATES].flatMap((load) => besideAJournal(load, rounds[load])),
  )}`;
}

function besideAJournal(load, { journaling, hub }) {
  const both = { peer: journaling, hub };
  const title = load === 'closed' ? 'closed loop' : `at ${whole(load)}/s`;
  return [
    ...(load === 'closed' ? [compared(`${title}: messages per second`, both, 'perSecond', whole)] : []),
    compared(`${title}: until at the client, median`, both, 'p50', micros),
    compared(`${title}: … p99`, both, 'p99', micros),
    compared(`${title}: CPU per message`, both, 'cpu', micros),
    compared(`${title}: written to the disk per message`, both, 'written', kibibytes),
  ];
}

export function exchange({ send, answer }) {
  return `## Message to a channel and back, and its answer to the sessions server

${table(HEADS, [
    compared('channel: round trips per second', send, 'perSecond', whole),
    spread(send, 'perSecond', whole),
    compared('channel: round trip, median', send, 'p50', micros),
    compared('channel: … p99', send, 'p99', micros),
    compared('channel: CPU per message', send, 'cpu', micros),
    ofHub('channel: written to the disk per message', send, 'written', kibibytes),
    compared('callback: at the sessions server per second', answer, 'perSecond', whole),
    spread(answer, 'perSecond', whole),
    compared('callback: until at the sessions server, median', answer, 'p50', micros),
    compared('callback: … p99', answer, 'p99', micros),
    compared('callback: CPU per message', answer, 'cpu', micros),
    ofHub('callback: written to the disk per message', answer, 'written', kibibytes),
    generatorOf(answer),
  ])}`;
}

export function idle({ peer, hub }) {
  return `## ${whole(settings.idleCustomers)} connections that say nothing

${table(HEADS, [
    ['resident memory per connection', kibibytes(peer.each), kibibytes(hub.each), `**${hundredths(hub.each / peer.each)}x**`],
    ['resident memory before', mebibytes(peer.before), mebibytes(hub.before), ''],
    ['… with all connections', mebibytes(peer.full), mebibytes(hub.full), ''],
    ['connections let in per second', whole(peer.perSecond), whole(hub.perSecond), ''],
  ])}`;
}

export function start(variants) {
  return `## Start

${table(
    ['', 'first message at its client', 'slowest', 'resident two seconds later'],
    variants.map((variant) => [
      variant.name,
      seconds(variant.seconds),
      seconds(variant.slowest),
      mebibytes(variant.residentMiB),
    ]),
  )}`;
}

export function crash(runs) {
  return `## kill -9 with undelivered callbacks

${table(
    ['undelivered', 'all delivered after', 'lost', 'doubled'],
    runs.map((run) => [whole(run.backlog), seconds(run.seconds), whole(run.lost), whole(run.doubled)]),
  )}`;
}

export function hungChannel({ healthy, hung }) {
  return `## One hung channel among ten

The round trips of the other nine, at ${settings.hungRate} messages a second to all ten:

${table(
    ['', 'all ten answer', 'the tenth hangs'],
    [
      ['median', millis(healthy.p50), millis(hung.p50)],
      ['p99', millis(healthy.p99), millis(hung.p99)],
      ['slowest', millis(healthy.worst), millis(hung.worst)],
      ['answered otherwise than with 200', whole(healthy.not200), whole(hung.not200)],
    ],
  )}`;
}

export function storm({ resumed, letInSeconds, allSeconds, cpuSeconds, before, during }) {
  const both = ({ p50, p99 }) => `${millis(p50)} / ${millis(p99)}`;
  return `## ${whole(settings.stormClients)} clients come back within two seconds

${table(
    ['', ''],
    [
      ['resumed', `${whole(resumed)} of ${whole(settings.stormClients)}`],
      ['all let in after', seconds(letInSeconds)],
      ['all had what they missed after', seconds(allSeconds)],
      ['CPU of the hub, the others included', seconds(cpuSeconds)],
      ['the others before: median / p99', both(before)],
      ['the others meanwhile: median / p99', both(during)],
      ['the others meanwhile: slowest', millis(during.worst)],
    ],
  )}`;
}

export function presence(rounds) {
  const at = (rate) => [
    compared(`at ${whole(rate)}/s: changes told per second`, rounds[rate], 'seenPerSecond', whole),
    compared(`at ${whole(rate)}/s: in frames per second`, rounds[rate], 'framesPerSecond', whole),
    compared(`at ${whole(rate)}/s: until at the watcher, median`, rounds[rate], 'p50', micros),
    compared(`at ${whole(rate)}/s: … p99`, rounds[rate], 'p99', micros),
    spread(rounds[rate], 'p99', micros),
    compared(`at ${whole(rate)}/s: CPU per change told`, rounds[rate], 'cpu', micros),
    compared(`at ${whole(rate)}/s: CPU per frame`, rounds[rate], 'cpuPerFrame', micros),
    compared(`at ${whole(rate)}/s: report answered, p99`, rounds[rate], 'putP99', micros),
    ofHub(`at ${whole(rate)}/s: written to the disk per report`, rounds[rate], 'written', kibibytes),
  ];
  return `## Changes of presence, told to ${whole(settings.watchers)} watchers in groups of 200

${table(HEADS, [...Object.keys(rounds).flatMap((rate) => at(Number(rate))), generatorOf(Object.values(rounds).at(-1))])}`;
}

export function presenceIdle({ before, full, each, heapEach, perSecond, ofAWave, series }) {
  const both = ({ resident, heap }) => `${mebibytes(resident)} / ${mebibytes(heap)}`;
  return `## ${whole(settings.idleWatchers)} watchers of presence who hear nothing, with 10 subscriptions each

${table(
    ['', ''],
    [
      ['resident memory per watcher', kibibytes(each)],
      ['… of it in the Java heap', kibibytes(heapEach)],
      ['watchers let in per second', whole(perSecond)],
      ['resident / heap in use, before', both(before)],
      ['… with all watchers', both(full)],
      ...series.slice(1).map((point) => [`… after ${whole(point.waves)} waves of ${whole(ofAWave)} who go and as many who come`, both(point)]),
    ],
  )}`;
}

export function presenceStorm(storms) {
  const middle = (figure) => median(storms.map(figure));
  const worst = Math.max(...storms.map((storm) => storm.putWorst));
  return `## ${whole(settings.stormWatchers)} watchers of presence come back within two seconds

${table(
    ['', ''],
    [
      ['resumed', `${whole(Math.min(...storms.map((storm) => storm.resumed)))} of ${whole(settings.stormWatchers)}`],
      ['all resumed after', seconds(middle((storm) => storm.seconds))],
      ['who do not have the newest state then', whole(Math.max(...storms.map((storm) => storm.behind)))],
      ['CPU of the hub', seconds(middle((storm) => storm.cpuSeconds))],
      ['reports before: median / p99', `${micros(middle((it) => it.before.putP50))} / ${micros(middle((it) => it.before.putP99))}`],
      ['reports meanwhile: median / p99', `${micros(middle((it) => it.putP50))} / ${micros(middle((it) => it.putP99))}`],
      ['reports meanwhile: slowest', micros(worst)],
    ],
  )}`;
}

export function presenceSlow({ runs, stalled }) {
  const kinds = Object.values(runs);
  return `## A watcher who reads nothing, in a group of 1,000

${table(
    ['', ...Object.keys(runs)],
    [
      ['reports taken per second', ...kinds.map((run) => whole(run.perSecond))],
      ['until at the others, median', ...kinds.map((run) => micros(run.p50))],
      ['… p99', ...kinds.map((run) => micros(run.p99))],
      ['… slowest', ...kinds.map((run) => micros(run.worst))],
      ['resident before', ...kinds.map((run) => mebibytes(run.before))],
      ['resident at most', ...kinds.map((run) => mebibytes(run.most))],
      ['given up by the hub', '', stalled['given up'] ? 'yes' : 'no'],
    ],
  )}`;
}

export function desk({ desk, channel }) {
  const middle = (rounds, field) => median(rounds.map((round) => round[field]));
  const line = (title, field, format) => [
    title,
    format(middle(channel, field)),
    format(middle(desk, field)),
    `**${hundredths(ratioOf(channel, desk, field))}x**`,
  ];
  return `## A user's message in a chat, until it is at the desk

${table(
    ['', 'to a channel', 'to the desk', 'desk ÷ channel'],
    [
      line('closed loop: messages per second', 'perSecond', whole),
      line('at 500/s: until there, median', 'p50', millis),
      line('at 500/s: … p99', 'p99', millis),
      line('at 500/s: CPU per message', 'cpu', micros),
    ],
  )}`;
}

export function deskChats(figures) {
  return `## ${whole(settings.liveChats)} live chats at Salesforce, each with its stream

${table(
    ['', ''],
    [
      ['resident memory per chat', kibibytes(figures.each)],
      ['… of it in the Java heap', kibibytes(figures.heapEach)],
      ['resident before / with all chats / while agents write', [figures.before, figures.full, figures.busy].map(mebibytes).join(' / ')],
      ['chats opened, and first words said, per second', whole(figures.perSecond)],
      ['an agent writes in each every ten seconds: until at the user, median / p99', `${millis(figures.p50)} / ${millis(figures.p99)}`],
      ['… slowest', millis(figures.worst)],
      ['… cores of the hub', hundredths(figures.cores)],
      ['streams open at the end', whole(figures.streams)],
      ['doubled', whole(figures.doubled)],
    ],
  )}`;
}

export function deskConsoles(runs) {
  const middle = (field) => median(runs.map((run) => run[field]));
  const sum = (field) => runs.reduce((all, run) => all + run[field], 0);
  return `## ${whole(settings.agents)} agents with 5 chats each, 1,000 messages a second to their consoles

${table(
    ['', ''],
    [
      ['until on the console, median / p99', `${micros(middle('p50'))} / ${micros(middle('p99'))}`],
      ['… lowest and highest p99', `${micros(Math.min(...runs.map((run) => run.p99)))} / ${micros(Math.max(...runs.map((run) => run.p99)))}`],
      ['… slowest', micros(Math.max(...runs.map((run) => run.worst)))],
      ['CPU per message, with what consoles say', micros(middle('cpu'))],
      ['consoles closed', whole(Math.max(...runs.map((run) => run.closed)))],
      ['messages refused', whole(sum('refused'))],
      ['the load generator, in cores', hundredths(middle('generatorCores'))],
      ['rounds, and those of them in which others took of the machine', `${runs.length}, ${whole(runs.filter((run) => isDisturbed(run, VERY_QUIET)).length)}`],
    ],
  )}`;
}

export function deskCrash(crashes) {
  const [{ chats, waiting }] = crashes;
  const all = (field) => crashes.map((crash) => crash[field]);
  const line = (title, field, format) => [title, format(median(all(field))), format(Math.max(...all(field)))];
  return `## kill -9 with ${whole(chats)} live chats at Salesforce

${table(
    ['', `median of ${whole(crashes.length)}`, 'slowest'],
    [
      line('all streams open again after', 'streamSeconds', seconds),
      line(`all ${whole(waiting)} messages that waited delivered after`, 'seconds', seconds),
      line('doubled', 'doubled', whole),
    ],
  )}`;
}

export function growth({ few, series, reads }) {
  const both = ({ p50, p99 }) => `${millis(p50)} / ${millis(p99)}`;
  return `## After many messages

${table(
    ['messages relayed', 'resident'],
    series.map(({ messages, residentMiB }) => [whole(messages), mebibytes(residentMiB)]),
  )}

Reads by an admin, median / p99, two hubs taking turns:

${table(
    ['', `${whole(few)} messages stored`, `${whole(series.at(-1).messages)} messages stored`],
    reads.map((read) => [read.name, both(read.few), both(read.many)]),
  )}`;
}
