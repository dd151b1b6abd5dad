// What the agent does: each deed asks the hub, and what comes of it is heard like everything else.
import { changed, freshId } from "../core/page.js";
import { sees } from "../core/session.js";
import { desk, hold, socket } from "./desk.js";
import { tags } from "./shared.js";

const TYPING_TOLD = 2000;
/** As long as somebody waits for the hub, in milliseconds. */
const PATIENCE = 1000;
let toldTyping = 0;

/**
 * @typedef {import("./chat.js").Chat} Chat
 * @typedef {import("./desk.js").Waiting} Waiting
 */

/** Whether the hub shows it to this person. @param {Chat} chat */
export function isOpen(chat) {
    return chat.lease !== null || desk.watched.get(chat.id) === chat;
}

/** Whether this person may look for messages: admins do by REST, and others as the hub says when the line is there. */
export function maySearch() {
    return sees("hub") || desk.may?.includes("history.search") !== false;
}

/** @param {Waiting} one @returns {Promise<string | null>} the conversation, if it is the agent's now */
export async function accept({ handoffId, version }) {
    const answer = await asked("handoff.accept", { handoffId, version });
    if (answer.ok) {
        hold(answer.conversationId, { ...answer, ...answer.lease });
        desk.offers.delete(handoffId);
    }
    return answer.ok ? answer.conversationId : null;
}

/**
 * What a supervisor decides: once, however often it is asked with the same id.
 *
 * @param {string} event
 * @param {Record<string, any>} wish
 */
export async function decide(event, wish) {
    const answer = await asked(event, wish);
    answer.ok && answer.lease && hold(wish.conversationId, { ...answer, ...answer.lease });
    return answer;
}

/** @param {Waiting} one */
export async function decline({ handoffId, version }) {
    const { ok } = await asked("handoff.decline", { handoffId, version });
    ok && desk.offers.delete(handoffId);
}

/** Why it is the agent's no longer when that was done; a line that was lost does not say it. @type {Record<string, string>} */
const DONE = { "conversation.end": "ended", "conversation.transfer": "transferred" };

/**
 * Once, however often it is asked with the same id and lease. After a lost line the chat may have none, because it was done: then
 * the lease that it had when this was begun is named.
 *
 * @param {string} event
 * @param {Chat} chat
 * @param {{id: string, leaseId: string | undefined, [member: string]: any}} more
 */
export async function finish(event, chat, more) {
    const answer = await asked(event, { conversationId: chat.id, ...more, leaseId: chat.lease?.leaseId ?? more.leaseId });
    chat.lost = answer.ok && chat.lost ? DONE[event] : chat.lost;
    return answer;
}

/** @param {Chat} chat @param {{add?: string[], remove?: string[]}} change */
export async function changeTags(chat, change) {
    const answer = await asked("conversation.tag", { conversationId: chat.id, id: freshId(), ...change });
    if (answer.ok) {
        chat.tags = answer.tags;
    } else {
        desk.trouble = labelTrouble(answer.code) ?? desk.trouble;
        tags.again();
    }
    changed();
}

/** What a code means where labels are chosen. @param {string | undefined} code @returns {string | null} */
export function labelTrouble(code) {
    return { LIMIT: "TAGS", INVALID: "LABEL" }[code ?? ""] ?? null;
}

/** @param {string} event @param {object} payload */
async function asked(event, payload) {
    const answer = await socket.ask(event, payload);
    desk.trouble = answer.ok ? null : (answer.code ?? "INTERNAL");
    changed();
    return answer;
}

/** @param {{availabilityProfileId: number, availabilityStateId: number}} state */
export function beAvailable({ availabilityProfileId, availabilityStateId }) {
    return asked("availability.set", { availabilityProfileId, availabilityStateId });
}

/** Ends the time to write up. */
export function beReady() {
    return asked("wrapup.end", { leases: desk.wrapUps.map(({ leaseId }) => leaseId) });
}

/** @param {Chat} chat what can be seen of it is read */
export function read(chat) {
    chat.noted && changed();
    chat.noted = null;
    const seq = chat.lastOfUser?.seq ?? 0;
    if (chat.lease && seq > chat.readUpTo && socket.connected) {
        chat.readUpTo = seq;
        chat.unread = 0;
        socket.ask("message.read", { conversationId: chat.id, seq }).then(({ ok }) => ok || (chat.readUpTo = 0));
    }
}

/** @param {Chat} chat */
export function typing(chat) {
    if (Date.now() - toldTyping > TYPING_TOLD) {
        toldTyping = Date.now();
        socket.tell("typing", { conversationId: chat.id, active: true });
    }
}

/** @param {Chat} chat */
export async function earlier(chat) {
    const answer = await asked("context.get", { conversationId: chat.id, before: chat.messages[0]?.seq, limit: 200 });
    answer.ok && chat.fill(answer.messages, answer.complete);
    changed();
}

/** @param {string} id */
export function draft(id) {
    return desk.drafts?.of(id) ?? "";
}

/** Tells the hub of all drafts; it answers soon, or not now. */
export function tellDrafts() {
    return Promise.race([desk.drafts?.tell(), new Promise((late) => setTimeout(late, PATIENCE))]);
}

/** @param {string} id @param {string} text */
export function keepDraft(id, text) {
    desk.drafts?.write(id, text);
}

/** A note that is not written yet stays in this tab: nobody else is to see it. @param {string} id @returns {string} */
export function keptNote(id) {
    return desk.notes?.get(id) ?? "";
}

/** @param {string} id @param {string} text */
export function keepNote(id, text) {
    text ? desk.notes?.put(id, text) : desk.notes?.remove(id);
}

/**
 * What goes with the answer that is being written, in this tab: the id of the message that it quotes, and the choices that
 * it gives to the customer.
 *
 * @param {string} id
 * @returns {{quote?: string, titles?: string[]}}
 */
export function enclosed(id) {
    return desk.enclosed?.get(id) ?? {};
}

/** @param {string} id @returns {boolean} */
export function isEnclosing(id) {
    const { quote, titles } = enclosed(id);
    return Boolean(quote || titles);
}

/** @param {string} id @returns {string} all that was written there and not said */
export function unsaid(id) {
    return [draft(id), ...(enclosed(id).titles ?? []), keptNote(id)].filter(Boolean).join("\n\n");
}

/** @param {string} id a conversation that is over */
export function close(id) {
    desk.drafts?.forget(id);
    desk.notes?.remove(id);
    desk.enclosed?.remove(id);
    desk.customers?.remove(id);
    desk.outbox?.of(id).forEach((entry) => desk.outbox?.remove(entry.id));
    desk.chats.delete(id);
    changed();
}
