// Canned replies, the tenant's or the agent's own: added, changed, removed.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, download, get, path } from "../../core/rest.js";
import { t, withWords } from "../../core/words.js";
import { canned, ownCanned } from "../../desk/canned.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, check, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/** @typedef {import("../../desk/canned.js").Canned} Canned */

const NEW = { shortcut: "", title: "", text: "", queues: [], locale: "" };

export class RepliesEditor {
    #own;
    #where;
    #replies;
    #queues = new Reading(() => /** @type {Promise<{items: {queue_id: string}[]}>} */ (get("/v1/queues")), 60_000);
    /** In whose conversations the one that is edited is offered. @type {string[]} */
    #bound = [];
    #form = new Form({ shortcut: "", title: "", text: "", locale: "" });
    #deed = new Deed();
    /** What is edited: one of them, or a new one. @type {Canned | "new" | null} */
    #edits = null;
    /** @type {Canned | null} */
    #removes = null;
    /** The table that is brought. @type {import("./import.js").RepliesImport | null} */
    #brings = null;

    /** @param {boolean} own whether they are the agent's own */
    constructor(own) {
        this.#own = own;
        this.#where = own ? "/v1/own-canned-replies" : "/v1/canned-replies";
        this.#replies = new Reading(() => /** @type {Promise<{items: Canned[]}>} */ (get(this.#where)), 30_000);
    }

    /** @param {Canned | "new"} reply */
    #open(reply) {
        const { shortcut, title, text, queues, locale } = reply === "new" ? NEW : reply;
        Object.assign(this.#form.values, { shortcut, title, text, locale: locale ?? "" });
        this.#bound = queues;
        this.#edits = reply;
        put(this.#deed, { problem: null, done: null });
    }

    #close() {
        this.#edits = null;
        this.#removes = null;
        changed();
    }

    async #save() {
        const { shortcut, title, text, locale } = this.#form.values;
        const version = this.#edits === "new" || !this.#edits ? null : this.#edits.version;
        const done = await this.#deed.run(async () => {
            const bound = this.#own ? {} : { queues: this.#bound };
            await ask("PUT", this.#address(shortcut.trim()), {
                body: { title: title.trim(), text, locale: locale.trim() || null, ...bound },
                version,
            });
            this.#renew();
            return t("library.saved", { name: shortcut.trim() });
        });
        done && shut();
    }

    /** @param {Canned} reply */
    async #remove({ shortcut }) {
        const done = await this.#deed.run(async () => {
            await ask("DELETE", this.#address(shortcut));
            this.#renew();
            return t("library.removed", { name: shortcut });
        });
        done && shut();
    }

    /** @param {string} shortcut */
    #address(shortcut) {
        return this.#where + path`/${shortcut}`;
    }

    #renew() {
        (this.#own ? ownCanned : canned).again();
        this.#replies.again();
    }

    view() {
        return h(
            "section",
            { key: "replies" },
            h("h2", null, t(this.#title)),
            this.#own && h("p", { class: "muted", key: "own" }, t("library.alone")),
            h("p", { class: "muted", key: "what" }, t("library.fields")),
            shown(this.#replies, ({ items }) =>
                items.length === 0 ? h("p", { class: "empty", key: "empty" }, t("library.none")) : this.#table(items),
            ),
            h(
                "div",
                { class: "row", key: "deeds" },
                button(t("library.add"), () => this.#open("new")),
                this.#own || [
                    button(t("library.import"), () => this.#bring()),
                    button(t("figures.keep"), () => this.#keep(), { disabled: this.#deed.busy }),
                ],
            ),
            !this.#edits && !this.#removes && outcome(this.#deed),
            this.#brings?.view(),
            this.#edits && this.#editing(this.#edits),
            this.#removes && this.#removing(this.#removes),
        );
    }

    #bring() {
        return this.#deed.run(async () => {
            const { RepliesImport } = await withWords(import("./import.js"));
            this.#brings = new RepliesImport((said) => {
                this.#brings = null;
                said && this.#renew();
                put(this.#deed, { problem: null, done: said });
            });
        });
    }

    #keep() {
        return this.#deed.run(() => download(this.#where, "", "switchboard-canned-replies.csv", "text/csv"));
    }

    get #title() {
        return this.#own ? "library.own" : "library.replies";
    }

    /** @param {Canned[]} items */
    #table(items) {
        return table(
            t(this.#title),
            ["shortcut", "name", "text", ...(this.#own ? [] : ["queues"]), "do"].map((head) => t(`library.${head}`)),
            items.map((reply) => ({
                key: reply.shortcut,
                cells: [
                    h("code", null, `/${reply.shortcut}`),
                    reply.locale ? [reply.title, " ", h("small", { class: "muted" }, reply.locale)] : reply.title,
                    h("span", { class: "excerpt", dir: "auto", lang: reply.locale }, reply.text),
                    ...(this.#own ? [] : [reply.queues.join(", ") || t("library.everywhere")]),
                    h(
                        "span",
                        { class: "row" },
                        button(t("library.edit"), () => this.#open(reply), { "aria-label": t("library.edits", { name: reply.shortcut }) }),
                        button(
                            t("library.remove"),
                            () => {
                                this.#removes = reply;
                                put(this.#deed, { problem: null, done: null });
                            },
                            { "aria-label": t("library.removes", { name: reply.shortcut }) },
                        ),
                    ),
                ],
            })),
        );
    }

    /** @param {Canned | "new"} reply */
    #editing(reply) {
        const refused = this.#form.refused(this.#deed.problem);
        const fresh = reply === "new";
        return dialog(
            fresh ? now(t("library.add")) : t("library.edits", { name: reply.shortcut }),
            [
                fresh && field(this.#form, "shortcut", t("library.shortcut"), { refused, required: true, autocapitalize: "none", hint: t("library.slash") }),
                field(this.#form, "title", t("library.name"), { refused, required: true, maxlength: "100", spellcheck: "true" }),
                field(this.#form, "locale", t("library.locale"), { refused, maxlength: "7", autocapitalize: "none", hint: t("library.tag") }),
                field(this.#form, "text", t("library.text"), { refused, required: true, tag: "textarea", rows: "6", maxlength: "4000", spellcheck: "true", dir: "auto", lang: this.#form.values.locale || null }),
                this.#own || this.#binding(),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, t("library.save"))),
            ],
            { close: () => this.#close(), submit: () => this.#save() },
        );
    }

    #binding() {
        const names = this.#queues.look().value?.items.map(({ queue_id: id }) => id) ?? [];
        return h(
            "fieldset",
            { class: "choices", key: "queues" },
            h("legend", null, t("library.only")),
            names.map((name) =>
                check(name, this.#bound.includes(name), (checked) => {
                    this.#bound = checked ? [...this.#bound, name] : this.#bound.filter((other) => other !== name);
                    changed();
                }),
            ),
        );
    }

    /** @param {Canned} reply */
    #removing(reply) {
        return dialog(
            now(t("library.remove")),
            [
                h("p", { key: "what" }, t("library.gone", { name: reply.shortcut })),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "danger", disabled: this.#deed.busy }, now(t("library.remove")))),
            ],
            { close: () => this.#close(), submit: () => this.#remove(reply) },
        );
    }
}
