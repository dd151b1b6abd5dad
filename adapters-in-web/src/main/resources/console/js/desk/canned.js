// Texts that agents send often, shared and of the agent's own: found by what is typed after a slash, with the fields that are known filled in.
import { desk } from "./desk.js";
import { Shared } from "./shared.js";

const MOST = 7;
const SEARCH = /^\/([^\s/]*)$/;
const FIELD = /\{\{([^{}]{1,60})\}\}/g;

/** @typedef {{shortcut: string, version: number, title: string, text: string, queues: string[], own?: boolean, whole?: string}} Canned whole is what an emoji makes of all that is written */

export const canned = new Shared("/v1/canned-replies", { items: /** @type {Canned[]} */ ([]) });
export const ownCanned = new Shared("/v1/own-canned-replies", { items: /** @type {Canned[]} */ ([]) });

/**
 * @param {string} written
 * @param {string} queue of the conversation
 * @returns {Canned[] | null} those that fit, the best first; null if nothing is searched for
 */
export function found(written, queue) {
    const typed = SEARCH.exec(written)?.[1].toLowerCase();
    if (typed === undefined) {
        return null;
    }
    const shared = canned.look().items.filter(({ queues }) => queues.length === 0 || queues.includes(queue));
    const replies = [...ownCanned.look().items.map((reply) => ({ ...reply, own: true })), ...shared];
    const begins = replies.filter(({ shortcut }) => shortcut.startsWith(typed));
    const others = replies.filter(
        (reply) => !begins.includes(reply) && (reply.shortcut.includes(typed) || reply.title.toLowerCase().includes(typed)),
    );
    return [...begins, ...others].slice(0, MOST);
}

/** @param {string} text @param {import("./chat.js").Chat} chat */
export function filled(text, chat) {
    /** @type {Record<string, any>} */
    const known = { "customer.name": chat.customer.name, "customer.id": chat.customer.id, "agent.name": desk.name };
    Object.entries(chat.attributes).forEach(([name, value]) => (known[`customer.attributes.${name}`] = value));
    return text.replace(FIELD, (field, name) => {
        const value = known[name.trim()];
        // what a customer calls itself makes no field
        return ["string", "number"].includes(typeof value) && value !== "" ? String(value).replace(/[{}]/g, "") : field;
    });
}

/** @param {string} text @returns {string[]} the names of fields that nobody filled */
export function unfilled(text) {
    return [...new Set([...text.matchAll(FIELD)].map(([, name]) => name.trim()))];
}

/** Selects the next field after the caret. @param {HTMLTextAreaElement} field @param {number} from @returns {boolean} whether there is one */
export function selectField(field, from) {
    const next = [...field.value.matchAll(FIELD)].find(({ index }) => index >= from);
    next && field.setSelectionRange(next.index, next.index + next[0].length);
    return next !== undefined;
}
