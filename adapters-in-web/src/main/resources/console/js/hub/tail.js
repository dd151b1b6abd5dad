// The attempts of one hub as they end, in the newest of them. Nothing comes again: what passed is in the traces.
import { changed } from "../core/page.js";
import { currentToken, dropToken, freshToken } from "../core/session.js";
import { Socket } from "../desk/socket.js";

const KEPT = 200;

/**
 * @typedef {{id: string, at: string, target: string, messageId: string, conversationId: string, seq: number,
 *   attempt: number, outcome: string, httpStatus?: number, durationMs: number, detail: string}} Attempt
 * @typedef {{n: number, attempt: Attempt}} Line
 */

async function proof() {
    const token = currentToken() ?? (await freshToken());
    return token ? { token } : null;
}

export class Tail {
    /** `connecting`, `online`, `lost`, or the code by which the hub refuses us. */
    line = "connecting";
    /** The name of the hub, where there are several. @type {string | null} */
    hub = null;
    /** The newest first. @type {Line[]} */
    lines = [];
    /** How many the hub left out because there were too many. */
    dropped = 0;
    paused = false;
    /** How many came while it was paused. */
    passed = 0;
    #filter;
    #count = 0;
    #socket = new Socket("/ops", proof, (event, payload) => this.#hear(event, payload));

    /** @param {Record<string, string>} filter */
    constructor({ target, kind, outcome, conversation }) {
        this.#filter = {
            ...(target && { targets: [target] }),
            ...(kind && { kinds: [kind] }),
            ...(outcome && { outcomes: [outcome] }),
            ...(conversation && { conversation }),
        };
        this.#socket.connect();
    }

    /** @param {string} event @param {any} payload */
    #hear(event, payload) {
        switch (event) {
            case "joined":
                this.#watch();
                break;
            case "attempt":
                this.#take(payload);
                break;
            case "dropped":
                this.dropped += payload.n;
                break;
            case "lost":
                this.line = "lost";
                break;
            case "refused":
                return this.#refused(payload);
        }
        changed();
        return true;
    }

    async #watch() {
        const answer = await this.#socket.ask("tail.watch", this.#filter);
        this.line = answer.ok ? "online" : ["OFFLINE", "TIMEOUT"].includes(answer.code ?? "") ? "lost" : (answer.code ?? "INTERNAL");
        this.hub = answer.hub ?? null;
        changed();
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

    /** @param {string} code */
    #refused(code) {
        if (["UNAUTHENTICATED", "SESSION_EXPIRED"].includes(code)) {
            dropToken();
            return true;
        }
        this.line = code === "UNAVAILABLE" ? "lost" : code;
        changed();
        return this.line === "lost";
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
        this.#socket.disconnect();
    }
}
