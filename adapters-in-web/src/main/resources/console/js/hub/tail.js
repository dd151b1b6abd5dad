// The attempts of one hub as they end, in the newest of them. Nothing comes again: what passed is in the traces.
import { changed } from "../core/page.js";
import { Ops } from "./ops.js";

const KEPT = 200;

/**
 * @typedef {{id: string, at: string, target: string, messageId: string, conversationId: string, seq: number,
 *   attempt: number, outcome: string, httpStatus?: number, durationMs: number, detail: string}} Attempt
 * @typedef {{n: number, attempt: Attempt}} Line
 */

export class Tail {
    /** The newest first. @type {Line[]} */
    lines = [];
    /** How many the hub left out because there were too many. */
    dropped = 0;
    paused = false;
    /** How many came while it was paused. */
    passed = 0;
    #count = 0;
    #ops;

    /** @param {Record<string, string>} filter */
    constructor({ target, kind, outcome, conversation }) {
        const filter = {
            ...(target && { targets: [target] }),
            ...(kind && { kinds: [kind] }),
            ...(outcome && { outcomes: [outcome] }),
            ...(conversation && { conversation }),
        };
        this.#ops = new Ops("tail.watch", filter, (event, payload) => this.#hear(event, payload));
    }

    get line() {
        return this.#ops.line;
    }

    get hub() {
        return this.#ops.hub;
    }

    /** @param {string} event @param {any} payload */
    #hear(event, payload) {
        if (event === "attempt") {
            this.#take(payload);
        } else if (event === "dropped") {
            this.dropped += payload.n;
        }
    }

    /** @param {Attempt} attempt */
    #take(attempt) {
        if (this.paused) {
            this.passed++;
        } else {
            this.lines.unshift({ n: this.#count++, attempt });
            this.lines.length = Math.min(this.lines.length, KEPT);
        }
    }

    pause() {
        Object.assign(this, { paused: !this.paused, passed: 0 });
        changed();
    }

    clear() {
        Object.assign(this, { lines: [], dropped: 0, passed: 0 });
        changed();
    }

    /** For good. */
    leave() {
        this.#ops.leave();
    }
}
