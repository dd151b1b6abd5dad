// Two versions of one thing, field by field: what was typed, and what somebody else saved meanwhile.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { t } from "../core/words.js";
import { choice } from "./label.js";
import { table } from "./table.js";

let ids = 0;

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
