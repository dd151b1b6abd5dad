// What the tenant's agents share, such as canned replies: read when somebody looks at it, and again a minute later.
import { changed } from "../core/page.js";
import { onSession, rest, session } from "../core/session.js";

const FRESH = 60_000;
const AGAIN = 5000;

/** @template T */
export class Shared {
    #where;
    #nothing;
    /** When it is asked for again. */
    #stale = 0;
    /** @type {T} */
    value;

    /** @param {string} where @param {T} nothing before it is known */
    constructor(where, nothing) {
        this.#where = where;
        this.#nothing = nothing;
        this.value = nothing;
        onSession(() => session.state === "out" && this.#forget());
    }

    #forget() {
        this.value = this.#nothing;
        this.#stale = 0;
    }

    /** What is known now; the page is drawn anew when more is. */
    look() {
        this.#refresh();
        return this.value;
    }

    /** What the hub said elsewhere. @param {T} value */
    take(value) {
        this.value = value;
        this.#stale = 0;
        changed();
    }

    /** It has changed. */
    again() {
        this.#stale = 0;
    }

    async #refresh() {
        if (Date.now() < this.#stale) {
            return;
        }
        this.#stale = Date.now() + AGAIN;
        const answer = await rest(this.#where).catch(() => null);
        if (answer?.ok && session.state === "in") {
            this.value = await answer.json();
            this.#stale = Date.now() + FRESH;
            changed();
        }
    }
}
