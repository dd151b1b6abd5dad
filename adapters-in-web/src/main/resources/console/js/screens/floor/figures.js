// What happened at queues and with agents, counted by the hub; to look at and to keep.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { download, get } from "../../core/rest.js";
import { address, goTo } from "../../core/route.js";
import { hubTime, local, midnight, moment, number, t, zone } from "../../core/words.js";
import { labelOf, outcomes } from "../../desk/shared.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, field } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { queues } from "../../ui/wait.js";
import { share, spread } from "./waits.js";

const KINDS = /** @type {const} */ (["queues", "agents"]);
const DIVISIONS = ["whole", "day", "hour"];
const COUNTS = {
    queues: ["asked", "returned", "answered", "abandoned", "moved", "declined", "missed", "ended", "transferred", "lapsed"],
    agents: ["accepted", "declined", "missed", "ended", "transferred", "lapsed"],
};

/**
 * @typedef {{at: string | null, queue_id?: string, agent_id?: string, answered?: number, answered_in_time?: number | null,
 *   answer_p50_s?: number | null, answer_p90_s?: number | null, handle_p50_s: number | null, handle_p90_s: number | null,
 *   by_outcome: Record<string, number>, [count: string]: any}} Line
 * @typedef {{kind: "queues" | "agents", items: Line[]}} Answer
 */

/** How many days they have, and how many days ago the last of them was. @type {Record<string, [number, number] | null>} */
const PERIODS = { today: [1, 0], yesterday: [1, 1], week: [7, 0], month: [30, 0], dates: null };

/** The day that was so many days ago, as the field of a date has it. @param {number} days */
function ago(days) {
    const at = new Date(hubTime());
    at.setDate(at.getDate() - days);
    return local(at.getTime()).split("T")[0];
}

/** Of the question in the address. A period is counted from the day on which it is asked. */
export class FiguresPage {
    #asks;
    #form;
    #kept = new Deed();
    #answer = new Reading(() => this.#ask());

    /** @param {Record<string, string>} asks */
    constructor({ period = "today", from = ago(0), to = ago(0), of = "queues", by = "whole", queue = "", agent = "" }) {
        this.#asks = { period: Object.hasOwn(PERIODS, period) ? period : "today", from, to, of, by, queue, agent };
        this.#form = new Form({ ...this.#asks });
    }

    get #kind() {
        return KINDS.find((kind) => kind === this.#asks.of) ?? "queues";
    }

    get #days() {
        const { period, from, to } = this.#asks;
        const days = PERIODS[period];
        return days ? { from: ago(days[1] + days[0] - 1), to: ago(days[1]) } : { from, to };
    }

    get #question() {
        const { from, to } = this.#days;
        const { by, queue, agent } = this.#asks;
        return {
            from: midnight(from) ?? "",
            to: midnight(to, 1) ?? "",
            by: by === "whole" ? "" : by,
            zone: zone(),
            queue,
            agent,
        };
    }

    /** @returns {Promise<Answer>} */
    async #ask() {
        const kind = this.#kind;
        const { items } = await get(`/v1/stats/${kind}`, this.#question);
        return { kind, items };
    }

    #keep() {
        const { from, to } = this.#days;
        const wanted = new URLSearchParams(Object.entries(this.#question).filter(([, value]) => value));
        return this.#kept.run(() =>
            download(`/v1/stats/${this.#kind}`, `?${wanted}`, `switchboard-${this.#kind}-${from}-${to}.csv`, "text/csv"),
        );
    }

    view() {
        return h(
            "section",
            { key: "figures" },
            h("p", { class: "muted" }, t("figures.means")),
            this.#filter(),
            outcome(this.#kept),
            shown(this.#answer.look(), (answer) => lines(answer)),
        );
    }

    /** Also one that is no more, where the address asks for it. */
    #queues() {
        const all = new Set([...queues.look().items.map(({ queue_id }) => queue_id), this.#asks.queue].filter(Boolean));
        return [["", t("search.any")], ...[...all].map((id) => [id, id])];
    }

    #filter() {
        const refused = this.#form.refused(this.#answer.problem);
        const dates = !PERIODS[this.#form.values.period];
        const options = (/** @type {readonly string[]} */ names) => names.map((name) => [name, t(`figures.${name}`)]);
        const onsubmit = (/** @type {SubmitEvent} */ event) => {
            event.preventDefault();
            const { from, to, queue, agent, ...others } = this.#form.values;
            const asks = { ...(dates && { from, to }), ...others, ...(queue && { queue }), ...(agent.trim() && { agent: agent.trim() }) };
            goTo(`${address("floor/figures")}#${new URLSearchParams(asks)}`, () => this.#answer.again());
        };
        return h(
            "form",
            { class: "filter", key: "filter", onsubmit },
            field(this.#form, "period", t("figures.period"), { tag: "select", options: options(Object.keys(PERIODS)), onchange: changed }),
            dates && field(this.#form, "from", t("figures.from"), { refused, type: "date", required: "" }),
            dates && field(this.#form, "to", t("figures.to"), { refused, type: "date", required: "" }),
            field(this.#form, "of", t("figures.of"), { tag: "select", options: options(KINDS) }),
            field(this.#form, "queue", t("wall.queue"), { tag: "select", options: this.#queues() }),
            field(this.#form, "agent", t("figures.agent"), { refused, type: "search", maxlength: "200", placeholder: t("sign.username") }),
            field(this.#form, "by", t("figures.by"), { refused, tag: "select", options: options(DIVISIONS) }),
            h("button", { type: "submit", class: "primary" }, t("figures.show")),
            button(t("figures.keep"), () => this.#keep(), { disabled: this.#kept.busy }),
        );
    }
}

/** @param {Answer} answer */
function lines({ kind, items }) {
    if (items.length === 0) {
        return h("p", { class: "empty", key: "empty" }, t("figures.none"));
    }
    const divided = items[0].at !== null;
    const ofQueues = kind === "queues";
    return table(
        t("floor.figures"),
        [
            divided && t("figures.at"),
            t(ofQueues ? "wall.queue" : "figures.agent"),
            ...COUNTS[kind].map((name) => t(`figures.${name}`)),
            ofQueues && t("figures.intime"),
            ofQueues && t("figures.answer"),
            t("figures.handle"),
            t("figures.outcomes"),
        ].filter((head) => head !== false),
        items.map((line) => ({
            key: `${line.at} ${line.queue_id ?? line.agent_id}`,
            cells: [
                ...(divided ? [h("time", { datetime: line.at }, moment(line.at ?? ""))] : []),
                h("strong", null, h("bdi", null, line.queue_id ?? line.agent_id ?? "")),
                ...COUNTS[kind].map((name) => number(line[name])),
                ...(ofQueues ? [share(line.answered_in_time, line.answered), spread(line.answer_p50_s, line.answer_p90_s)] : []),
                spread(line.handle_p50_s, line.handle_p90_s),
                named(line.by_outcome),
            ],
        })),
    );
}

/** @param {Record<string, number>} numbers */
function named(numbers) {
    const all = Object.entries(numbers).map(([id, n]) => `${labelOf(outcomes, id).name} ${number(n)}`);
    return all.length ? all.join(", ") : "—";
}
