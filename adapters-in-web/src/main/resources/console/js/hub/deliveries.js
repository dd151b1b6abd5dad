// Deliveries: what is asked of the hub about them, and what it is asked to do.
import { ask, get, path } from "../core/rest.js";
import { hubTime } from "../core/words.js";

/**
 * @typedef {{message_id: string, conversation_id: string, seq: number, target: string, status: string,
 *   reason: string | null, attempts: number, last_http_status: number | null, last_error: string | null,
 *   accepted_at: string, parked_at: string | null, next_attempt_at?: string | null}} Delivery
 * @typedef {{items: Delivery[], next: string | null}} Page
 * @typedef {{count: number, left: number, left_why: Record<string, number>}} Mended
 * @typedef {Mended & {by_target: Record<string, number>, oldest?: string, token: string}} Preview
 * @typedef {"redrive" | "discard"} Remedy
 */

/** The states of what has not arrived and may still do so by itself. */
export const WAITING = ["accepted", "sending", "retrying", "held"];
const ARRIVED = "delivered,answered";
const LATELY = 15 * 60_000;
const PAGE = 1000;

/** @param {string} kind @param {Record<string, string>} filter @param {string | null} [after] @returns {Promise<Page>} */
export function list(kind, filter, after, limit = 100) {
    const { target, conversation, before, reason, status } = filter;
    if (kind === "arrived") {
        const since = filter.since ?? new Date(hubTime() - LATELY).toISOString();
        return get("/v1/deliveries", { status: ARRIVED, since, before, after, limit });
    }
    return kind === "parked"
        ? get("/v1/parked", { target, reason, conversation, before, after, limit })
        : get("/v1/deliveries", { status: status || WAITING.join(","), target, conversation, before, after, limit });
}

/**
 * How many there are, by target, of the oldest thousands.
 *
 * @param {string} kind
 * @param {Record<string, string>} [filter]
 * @param {number} [thousands]
 */
export async function tally(kind, filter = {}, thousands = 1) {
    /** @type {Delivery[]} */
    const found = [];
    /** @type {string | null} */
    let after = null;
    do {
        const { items, next } = /** @type {Page} */ (await list(kind, filter, after, PAGE));
        found.push(...items);
        after = next;
    } while (after !== null && found.length < thousands * PAGE);
    /** @type {Record<string, number>} */
    const targets = {};
    found.forEach(({ target }) => (targets[target] = (targets[target] ?? 0) + 1));
    return { count: found.length, more: after !== null, targets, oldest: found[0]?.accepted_at ?? null };
}

/** How many would be sent again or discarded. @param {Remedy} remedy @param {object} selection @returns {Promise<Preview>} */
export async function preview(remedy, selection) {
    return (await many(remedy, { ...selection, dry_run: true })).json();
}

/** Nothing but what was counted. @param {Remedy} remedy @param {object} selection @param {string} token @returns {Promise<Mended>} */
export async function mend(remedy, selection, token) {
    return (await many(remedy, { ...selection, token })).json();
}

/** @param {Remedy} remedy @param {object} body */
function many(remedy, body) {
    return ask("POST", path`/v1/parked/${remedy}`, { body });
}

/** @param {string} message @param {string} target */
export function sendAgain(message, target) {
    return ask("POST", path`/v1/parked/${message}/redrive`, { query: path`?target=${target}` });
}

/** @param {string} message @param {string} target */
export function discard(message, target) {
    return ask("DELETE", path`/v1/parked/${message}`, { query: path`?target=${target}` });
}

/** How many of those that were sent again have not come through: waiting, and given up once more. */
export class Arrivals {
    /** @param {Record<string, string>} filter @param {Mended} sent */
    constructor(filter, sent) {
        const { target, conversation } = filter;
        this.filter = filter;
        this.waits = { target, conversation, before: filter.before || new Date(hubTime()).toISOString() };
        this.sent = sent;
    }

    async look() {
        const thousands = Math.ceil((this.sent.count + this.sent.left + 1) / PAGE);
        const [waiting, parked] = await Promise.all([
            tally("deliveries", this.waits, thousands),
            tally("parked", this.filter, thousands),
        ]);
        const again = Math.max(0, parked.count - this.sent.left);
        const left = Math.min(this.sent.count, waiting.count);
        return { sent: this.sent.count, waiting: left, again, arrived: Math.max(0, this.sent.count - left - again) };
    }
}
