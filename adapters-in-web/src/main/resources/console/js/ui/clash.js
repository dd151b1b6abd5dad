// Two versions of one thing, field by field: what was typed, and what somebody else saved meanwhile.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { Problem } from "../core/rest.js";
import { t } from "../core/words.js";
import { choice } from "./label.js";
import { table } from "./table.js";

let ids = 0;

/**
 * After a save that was refused because somebody else was faster, so that nothing is overwritten that was not seen.
 *
 * @param {unknown} failure of the save; it is thrown again if it is another one
 * @param {Record<string, string>} base what both began from @param {Record<string, string>} mine
 * @param {() => Promise<Record<string, string> | null | undefined>} readAnew what is there now, if anything
 * @returns {Promise<Clash | null>} null if both say the same
 */
export async function clashAfter(failure, base, mine, readAnew) {
    const theirs = failure instanceof Problem && failure.status === 412 ? await readAnew() : null;
    if (!theirs) {
        throw failure;
    }
    const clash = new Clash(base, mine, theirs);
    return clash.none ? null : clash;
}

export class Clash {
    #id = `c${++ids}`;
    #mine;
    #theirs;
    /** "mine" or "theirs". @type {Record<string, string>} */
    #chosen = {};

    /** What one alone changed is chosen. @param {Record<string, string>} base what both began from @param {Record<string, string>} mine @param {Record<string, string>} theirs */
    constructor(base, mine, theirs) {
        this.#mine = { ...mine };
        this.#theirs = theirs;
        Object.keys(mine)
            .filter((name) => mine[name] !== theirs[name])
            .forEach((name) => (this.#chosen[name] = mine[name] === base[name] ? "theirs" : theirs[name] === base[name] ? "mine" : ""));
    }

    get none() {
        return Object.keys(this.#chosen).length === 0;
    }

    /** @returns {Record<string, string>} */
    get values() {
        const theirs = Object.keys(this.#chosen).filter((name) => this.#chosen[name] === "theirs");
        return { ...this.#mine, ...Object.fromEntries(theirs.map((name) => [name, this.#theirs[name]])) };
    }

    /** Within a form. @param {(name: string) => string} label of a field */
    view(label) {
        const cell = (/** @type {string} */ name, /** @type {string} */ side, /** @type {string} */ value) =>
            choice(`${this.#id}-${name}`, side, h("span", { class: "text", dir: "auto" }, h("span", { class: "unseen" }, `${t(`clash.${side}`)}: `), value || "—"), this.#chosen[name] === side, () => {
                this.#chosen[name] = side;
                changed();
            });
        return table(
            t("clash.met"),
            ["field", "mine", "theirs"].map((head) => t(`clash.${head}`)),
            Object.keys(this.#chosen).map((name) => ({
                key: name,
                cells: [label(name), cell(name, "mine", this.#mine[name]), cell(name, "theirs", this.#theirs[name])],
            })),
        );
    }
}
