// What a screen of the hub's area reads, and what is done from it.
import { changed, whenDrawn } from "../core/page.js";
import { Problem } from "../core/rest.js";
import { session } from "../core/session.js";
import { hubTime } from "../core/words.js";

const SOON = 5000;
const PATIENCE = 200;

/** @param {unknown} failure */
function problem(failure) {
    return failure instanceof Problem ? failure : new Problem("", 0, { detail: String(failure) });
}

let ids = 0;

/**
 * An answer of the hub that is kept fresh as long as it is looked at.
 *
 * @template T
 */
export class Reading {
    id = `r${++ids}`;
    /** @type {T | null} */
    value = null;
    /** @type {Problem | null} */
    problem = null;
    /** When the hub answered last. */
    at = 0;
    #busy = false;
    #asked = 0;
    #next = 0;
    #told = false;

    /** @param {() => Promise<T>} ask @param {number} [every] ms after which it is asked again */
    constructor(ask, every = Infinity) {
        this.ask = ask;
        this.every = every;
    }

    /** Called whenever it is drawn. */
    look() {
        if (!this.#busy && !this.#told && Date.now() >= this.#next && !document.hidden && session.state === "in") {
            this.again();
        }
        return this;
    }

    async again() {
        const { stay } = session;
        this.#busy = true;
        this.#asked = Date.now();
        setTimeout(changed, PATIENCE + 1);
        try {
            const value = await this.ask();
            this.#told || stay !== session.stay || this.#keep(value);
        } catch (failure) {
            this.#told || stay !== session.stay || this.#failed(problem(failure));
        }
        this.#busy = false;
        changed();
    }

    /** @param {T} value */
    #keep(value) {
        Object.assign(this, { value, problem: null, at: hubTime() });
        this.#next = Date.now() + this.every;
    }

    /** @param {Problem} problem */
    #failed(problem) {
        const again = problem.passes || problem.status === 401;
        this.problem = problem;
        this.#next = again ? Date.now() + (problem.wait * 1000 || SOON) : this.at ? Date.now() + this.every : Infinity;
    }

    /** What the hub told by itself: until `resume` it is not asked, and what it was asked before is older. @param {T} value */
    take(value) {
        this.#told = true;
        this.#keep(value);
    }

    /** The hub tells nothing by itself any more. */
    resume() {
        this.#told = false;
        this.#next = 0;
    }

    get slow() {
        return this.#busy && this.value === null && Date.now() - this.#asked >= PATIENCE;
    }

    /** In seconds. */
    get triesAgainIn() {
        return Math.max(0, Math.ceil((this.#next - Date.now()) / 1000));
    }
}

/** Something that is done once, however often it is pressed meanwhile. */
export class Deed {
    id = `d${++ids}`;
    busy = false;
    /** @type {Problem | null} */
    problem = null;
    /** What came of it. @type {string | null} */
    done = null;

    /** @param {() => Promise<string | null | void>} deed what there is to say afterwards */
    async run(deed) {
        if (this.busy) {
            return false;
        }
        const pressed = /** @type {HTMLElement | null} */ (document.activeElement);
        Object.assign(this, { busy: true, problem: null, done: null });
        changed();
        try {
            this.done = (await deed()) ?? null;
        } catch (failure) {
            this.problem = problem(failure);
        }
        this.busy = false;
        // a button that is switched off while the hub is asked loses the focus
        whenDrawn(() => document.activeElement === document.body && pressed?.focus());
        return this.problem === null;
    }
}

/**
 * The pages of a list behind its first one, each read when somebody wants it.
 *
 * @template T
 */
export class Pages {
    /** @type {{items: T[], next: string | null}[]} */
    #others = [];
    deed = new Deed();

    /** @param {(after: string) => Promise<{items: T[], next: string | null}>} read */
    constructor(read) {
        this.read = read;
    }

    /** They are of another list now. */
    forget() {
        this.#others = [];
    }

    /** @param {{items: T[], next: string | null}} first @returns {{items: T[], next: string | null}} all as if they were one */
    after(first) {
        const all = [first, ...this.#others];
        return { items: all.flatMap(({ items }) => items), next: all[all.length - 1].next };
    }

    /** @param {string} after */
    more(after) {
        const others = this.#others;
        return this.deed.run(async () => void others.push(await this.read(after)));
    }
}

/** What is typed into a form: it stays what it is while the page is drawn. */
export class Form {
    id = `f${++ids}`;

    /** @param {Record<string, string>} values @param {string[]} names the fields that the hub may refuse */
    constructor(values, names = Object.keys(values)) {
        this.values = values;
        this.names = names;
    }

    /** Where the problem belongs. The oldest routes name the field only in their text. @param {Problem | null} problem */
    refused(problem) {
        /** @type {Record<string, string>} */
        const fields = {};
        problem?.fields.forEach(({ field, reason }) => (fields[field] ??= reason));
        if (problem && [400, 422].includes(problem.status) && Object.keys(fields).length === 0) {
            const named = this.names.find((name) => problem.message.includes(name));
            named && (fields[named] = problem.message);
        }
        return fields;
    }
}
