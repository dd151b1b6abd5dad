// A table of canned replies that is brought from a file: first tried out, then imported if no line of it is refused.
import { h } from "../../core/dom.js";
import { ask } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Deed } from "../../hub/reading.js";
import { dialog, ending, now, shut } from "../../ui/form.js";
import { outcome } from "../../ui/problem.js";

const PATH = "/v1/canned-replies/import";
/** Whoever has more wrong lines has made one mistake in all of them. */
const MOST_SHOWN = 50;

/** @typedef {{created: number, changed: number, unchanged: number, refused: {line: number, shortcut: string | null, detail: string}[]}} Imported */

export class RepliesImport {
    #close;
    #deed = new Deed();
    /** As it was when it was chosen, whatever becomes of the file. @type {Blob | null} */
    #table = null;
    /** What would come of it. @type {Imported | null} */
    #trial = null;
    /** @type {string | null} */
    #said = null;

    /** @param {(said: string | null) => void} close what came of it, if something did */
    constructor(close) {
        this.#close = close;
    }

    /** @param {Event} event */
    #choose({ target }) {
        const input = /** @type {HTMLInputElement} */ (target);
        const file = input.files?.[0];
        this.#table = this.#trial = null;
        return this.#deed.run(async () => {
            const table = file && new Blob([await file.arrayBuffer()], { type: "text/csv" });
            this.#trial = table ? await this.#ask(table, "?dry_run=true") : null;
            this.#table = table ?? null;
        });
    }

    /** @param {Blob} table @param {string} query @returns {Promise<Imported>} */
    async #ask(table, query) {
        return (await ask("PUT", PATH, { body: table, query })).json();
    }

    async #import() {
        const table = this.#table;
        const done =
            table &&
            (await this.#deed.run(async () => {
                const { created, changed } = await this.#ask(table, "");
                this.#said = t("library.imported", { n: created + changed });
            }));
        done && shut();
    }

    /** How many replies would be other than they are; 0 if none can be. */
    get #number() {
        const { created, changed, refused } = this.#trial ?? { created: 0, changed: 0, refused: [] };
        return refused.length ? 0 : created + changed;
    }

    view() {
        const n = this.#number;
        return dialog(
            now(t("library.import")),
            [
                h("p", { class: "muted", key: "means" }, t("library.columns")),
                h(
                    "label",
                    { class: "field", key: "file" },
                    t("library.file"),
                    h("input", {
                        type: "file",
                        name: "table",
                        accept: ".csv,text/csv",
                        onclick: (/** @type {Event} */ event) => {
                            /** @type {HTMLInputElement} */ (event.target).value = ""; // the same file may have been mended
                        },
                        onchange: (/** @type {Event} */ event) => this.#choose(event),
                    }),
                ),
                outcome(this.#deed),
                h("div", { class: "reading", role: "status", key: "trial" }, this.#trial && told(this.#trial)),
                ending(
                    h(
                        "button",
                        { type: "submit", class: "primary", disabled: n === 0 || this.#deed.busy },
                        n ? t("library.importn", { n }) : now(t("library.import")),
                    ),
                ),
            ],
            { close: () => this.#close(this.#said), submit: () => this.#import() },
        );
    }
}

/** @param {Imported} trial */
function told({ created, changed, unchanged, refused }) {
    return [
        h("p", { key: "counts" }, t("library.would", { created, changed, unchanged })),
        refused.length > 0 && h("p", { class: "refusal", key: "refused" }, t("library.refused", { n: refused.length })),
        refused.length > 0 &&
            h(
                "ul",
                { key: "lines" },
                refused.slice(0, MOST_SHOWN).map(({ line, shortcut, detail }) =>
                    h(
                        "li",
                        null,
                        h("strong", null, t("library.line", { n: line })),
                        shortcut && [" ", h("bdi", null, shortcut)],
                        " ",
                        h("span", { lang: "en" }, detail),
                    ),
                ),
            ),
    ];
}
