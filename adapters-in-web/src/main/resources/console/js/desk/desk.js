// The agent's desk: what the hub says of queues, offers and conversations, and what the agent does about it.
import { forgetWritten, written } from "../core/keep.js";
import { BUILD, changed, lookForRelease } from "../core/page.js";
import { currentToken, dropToken, freshToken, onSession, sees, session } from "../core/session.js";
import { Chat } from "./chat.js";
import { Drafts } from "./drafts.js";
import { Outbox } from "./outbox.js";
import { Socket } from "./socket.js";

const BEAT = 1000;
const HOLE = 1000;
const TYPING_SHOWN = 6000;

/**
 * @typedef {{handoffId: string, version: number, conversationId: string, queueId: string, system?: string,
 *   customer: {id: string, name: string}, waitingSince?: string, priority?: number, urgency?: string, deadline?: string, state: string,
 *   offeredTo?: string, tags?: string[], lastText?: string}} Waiting
 * @typedef {{queueId: string, name: string, version: number, depth: number, items: Map<string, Waiting>}} Queue
 */

export const desk = {
    /** @type {string | null} */
    me: null,
    /** As colleagues call the agent. */
    name: "",
    limits: { chats: 0 },
    /** After how many ms the hub wants leases renewed. */
    heartbeat: 0,
    /** The commands that the hub takes from this person; null before it has said so. @type {string[] | null} */
    may: null,
    /** `connecting`, `online`, `lost`, or the code by which the hub refuses us. */
    line: "connecting",
    /** `by` a supervisor. @type {{availabilityProfileId: number, availabilityStateId: number, kind: string, by?: {id: string, name: string}} | null} */
    availability: null,
    /** What it may become. @type {{availabilityProfileId: number, availabilityStateId: number, name: string, kind: string}[]} */
    states: [],
    /** @type {Map<string, Queue>} */
    queues: new Map(),
    /** @type {Map<string, Waiting>} */
    offers: new Map(),
    /** @type {Map<string, Chat>} */
    chats: new Map(),
    /** What the agent writes up. @type {{leaseId: string, until: string}[]} */
    wrapUps: [],
    /** Those that a supervisor watches. @type {Map<string, Chat>} */
    watched: new Map(),
    /** How often the hub has said what is the agent's. */
    connections: 0,
    /** @type {Outbox | null} */
    outbox: null,
    /** @type {Drafts | null} */
    drafts: null,
    /** The customers of the conversations that were the agent's in this tab. @type {ReturnType<typeof written> | null} */
    customers: null,
    /** Notes that are being written. @type {ReturnType<typeof written> | null} */
    notes: null,
    /** What goes with answers that are being written. @type {ReturnType<typeof written> | null} */
    enclosed: null,
    /** What went wrong last. @type {string | null} */
    trouble: null,
};

/** By a clock that nobody sets. */
let beaten = -Infinity;
/** Chats whose missing messages are asked for. @type {Set<Chat>} */
const filling = new Set();

export const socket = new Socket("/agent", proof, hear);

async function proof() {
    const token = currentToken() ?? (await freshToken());
    const all = [...[...desk.chats.values()].filter(({ lease }) => lease), ...desk.watched.values()];
    const cursor = Object.fromEntries(all.filter(({ seq }) => seq !== null).map(({ id, seq }) => [id, seq]));
    return token ? { token, console: { name: "Switchboard console", version: BUILD }, cursor } : null;
}

onSession(() => {
    if (session.state === "in" && sees("desk")) {
        if (socket.connected) {
            socket.ask("auth.refresh", { token: currentToken() });
        } else {
            desk.line = "connecting";
            socket.connect();
        }
    } else if (session.state === "out") {
        socket.disconnect();
        clear();
    }
});
["online", "visibilitychange"].forEach((event) =>
    addEventListener(event, () => session.state === "in" && sees("desk") && !socket.connected && socket.connect()),
);
addEventListener("beforeunload", (event) => desk.outbox?.waiting && event.preventDefault());
setInterval(beat, BEAT);

function clear() {
    desk.outbox?.end();
    Object.assign(desk, { me: null, may: null, name: "", availability: null, states: [], wrapUps: [], outbox: null, drafts: null, customers: null, notes: null, enclosed: null, trouble: null });
    [desk.chats, desk.watched, desk.offers, desk.queues].forEach((all) => all.clear());
}

/** @type {Record<string, (payload: any) => any>} */
const on = {
    lost: () => void (desk.line = "lost"),
    beat,
    refused: (code) => {
        if (["UNAUTHENTICATED", "SESSION_EXPIRED"].includes(code)) {
            dropToken();
            return true;
        }
        desk.line = ["UNAVAILABLE", "DRAINING"].includes(code) ? "lost" : code;
        return desk.line === "lost";
    },
    "agent.ready": ready,
    "queue.snapshot": ({ queueId, version, depth, items }) => {
        const waiting = items.map((/** @type {Waiting} */ item) => [item.handoffId, { ...item, queueId }]);
        const name = desk.queues.get(queueId)?.name ?? queueId;
        desk.queues.set(queueId, { queueId, name, version, depth, items: new Map(waiting) });
    },
    "queue.update": ({ queueId, version, depth, changes }) => {
        const queue = desk.queues.get(queueId);
        if (!queue || version !== queue.version + changes.length) {
            socket.ask("queue.watch", {});
            return;
        }
        Object.assign(queue, { version, depth });
        for (const { op, handoffId, item } of changes) {
            op === "removed" ? queue.items.delete(handoffId) : queue.items.set(handoffId, { ...item, queueId });
        }
    },
    "handoff.offer": (offer) => {
        const { summary, ...rest } = offer;
        desk.offers.set(offer.handoffId, { ...rest, ...summary, state: "offered" });
    },
    "handoff.revoked": ({ handoffId }) => void desk.offers.delete(handoffId),
    "lease.lost": ({ conversationId, reason }) => lose(conversationId, reason),
    "context.snapshot": (snapshot) => {
        const chat = hold(snapshot.conversationId, { ...snapshot, ...snapshot.lease });
        chat.show(snapshot);
        desk.outbox?.settle(chat);
    },
    message: (message) => {
        const chat = followed(message.conversationId);
        if (chat) {
            chat.hear(message, desk.me);
            fillSoon(chat);
            desk.outbox?.settle(chat);
        }
    },
    "conversation.update": ({ conversationId, tags }) => {
        const chat = desk.chats.get(conversationId);
        chat && (chat.tags = tags);
    },
    "message.status": ({ conversationId, id, status, reason }) =>
        void followed(conversationId)?.statuses.set(id, { status, reason }),
    typing: ({ conversationId, author, active }) => {
        const chat = desk.chats.get(conversationId);
        if (chat && author.kind === "user") {
            chat.typingUntil = active ? Date.now() + TYPING_SHOWN : 0;
            setTimeout(changed, TYPING_SHOWN + 50);
        }
    },
    unread,
    draft: (draft) => desk.drafts?.take(draft) && desk.drafts.show(draft.conversationId),
    wrapup: ({ wrapUps }) => void (desk.wrapUps = wrapUps),
    availability: (availability) => void (desk.availability = availability),
    "session.expiring": async () => {
        const token = await freshToken().catch(() => null);
        token && socket.ask("auth.refresh", { token });
    },
    problem: ({ code }) => {
        ["UNAUTHENTICATED", "SESSION_EXPIRED"].includes(code) ? dropToken() : (desk.trouble = code);
    },
};

/** @param {string} event @param {(payload: any) => void} deed */
export function listen(event, deed) {
    on[event] = deed;
}

/** @param {string} id a conversation that is the agent's or is watched */
function followed(id) {
    const own = desk.chats.get(id);
    return own?.lease ? own : (desk.watched.get(id) ?? own);
}

/** @param {string} event @param {any} payload */
function hear(event, payload) {
    const result = on[event]?.(payload);
    changed();
    return result;
}

/** @param {any} state all that is the agent's now */
function ready({ agentId, name, limits, may, availability, states, queues, leases, offers, drafts, wrapUps, unread: counts, heartbeatSeconds = 30 }) {
    if (desk.me !== agentId) {
        desk.me === null || forgetWritten(); // somebody else signed in here
        clear();
        desk.me = agentId;
        desk.outbox = new Outbox(agentId, send);
        desk.customers = written(agentId, "customer");
        desk.notes = written(agentId, "note");
        desk.enclosed = written(agentId, "enclosed");
        desk.drafts = new Drafts(agentId, (draft) => socket.ask("draft.set", draft));
    }
    desk.connections++ && lookForRelease();
    Object.assign(desk, { name, limits, may, availability, states, wrapUps, heartbeat: 1000 * heartbeatSeconds, line: "online", trouble: null });
    const old = desk.queues;
    desk.queues = new Map(
        queues.map((/** @type {any} */ queue) => [queue.queueId, { version: 0, items: new Map(), ...old.get(queue.queueId), ...queue }]),
    );
    const held = new Set(leases.map((/** @type {any} */ lease) => lease.conversationId));
    leases.forEach((/** @type {any} */ lease) => hold(lease.conversationId, lease));
    desk.customers?.ids().filter((id) => !held.has(id)).forEach(miss);
    desk.chats.forEach((chat) => chat.assumeDelivered(agentId));
    desk.offers.clear();
    offers.forEach((/** @type {any} */ offer) => on["handoff.offer"](offer));
    unread(counts);
    desk.drafts?.meet(drafts);
    desk.outbox?.flush();
}

/** @param {{conversations: Record<string, number>}} counts */
function unread({ conversations }) {
    desk.chats.forEach((chat) => (chat.unread = conversations[chat.id] ?? 0));
}

/** @param {string} id @param {import("./chat.js").Lease & import("./chat.js").HandoffDetails} held */
export function hold(id, held) {
    const chat = desk.chats.get(id) ?? new Chat(id);
    chat.held(held);
    desk.chats.set(id, chat);
    desk.customers?.put(id, chat.customer);
    return chat;
}

/** It went away while nothing was heard. After a reload there is no chat: what was written in it makes one. @param {string} id */
function miss(id) {
    const unsaid = desk.outbox?.of(id).length || desk.drafts?.of(id) || desk.notes?.get(id) || desk.enclosed?.get(id);
    if (unsaid && !desk.chats.has(id)) {
        desk.chats.set(id, Object.assign(new Chat(id), { customer: desk.customers?.get(id) }));
    }
    desk.chats.has(id) || desk.customers?.remove(id);
    desk.chats.get(id)?.lost || lose(id, "away");
}

/** @param {string} id @param {string} why */
function lose(id, why) {
    const chat = desk.chats.get(id);
    if (chat) {
        Object.assign(chat, { lease: null, lost: why, unread: 0, noted: null });
        desk.outbox?.lost(id);
    }
}

/** What is missing may be on its way. @param {Chat} chat */
function fillSoon(chat) {
    if (chat.hole !== null && !filling.has(chat)) {
        filling.add(chat);
        setTimeout(() => fill(chat).finally(() => filling.delete(chat)), HOLE);
    }
}

/** @param {Chat} chat */
async function fill(chat) {
    let goesOn = true;
    while (goesOn && followed(chat.id) === chat && chat.hole !== null) {
        const asked = { conversationId: chat.id, before: chat.hole, limit: 200 };
        const answer = await socket.ask("context.get", asked);
        goesOn = answer.ok && answer.messages.length > 0;
        goesOn && chat.fill(answer.messages, answer.complete);
    }
    desk.outbox?.settle(chat);
    changed();
}

/** Leases end unless they are renewed. Timers of hidden pages are slow, so the hub's pings lead here as well. */
function beat() {
    const leases = [...desk.chats.values()].flatMap(({ lease }) => lease ?? []);
    if (leases.length > 0 && socket.connected && performance.now() - beaten >= desk.heartbeat) {
        beaten = performance.now();
        socket
            .ask("lease.heartbeat", { leases: leases.map(({ leaseId, version }) => ({ leaseId, version })) })
            .then(({ ok }) => ok || (beaten = -Infinity));
    }
}

/** The lease under which it was asked first is the one to ask with again: only so the hub tells what became of it. @param {import("./outbox.js").Entry} entry */
async function send(entry) {
    const { id, conversationId, said } = entry;
    const leaseId = entry.leaseId ?? desk.chats.get(conversationId)?.lease?.leaseId;
    if (!leaseId) {
        return { ok: false, code: "LEASE_LOST" };
    }
    socket.connected && desk.outbox?.begin(entry, leaseId);
    return said.type === "note" ? socket.ask("note.add", { conversationId, id, text: said.text }) : socket.ask("message.send", { conversationId, leaseId, id, ...said });
}
