// One conversation as the agent sees it: messages by `seq` without a hole.
import { hubTime } from "../core/words.js";

/**
 * @typedef {{mediaId?: string, url?: string, name?: string, mimeType?: string, size?: number}} Attachment
 * @typedef {{id: string, title: string}} Option
 * @typedef {{conversationId: string, seq: number, id: string, author: {kind: string, id: string, name?: string},
 *   type: string, text?: string, audience?: string, attachments?: Attachment[], options?: Option[], replyTo?: string, raw?: any,
 *   at: string, status?: string, reason?: string}} Message
 * @typedef {{leaseId: string, version: number}} Lease
 * @typedef {{queueId: string, system: string, customer: {id: string, name: string}, tags: string[], since: string, lastText: string,
 *   replyUntil?: string, replyWindowSeconds?: number}} HandoffDetails
 */

/** How pages and machines name languages. */
const TAG = /^([a-z]{2,3})(?:[-_](?:[a-z]{2}|\d{3}))?$/i;

/** @param {{name: string, id: string} | undefined} customer for people to read; empty if neither is known */
export function nameOf(customer) {
    return customer?.name || customer?.id || "";
}

/** In the order in which they are offered. @param {import("./desk.js").Waiting} a @param {import("./desk.js").Waiting} b */
export function byPlace(a, b) {
    return (b.priority ?? 0) - (a.priority ?? 0) || (a.waitingSince ?? "").localeCompare(b.waitingSince ?? "");
}

export class Chat {
    /** @type {{id: string, name: string}} */
    customer = { id: "", name: "" };
    system = "";
    /** @type {Record<string, any>} */
    attributes = {};
    /** @type {Lease | null} */
    lease = null;
    queue = "";
    /** What it is about, by ids. @type {string[]} */
    tags = [];
    /** Since when the agent has it. @type {string | null} */
    since = null;
    /** Before its messages are there. */
    lastText = "";
    /** Until when the platform takes answers, in ms; null if it always does. @type {number | null} */
    replyUntil = null;
    #replyWindow = 0;
    /** Why it is the agent's no longer. @type {string | null} */
    lost = null;
    /** In order, each the `seq` after the one before. @type {Message[]} */
    messages = [];
    /** Whether nothing that may be read is before them. */
    complete = true;
    /** The last that is shown; null before the first snapshot. @type {number | null} */
    seq = null;
    /** What came too early. @type {Map<number, Message>} */
    #early = new Map();
    /** By a message's id. @type {Map<string, {status: string, reason?: string}>} */
    statuses = new Map();
    unread = 0;
    /** What a colleague noted last, until the agent looks at it: the hub counts words of customers alone. @type {Message | null} */
    noted = null;
    /** The last of the user's that the hub knows the agent has read. */
    readUpTo = 0;
    typingUntil = 0;

    /** @param {string} id */
    constructor(id) {
        this.id = id;
    }

    /** @param {Lease & HandoffDetails} held what the hub says of it */
    held(held) {
        this.lease = { leaseId: held.leaseId, version: held.version };
        this.lost = null;
        this.customer = held.customer;
        this.system = held.system;
        this.queue = held.queueId;
        this.tags = held.tags;
        this.since = held.since;
        this.lastText = held.lastText;
        this.replyUntil = held.replyUntil ? Date.parse(held.replyUntil) : null;
        this.#replyWindow = 1000 * (held.replyWindowSeconds ?? 0);
    }

    /** The language of what both sides say, if somebody told that of the customer: `es-MX` @returns {string | undefined} */
    get language() {
        const { locale, language, lang } = this.attributes;
        return [locale, language, lang].find((tag) => typeof tag === "string" && TAG.test(tag))?.replace("_", "-");
    }

    /** Whether the customer has to write before anything can be said. */
    get closed() {
        return this.replyUntil !== null && hubTime() >= this.replyUntil;
    }

    /** After a connect the hub says which of the lease's are not delivered, and how all before it stand. @param {string} me */
    assumeDelivered(me) {
        const since = this.lease ? Date.parse(this.since ?? "") : Infinity;
        this.messages
            .filter(({ id, author, at }) => author.kind === "agent" && author.id === me && Date.parse(at) >= since && this.statuses.get(id)?.status !== "parked")
            .forEach(({ id }) => this.statuses.set(id, { status: "delivered" }));
    }

    get name() {
        return nameOf(this.customer) || this.id;
    }

    get last() {
        return this.messages.findLast(({ type }) => type !== "event" && type !== "note");
    }

    /** How much the agent has not seen. */
    get unseen() {
        return this.unread + (this.noted ? 1 : 0);
    }

    get lastOfUser() {
        return this.messages.findLast(({ author }) => author.kind === "user");
    }

    /** What an answer may quote: no note, for customers never see one. */
    get quotable() {
        return this.messages.filter(({ type }) => ["text", "attachment", "choice"].includes(type));
    }

    /** Since when the user waits for an answer; null if it is not the agent's turn. */
    get unansweredSince() {
        let since = null;
        for (let i = this.messages.length - 1; i >= 0; i--) {
            const { author, type, at } = this.messages[i];
            if (author.kind === "agent" && type !== "note") {
                break;
            }
            since = author.kind === "user" ? at : since;
        }
        return since;
    }

    /** The first that came too early: what is before it is missing. @returns {number | null} */
    get hole() {
        return this.seq === null || this.#early.size === 0 ? null : Math.min(...this.#early.keys());
    }

    /** @param {string} id */
    has(id) {
        return this.messages.some((message) => message.id === id);
    }

    /** @param {any} snapshot what the hub shows of it, which replaces all that is not before it without a gap */
    show(snapshot) {
        const before = this.messages.filter(({ seq }) => seq < snapshot.from);
        const joined = before.at(-1)?.seq === snapshot.from - 1;
        const after = this.messages.filter(({ seq }) => seq > snapshot.seq);
        this.messages = [...(joined ? before : []), ...snapshot.messages];
        this.complete = joined ? this.complete : snapshot.complete;
        this.seq = snapshot.seq;
        this.#note(snapshot.messages);
        this.attributes = snapshot.attributes;
        after.forEach((message) => this.#early.set(message.seq, message));
        this.#join();
    }

    /** Takes what was said just now. What a colleague notes waits for the agent's eyes. @param {Message} message @param {string | null} me */
    hear(message, me) {
        const { type, author, seq } = message;
        if (this.lease && type === "note" && author.id !== me && seq > (this.seq ?? Infinity)) {
            this.noted = message;
        }
        this.take(message);
    }

    /**
     * @param {Message} message
     */
    take(message) {
        if (this.seq === null || message.seq > this.seq) {
            this.#early.set(message.seq, message);
            this.#join();
        }
    }

    /** What was missing, or what is before. @param {Message[]} messages @param {boolean} complete */
    fill(messages, complete) {
        const first = this.messages[0]?.seq ?? 0;
        const before = messages.filter(({ seq }) => seq < first);
        this.#note(before);
        if (before.at(-1)?.seq === first - 1) {
            this.messages = [...before, ...this.messages];
            this.complete = complete;
        } else if (messages.length === 0) {
            this.complete = complete;
        }
        messages.forEach((message) => this.take(message));
    }

    /** @param {Message[]} messages that come with how they stand */
    #note(messages) {
        messages.forEach(({ id, status, reason }) => status && this.statuses.set(id, { status, reason }));
    }

    #join() {
        while (this.seq !== null) {
            const next = this.#early.get(this.seq + 1);
            [...this.#early.keys()].filter((seq) => seq <= Number(this.seq)).forEach((seq) => this.#early.delete(seq));
            if (!next) {
                return;
            }
            this.#early.delete(next.seq);
            this.messages.push(next);
            this.seq = next.seq;
            next.author.kind === "user" && this.#heard(next.at);
        }
    }

    /** @param {string} at the customer wrote */
    #heard(at) {
        this.typingUntil = 0;
        this.replyUntil &&= Math.max(this.replyUntil, Date.parse(at) + this.#replyWindow);
    }
}
