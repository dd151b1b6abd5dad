// For how long the customers of each queue may wait, of which the wall warns, and its agents write a conversation up.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, get, path } from "../../core/rest.js";
import { sees } from "../../core/session.js";
import { span, t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { clashAfter } from "../../ui/clash.js";
import { button, dialog, ending, field, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const GOALS = /** @type {const} */ (["answer_within_s", "reply_within_s", "wrap_up_s"]);
const DAY = 86_400;
const HOUR = 3600;

/** @typedef {{queue_id: string, version: number, answer_within_s: number | null, reply_within_s: number | null,
 *   wrap_up_s: number | null}} Queue */

export class GoalsEditor {
    #queues = new Reading(() => /** @type {Promise<{items: Queue[]}>} */ (get("/v1/queues")), 30_000);
    #form = new Form({ answer_within_s: "", reply_within_s: "", wrap_up_s: "" });
    #deed = new Deed();
    /** The queue whose goals are edited. @type {string | null} */
    #edits = null;
    /** @type {Record<string, string>} */
    #base = {};
    #version = 0;
    /** @type {import("../../ui/clash.js").Clash | null} */
    #clash = null;

    /** @param {Queue} queue */
    #open(queue) {
        this.#begin(queue);
        Object.assign(this.#form.values, this.#base);
        this.#clash = null;
        this.#edits = queue.queue_id;
        put(this.#deed, { problem: null, done: null });
    }

    /** @param {Queue} queue */
    #begin(queue) {
        this.#base = Object.fromEntries(GOALS.map((goal) => [goal, String(queue[goal] ?? "")]));
        this.#version = queue.version;
    }

    /** @param {string} id */
    async #save(id) {
        Object.assign(this.#form.values, this.#clash?.values);
        const said = GOALS.filter((goal) => this.#form.values[goal].trim());
        const body = Object.fromEntries(said.map((goal) => [goal, Number(this.#form.values[goal])]));
        const done = await this.#deed.run(async () => {
            this.#clash = null;
            try {
                await ask("PUT", path`/v1/queues/${id}`, { body, version: this.#version || null });
            } catch (failure) {
                this.#clash = await clashAfter(failure, this.#base, this.#form.values, () => this.#readAnew(id));
                return this.#clash ? t("clash.met") : t("goals.saved", { name: id });
            }
            return t("goals.saved", { name: id });
        });
        this.#queues.again();
        done && !this.#clash && this.#edits === id && shut();
    }

    /** What is saved next is meant for it, unless another queue is edited meanwhile. @param {string} id */
    async #readAnew(id) {
        await this.#queues.again();
        const theirs = this.#queues.value?.items.find(({ queue_id }) => queue_id === id);
        if (!theirs || this.#edits !== id) {
            return null;
        }
        this.#begin(theirs);
        return this.#base;
    }

    view() {
        return h(
            "section",
            { key: "goals" },
            h("h2", null, t("goals.title")),
            h("p", { class: "muted" }, t("goals.means")),
            shown(this.#queues, ({ items }) => this.#table(items)),
            !this.#edits && outcome(this.#deed),
            this.#edits && this.#editing(this.#edits),
        );
    }

    /** @param {Queue[]} queues */
    #table(queues) {
        const heads = [t("wall.queue"), ...GOALS.map((goal) => t(`goals.${goal}`))];
        return table(
            t("goals.title"),
            sees("hub") ? [...heads, t("library.do")] : heads,
            queues.map((queue) => ({
                key: queue.queue_id,
                cells: [
                    h("strong", null, h("bdi", null, queue.queue_id)),
                    ...GOALS.map((goal) => (queue[goal] ? span(1000 * queue[goal]) : "—")),
                    ...(sees("hub") ? [this.#button(queue)] : []),
                ],
            })),
        );
    }

    /** @param {Queue} queue */
    #button(queue) {
        const label = t("library.edits", { name: queue.queue_id });
        return button(t("library.edit"), () => this.#open(queue), { "aria-label": label, disabled: this.#deed.busy });
    }

    /** @param {string} id */
    #editing(id) {
        const refused = this.#form.refused(this.#deed.problem);
        const close = () => {
            this.#edits = null;
            changed();
        };
        return dialog(
            t("library.edits", { name: id }),
            [
                this.#clash?.view((goal) => t(`goals.${goal}`)) ?? GOALS.map((goal) =>
                    field(this.#form, goal, t(`goals.${goal}`), {
                        refused,
                        hint: t(goal === "wrap_up_s" ? "goals.upto" : "goals.seconds"),
                        type: "number",
                        min: goal === "wrap_up_s" ? "0" : "1",
                        max: String(goal === "wrap_up_s" ? HOUR : DAY),
                        step: "1",
                    }),
                ),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, t("library.save"))),
            ],
            { close, submit: () => this.#save(id) },
        );
    }
}
