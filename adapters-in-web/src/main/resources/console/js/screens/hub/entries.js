// One of an organisation's lists: who or what is in it, and how one is added, changed and removed.
import { h } from "../../core/dom.js";
import { ask, get, Problem } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const MOST = 500;
/** What the hub's refusals of a number mean here. @type {Record<number, string>} */
const REFUSALS = { 404: "unknown", 409: "taken" };

/**
 * What the entries of a list are. `cells` are by the words above them, beside number and name; `fields` are what can be
 * changed, each with its words and attributes. The number of an `outer` one comes from elsewhere, and whoever adds it says it.
 *
 * @typedef {{id: number, name: string, [member: string]: any}} Entry
 * @typedef {{label: string, hint?: string, options?: [string, string][], [attribute: string]: any}} Field
 * @typedef {{cells: Record<string, (entry: Entry) => import("../../core/dom.js").Children>, fields: Record<string, Field>,
 *   place?: (id: string) => Record<string, any>, outer?: boolean, among?: () => [string, string][]}} Kind
 * @typedef {{data: Entry[], next: number | null}} Page
 */

export class Entries {
    #form;
    #deed = new Deed();
    #pages = 1;
    /** What is asked about, and of which entry. @type {{what: "add" | "edit" | "remove" | null, one: Entry | null}} */
    #asks = { what: null, one: null };

    /** @param {string} name of the list, for its words @param {string} path @param {Kind} kind */
    constructor(name, path, kind) {
        this.name = name;
        this.path = path;
        this.kind = kind;
        this.#form = new Form({ id: "" }, []);
        this.all = new Reading(() => this.#read(), 30_000);
    }

    /** @returns {Promise<Page>} as many pages as were wanted */
    async #read() {
        /** @type {Page} */
        let all = { data: [], next: 0 };
        for (let n = 0; n < this.#pages && all.next !== null; n++) {
            const { data, next } = await get(this.path, { limit: MOST, after: all.next });
            all = { data: [...all.data, ...data], next };
        }
        return all;
    }

    /** @param {"add" | "edit" | "remove"} what @param {Entry | null} one */
    #open(what, one = null) {
        const values = Object.entries(this.kind.fields).map(([name, { options }]) => [name, one?.[name] ?? options?.[0][0] ?? ""]);
        this.#form.values = { id: "", ...Object.fromEntries(values) };
        this.#asks = { what, one };
        put(this.#deed, { problem: null, done: null });
    }

    async #save() {
        const { what, one } = this.#asks;
        const { id, ...typed } = this.#form.values;
        const body = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim()));
        const number = one?.id ?? Number(id);
        const place = `${this.path}/${number}`;
        const done = await this.#deed.run(async () => {
            if (what === "add" && !this.kind.outer) {
                await ask("POST", this.path, { body: { ...body, ...(number && { id: number }) } });
            } else if (what === "remove") {
                await ask("DELETE", place);
            } else {
                what === "add" && (await this.#missing(number));
                await ask("PUT", place, { body });
            }
            await this.all.again();
            return t("library.kept");
        });
        done && shut();
    }

    /** To put one that is there would change it. @param {number} number */
    async #missing(number) {
        const { data } = await get(this.path, { limit: 1, after: number - 1 });
        if (data[0]?.id === number) {
            throw new Problem("", 409, {});
        }
    }

    view() {
        return h(
            "section",
            { key: this.name },
            h("h2", null, t(`entries.${this.name}`)),
            shown(this.all, ({ data, next }) => [
                data.length === 0 ? h("p", { class: "empty", key: "empty" }, t("entries.none")) : this.#table(data),
                h(
                    "div",
                    { class: "row", key: "deeds" },
                    button(t(`adds.${this.name}`), () => this.#open("add"), { key: "add" }),
                    next !== null && button(t("search.more"), () => this.#more(), { key: "more" }),
                ),
            ]),
            !this.#asks.what && outcome(this.#deed),
            this.#asks.what && this.#asked(this.#asks.what),
        );
    }

    #more() {
        this.#pages++;
        this.all.again();
    }

    /** @param {Entry[]} entries */
    #table(entries) {
        const { cells, place } = this.kind;
        return table(
            t(`entries.${this.name}`),
            [t("library.id"), t("library.name"), ...Object.keys(cells).map((head) => t(head)), t("library.do")],
            entries.map((one) => ({
                key: String(one.id),
                cells: [
                    String(one.id),
                    place ? h("a", { ...place(String(one.id)), class: "excerpt" }, one.name) : one.name,
                    ...Object.values(cells).map((cell) => cell(one)),
                    h(
                        "span",
                        { class: "row" },
                        Object.keys(this.kind.fields).length > 0 && this.#button("edit", one),
                        this.#button("remove", one),
                    ),
                ],
            })),
        );
    }

    /** @param {"edit" | "remove"} what @param {Entry} one */
    #button(what, one) {
        return button(t(`library.${what}`), () => this.#open(what, one), { "aria-label": titled(what, one), disabled: this.#deed.busy });
    }

    /** @param {"add" | "edit" | "remove"} what */
    #asked(what) {
        const { one } = this.#asks;
        const { problem, busy } = this.#deed;
        const refused = this.#form.refused(problem);
        problem && what === "add" && (refused.id ??= REFUSALS[problem.status]);
        const close = () => {
            this.#asks = { what: null, one: null };
            put(this.#deed, { problem: null });
        };
        return dialog(
            one ? titled(/** @type {"edit" | "remove"} */ (what), one) : now(t(`adds.${this.name}`)),
            [
                what === "remove" ? h("p", { key: "gone" }, t(`gone.${this.name}`, { name: nameOf(/** @type {Entry} */ (one)) })) : this.#fields(what, refused),
                outcome(this.#deed),
                ending(
                    h("button", { type: "submit", class: what === "remove" ? "danger" : "primary", disabled: busy }, what === "remove" ? now(t("library.remove")) : t("library.save")),
                ),
            ],
            { close, submit: () => this.#save() },
        );
    }

    /** @param {"add" | "edit"} what @param {Record<string, string>} refused */
    #fields(what, refused) {
        const { outer, among, fields } = this.kind;
        return [
            what === "add" &&
                field(this.#form, "id", t("library.id"), {
                    refused,
                    type: "number",
                    min: "1",
                    max: String(Number.MAX_SAFE_INTEGER),
                    required: outer,
                    hint: outer ? "" : t("entries.free"),
                    among: among?.(),
                }),
            Object.entries(fields).map(([name, { label, hint, options, ...more }]) =>
                field(this.#form, name, t(label), { ...more, refused, hint: hint && t(hint), options: options?.map(([value, words]) => [value, t(words)]) }),
            ),
        ];
    }
}

/** Users of whom only a telephone system told have no name. @param {Entry} one */
function nameOf({ id, name }) {
    return name || String(id);
}

/** @param {"edit" | "remove"} what @param {Entry} one */
function titled(what, one) {
    return t(`library.${what}s`, { name: nameOf(one) });
}
