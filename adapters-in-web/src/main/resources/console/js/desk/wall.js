// What goes on at the desk of the tenant, for those who lead agents, and the conversations that they watch.
import { changed } from "../core/page.js";
import { onSignOut } from "../core/session.js";
import { zone } from "../core/words.js";
import { byPlace, Chat } from "./chat.js";
import { desk, listen, socket } from "./desk.js";

/**
 * @typedef {{queueId: string, name: string, waiting: number, offered: number, oldestSince: string | null, active: number,
 *   targets: {answerWithin: number | null, replyWithin: number | null}, today: Today | null}} QueueLine seconds
 * @typedef {{asked: number, answered: number, answeredInTime: number | null, abandoned: number, answerP50: number | null,
 *   answerP90: number | null}} Today seconds
 * @typedef {{agentId: string, name: string, kind: string, state: string, since: string, consoles: number, chats: number,
 *   offers: number, wrapUps: number, wrapUpUntil: string | null, limit: number}} AgentLine
 * @typedef {{conversationId: string, handoffId: string, version: number, agentId: string, queueId: string, system: string,
 *   customer: {id: string, name: string}, tags: string[], since: string, unansweredSince: string | null}} ChatLine
 * @typedef {{version: number, queues: QueueLine[], agents: AgentLine[], chats: ChatLine[]}} Lines
 */

export const wall = {
    /** Whether it has come. */
    there: false,
    /** Why not, where the hub refused it. @type {string | undefined} */
    code: undefined,
    version: 0,
    /** @type {Map<string, QueueLine>} */
    queues: new Map(),
    /** @type {Map<string, AgentLine>} */
    agents: new Map(),
    /** @type {Map<string, ChatLine>} */
    chats: new Map(),
};

const AGAIN = 5000;
/** The connection on which it was asked for. */
let asked = 0;

listen("desk.snapshot", (/** @type {Lines} */ lines) => {
    wall.queues.clear();
    wall.agents.clear();
    wall.chats.clear();
    wall.there = true;
    take(lines);
});
listen("desk.update", (/** @type {Lines & {removed: {agents: string[], chats: string[]}}} */ lines) => {
    if (lines.version !== wall.version + 1) {
        asked && ask();
        return;
    }
    take(lines);
    lines.removed.agents.forEach((id) => wall.agents.delete(id));
    lines.removed.chats.forEach((id) => wall.chats.delete(id));
});
onSignOut(forget);

/** The customers who wait, in the order in which they are offered, as far as the hub tells. */
export function waiting() {
    return [...desk.queues.values()].flatMap(({ items }) => [...items.values()]).sort(byPlace);
}

/** @param {string} id of an agent, who may be gone; for people to read */
export function agentName(id) {
    return wall.agents.get(id)?.name ?? id;
}

/** @param {Lines} lines */
function take({ version, queues, agents, chats }) {
    wall.version = version;
    queues.forEach((line) => wall.queues.set(line.queueId, line));
    agents.forEach((line) => wall.agents.set(line.agentId, line));
    chats.forEach((line) => wall.chats.set(line.conversationId, line));
}

function forget() {
    asked = 0;
    Object.assign(wall, { there: false, code: undefined, version: 0 });
    [wall.queues, wall.agents, wall.chats].forEach((lines) => lines.clear());
}

/** The hub is asked again for what it cannot show now. */
async function ask() {
    const { ok, code, retryAfter } = await socket.ask("desk.watch", { zone: zone() });
    wall.code = ok || code === "OFFLINE" ? undefined : code;
    if (wall.code) {
        wall.there = false;
        setTimeout(() => (asked = 0), retryAfter ? 1000 * retryAfter : AGAIN);
        changed();
    }
}

/** Called as long as it is drawn: each connection is asked once. */
export function lookAtWall() {
    if (desk.line === "online" && asked !== desk.connections) {
        asked = desk.connections;
        ask();
    }
}

/** Nobody looks any longer. */
export function leaveWall() {
    if (asked) {
        forget();
        desk.line === "online" && socket.ask("desk.unwatch", {});
    }
    watchOnly(null);
}

/** Watches one conversation and leaves the others. @param {string | null} id */
export function watchOnly(id) {
    for (const other of [...desk.watched.keys()].filter((one) => one !== id)) {
        desk.watched.delete(other);
        desk.line === "online" && socket.ask("conversation.unwatch", { conversationId: other });
    }
    if (id && !desk.watched.has(id) && desk.line === "online") {
        begin(new Chat(id));
    }
}

/** @param {Chat} chat */
async function begin(chat) {
    const conversationId = chat.id;
    desk.watched.set(conversationId, chat);
    const begun = await socket.ask("conversation.watch", { conversationId });
    const answer = begun.ok ? await socket.ask("context.get", { conversationId, limit: 200 }) : begun;
    if (!answer.ok) {
        chat.lost = answer.code ?? "INTERNAL";
    } else if (desk.watched.get(conversationId) === chat) {
        const { messages, complete } = answer;
        const from = messages[0]?.seq ?? begun.seq + 1;
        chat.customer = begun.customer ?? chat.customer;
        chat.show({ from, seq: messages.at(-1)?.seq ?? begun.seq, messages, complete, attributes: begun.attributes ?? {} });
    }
    changed();
}
