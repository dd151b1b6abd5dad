// One list from which agents choose. Each change saves the whole list in place of the version that is shown.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, get } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, check, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { labelled } from "../../ui/label.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const LONGEST_ID = 40;

/**
 * @typedef {import("../../desk/shared.js").Label} Label
 * @typedef {import("../../desk/shared.js").Labels} Labels
 */

export class LabelsEditor {
    #kind;
    #shared;
    #list;
    #form = new Form({ name: "", color: "" });
    #deed = new Deed();
    /** What is edited: one of them, or a new one. @type {Label | "new" | null} */
    #edits = null;
    /** The list that the dialog shows: a change of somebody else's meanwhile is refused, and not undone. @type {Labels | null} */
    #base = null;
    #colored = false;

    /** @param {"outcomes" | "tags"} kind @param {import("../../desk/shared.js").Shared<Labels>} shared what the agent's own desk shows */
    constructor(kind, shared) {
        this.#kind = kind;
        this.#shared = shared;
        this.#list = new Reading(() => /** @type {Promise<Labels>} */ (get(`/v1/${kind}`)), 30_000);
    }

    /** @param {Label | "new"} label */
    #open(label) {
        const { name, color = "" } = label === "new" ? { name: "" } : label;
        Object.assign(this.#form.values, { name, color: color || "#2e7d32" });
        this.#colored = color !== "";
        this.#edits = label;
        this.#base = this.#list.value;
        put(this.#deed, { problem: null, done: null });
    }

    /** @param {Label[]} items @param {boolean} [required] */
    #save(items, required = this.#list.value?.required) {
        const { version } = this.#base ?? this.#list.value ?? {};
        return this.#deed.run(async () => {
            const anyOffered = items.some(({ retired }) => !retired);
            const body = this.#kind === "outcomes" ? { items, required: Boolean(required) && anyOffered } : { items };
            const answer = await ask("PUT", `/v1/${this.#kind}`, { body, version: version || null });
            this.#list.value = await answer.json();
            this.#shared.again();
            return t("library.kept");
        });
    }

    async #submit() {
        const items = this.#base?.items ?? [];
        const name = this.#form.values.name.trim();
        const color = this.#colored ? { color: this.#form.values.color } : {};
        const edited = this.#edits;
        const next =
            edited === "new"
                ? [...items, { id: idOf(name, items), name, retired: false, ...color }]
                : items.map((label) => (label.id === edited?.id ? { id: label.id, name, retired: label.retired, ...color } : label));
        (await this.#save(next)) && shut();
    }

    #reload() {
        put(this.#deed, { problem: null });
        this.#list.again();
    }

    /** @param {Label} label @param {Partial<Label>} change */
    #change(label, change) {
        this.#save((this.#list.value?.items ?? []).map((one) => (one.id === label.id ? { ...one, ...change } : one)));
    }

    /** @param {number} at one place up */
    #raise(at) {
        const items = [...(this.#list.value?.items ?? [])];
        items.splice(at - 1, 0, ...items.splice(at, 1));
        this.#save(items);
    }

    view() {
        return h(
            "section",
            { key: this.#kind },
            h("h2", null, t(`library.${this.#kind}`)),
            shown(this.#list, (list) => [
                list.items.length === 0 ? h("p", { class: "empty", key: "empty" }, t(`library.no${this.#kind}`)) : this.#table(list),
                this.#kind === "outcomes" &&
                    list.items.some(({ retired }) => !retired) &&
                    check(t("library.required"), Boolean(list.required), (required) => this.#save(list.items, required)),
                button(t(`library.new${this.#kind}`), () => this.#open("new"), { key: "add" }),
            ]),
            !this.#edits && outcome(this.#deed),
            !this.#edits &&
                this.#deed.problem?.status === 412 &&
                button(t("library.reload"), () => this.#reload(), { key: "reload" }),
            this.#edits && this.#editing(this.#edits),
        );
    }

    /** @param {Labels} list */
    #table({ items }) {
        return table(
            t(`library.${this.#kind}`),
            ["name", "id", "state", "do"].map((head) => t(`library.${head}`)),
            items.map((label, at) => ({
                key: label.id,
                cells: [
                    labelled(label),
                    h("code", null, label.id),
                    t(label.retired ? "library.retired" : "library.offered"),
                    h(
                        "span",
                        { class: "row" },
                        this.#button("edit", label, () => this.#open(label)),
                        this.#button(label.retired ? "restore" : "retire", label, () => this.#change(label, { retired: !label.retired })),
                        at > 0 && this.#button("raise", label, () => this.#raise(at)),
                    ),
                ],
            })),
        );
    }

    /** @param {"edit" | "retire" | "restore" | "raise"} deed @param {Label} label @param {() => void} onclick */
    #button(deed, { name }, onclick) {
        const text = t(`library.${deed}`);
        return button(text, onclick, { "aria-label": `${text} ${name}`, disabled: this.#deed.busy });
    }

    /** @param {Label | "new"} label */
    #editing(label) {
        const colored = (/** @type {boolean} */ checked) => {
            this.#colored = checked;
            changed();
        };
        const close = () => {
            this.#edits = this.#base = null;
            changed();
        };
        return dialog(
            label === "new" ? now(t(`library.new${this.#kind}`)) : t("library.edits", { name: label.name }),
            [
                field(this.#form, "name", t("library.name"), { required: true, maxlength: "60", spellcheck: "true" }),
                check(t("library.colored"), this.#colored, colored),
                this.#colored && field(this.#form, "color", t("library.color"), { type: "color" }),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, t("library.save"))),
            ],
            { close, submit: () => this.#submit() },
        );
    }
}

/** The name in plain letters, unlike those that are there. @param {string} name @param {Label[]} items */
function idOf(name, items) {
    const plain = name
        .normalize("NFKD")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "");
    const stem = plain.slice(0, LONGEST_ID - 4) || "label";
    const taken = new Set(items.map(({ id }) => id));
    for (let n = 1; ; n++) {
        const id = n === 1 ? stem : `${stem}-${n}`;
        if (!taken.has(id)) {
            return id;
        }
    }
}
