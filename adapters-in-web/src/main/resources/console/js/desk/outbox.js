// What the agent sent and the hub has not confirmed: kept in the tab, sent one after the other in each conversation, each
// with an id of its own until it is answered. So it is said once, whatever dies meanwhile.
import { written } from "../core/keep.js";
import { changed, freshId } from "../core/page.js";
import { hubTime } from "../core/words.js";

const AGAIN = 2000;
const OLD = 24 * 3_600_000;
/** The hub did not say no. */
export const NOT_YET = new Set(["OFFLINE", "TIMEOUT", "UNAVAILABLE", "INTERNAL"]);

/**
 * @typedef {{id: string, conversationId: string, at: string, said: {type: string, text?: string,
 *   attachments?: import("./chat.js").Attachment[], options?: import("./chat.js").Option[], replyTo?: string},
 *   leaseId?: string, refused?: string, sent?: boolean}} Entry its lease once the hub was asked
 */

export class Outbox {
    #kept;
    #over = false;
    #send;
    /** @type {Entry[]} */
    #entries;
    /** Conversations of which one is on its way. @type {Set<string>} */
    #busy = new Set();

    /**
     * @param {string} agent
     * @param {(entry: Entry) => Promise<import("./socket.js").Answer>} send
     */
    constructor(agent, send) {
        this.#kept = written(agent, "outbox");
        this.#send = send;
        this.#entries = this.#kept.all().sort((a, b) => a.at.localeCompare(b.at));
        this.#entries
            .filter(({ at }) => hubTime() - Date.parse(at) > OLD)
            .forEach((entry) => this.#refuse(entry, "OLD"));
    }

    get waiting() {
        return this.#entries.filter(({ refused, sent }) => !refused && !sent).length;
    }

    /** @param {string} conversationId */
    of(conversationId) {
        return this.#entries.filter((entry) => entry.conversationId === conversationId);
    }

    /** @param {string} conversationId @param {Entry["said"]} said */
    put(conversationId, said) {
        const last = this.#entries.at(-1)?.at;
        const at = new Date(Math.max(hubTime(), last ? Date.parse(last) + 1 : 0)).toISOString(); // in their order, whatever becomes of the clock
        const entry = { id: freshId(), conversationId, at, said };
        this.#entries.push(entry);
        this.#kept.put(entry.id, entry);
        this.flush();
        changed();
    }

    /** Who wrote it has signed out: it is nobody's any more. */
    end() {
        this.#over = true;
        this.#entries = [];
    }

    flush() {
        new Set(this.#entries.map(({ conversationId }) => conversationId)).forEach((id) => this.#next(id));
    }

    /** @param {string} conversationId */
    async #next(conversationId) {
        const entry = this.of(conversationId).find(({ refused, sent }) => !refused && !sent);
        if (!entry || this.#busy.has(conversationId)) {
            return;
        }
        this.#busy.add(conversationId);
        const { ok, code, retryAfter } = await this.#send(entry);
        this.#busy.delete(conversationId);
        if (this.#over) {
            return;
        }
        if (ok) {
            entry.sent = true; // shown until it comes back as a message
            this.#kept.remove(entry.id);
        } else if (code && !NOT_YET.has(code)) {
            this.#refuse(entry, code);
        } else if (code !== "OFFLINE") {
            setTimeout(() => this.#next(conversationId), retryAfter ? 1000 * retryAfter : AGAIN);
            return;
        } else {
            return; // the next connection sends it
        }
        changed();
        this.#next(conversationId);
    }

    /** The hub is asked, and may take it from now on whether it can answer or not. @param {Entry} entry @param {string} leaseId */
    begin(entry, leaseId) {
        entry.leaseId = leaseId;
        this.#kept.put(entry.id, entry);
    }

    /** @param {Entry} entry @param {string} why */
    #refuse(entry, why) {
        entry.refused = why;
        this.#kept.put(entry.id, entry);
    }

    /** The conversation is another's: nothing is said into it later. Only the hub knows of what it was asked. @param {string} conversationId */
    lost(conversationId) {
        this.of(conversationId)
            .filter(({ leaseId, refused, sent }) => !leaseId && !refused && !sent)
            .forEach((entry) => this.#refuse(entry, "LEASE_LOST"));
    }

    /** Entries that have become messages are done. @param {import("./chat.js").Chat} chat */
    settle(chat) {
        this.of(chat.id)
            .filter(({ id }) => chat.has(id))
            .forEach(({ id }) => this.remove(id));
    }

    /** It is a message now, or was thrown away. @param {string} id */
    remove(id) {
        this.#entries = this.#entries.filter((entry) => entry.id !== id);
        this.#kept.remove(id);
        changed();
    }
}
