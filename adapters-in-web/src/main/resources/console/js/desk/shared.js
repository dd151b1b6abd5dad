// What the tenant's agents share, such as the lists from which they choose: read when somebody looks at it, and again a
// minute later.
import { changed } from "../core/page.js";
import { onSignOut, rest, session } from "../core/session.js";

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
    /** Whether it is what the hub said. */
    known = false;

    /** @param {string} where @param {T} nothing before it is known */
    constructor(where, nothing) {
        this.#where = where;
        this.#nothing = nothing;
        this.value = nothing;
        onSignOut(() => this.#forget());
    }

    #forget() {
        Object.assign(this, { value: this.#nothing, known: false });
        this.#stale = 0;
    }

    /** What is known now; the page is drawn anew when more is. */
    look() {
        this.#refresh();
        return this.value;
    }

    /** What the hub said elsewhere. @param {T} value */
    take(value) {
        Object.assign(this, { value, known: true });
        this.#stale = 0;
        changed();
    }

    /** It has changed. */
    again() {
        this.#stale = 0;
    }

    async #refresh() {
        if (Date.now() < this.#stale || session.state !== "in") {
            return;
        }
        this.#stale = Date.now() + AGAIN;
        const { stay } = session;
        const answer = await rest(this.#where).catch(() => null);
        const value = answer?.ok ? await answer.json() : null;
        if (value && stay === session.stay) {
            Object.assign(this, { value, known: true });
            this.#stale = Date.now() + FRESH;
            changed();
        }
    }
}

/**
 * @typedef {{id: string, name: string, color?: string, retired: boolean}} Label
 * @typedef {{version: number, required?: boolean, items: Label[]}} Labels
 */

/** How conversations end. */
export const outcomes = new Shared("/v1/outcomes", /** @type {Labels} */ ({ version: 0, items: [] }));

/** What conversations are about. */
export const tags = new Shared("/v1/tags", /** @type {Labels} */ ({ version: 0, items: [] }));

/** Those that may be chosen. @param {Shared<Labels>} list */
export function offered(list) {
    return list.look().items.filter(({ retired }) => !retired);
}

/** Also of one that may not be chosen any more. @param {Shared<Labels>} list @param {string} id @returns {Label} */
export function labelOf(list, id) {
    return list.look().items.find((label) => label.id === id) ?? { id, name: id, retired: true };
}
