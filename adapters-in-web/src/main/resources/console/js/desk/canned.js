// Texts that agents send often, shared and of the agent's own: found by what is typed after a slash, with the fields that are known filled in.
import { currentLanguage } from "../core/words.js";
import { desk } from "./desk.js";
import { Shared } from "./shared.js";

const MOST = 7;
const SEARCH = /^\/([^\s/]*)$/;
const FIELD = /\{\{([^{}]{1,60})\}\}/g;

/** @typedef {{shortcut: string, version: number, title: string, text: string, queues: string[], locale?: string, own?: boolean, whole?: string}} Canned whole is what an emoji makes of all that is written */

export const canned = new Shared("/v1/canned-replies", { items: /** @type {Canned[]} */ ([]) });
export const ownCanned = new Shared("/v1/own-canned-replies", { items: /** @type {Canned[]} */ ([]) });

/**
 * @param {string} written
 * @param {{queue: string, language?: string}} chat
 * @returns {Canned[] | null} those that fit, the best first; null if nothing is searched for
 */
export function found(written, { queue, language }) {
    const typed = SEARCH.exec(written)?.[1].toLowerCase();
    if (typed === undefined) {
        return null;
    }
    const shared = canned.look().items.filter(({ queues }) => queues.length === 0 || queues.includes(queue));
    const replies = [...ownCanned.look().items.map((reply) => ({ ...reply, own: true })), ...shared];
    return ranked(replies, typed, language ?? currentLanguage()).slice(0, MOST);
}

/** Whether the hub has said which there are. */
export function areKnown() {
    return canned.known && ownCanned.known;
}

/**
 * Those whose shortcut begins with what is typed come before those that contain it, own ones before shared ones; among
 * these the conversation's language decides. None that fits is left out.
 *
 * @param {Canned[]} replies
 * @param {string} typed
 * @param {string} language
 * @returns {Canned[]}
 */
export function ranked(replies, typed, language) {
    const wanted = language.toLowerCase();
    const apart = (/** @type {Canned} */ { locale }) => {
        const tag = locale?.toLowerCase();
        return !tag ? 2 : tag === wanted ? 0 : tag.split("-")[0] === wanted.split("-")[0] ? 1 : 3;
    };
    const behind = (/** @type {Canned} */ reply) => 8 * Number(!reply.shortcut.startsWith(typed)) + 4 * Number(!reply.own) + apart(reply);
    return replies
        .filter(({ shortcut, title }) => shortcut.includes(typed) || title.toLowerCase().includes(typed))
        .sort((one, other) => behind(one) - behind(other));
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
