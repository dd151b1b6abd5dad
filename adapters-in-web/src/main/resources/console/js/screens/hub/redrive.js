// Sending again all that fit a filter: counted first, then confirmed, then followed until it has arrived.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { moment, t, tOr } from "../../core/words.js";
import { Arrivals, preview, redriveAll } from "../../hub/deliveries.js";
import { Deed, Reading } from "../../hub/reading.js";
import { button, check, dialog, ending, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";

const EVERY = 3000;

/** @typedef {import("../../hub/deliveries.js").Preview} Preview */

export class Redrive {
    /** @type {Reading<Preview & {away: string[]}> | null} */
    #preview = null;
    #refused = false;
    #deed = new Deed();
    /** @type {Reading<Awaited<ReturnType<Arrivals["look"]>>> | null} */
    #arrivals = null;

    /** @param {Record<string, string>} filter @param {() => void} sent */
    constructor(filter, sent) {
        this.filter = filter;
        this.sent = sent;
    }

    #ask() {
        this.#preview = new Reading(async () => {
            const [counted, health] = await Promise.all([preview(this.filter, this.#refused), get("/v1/health")]);
            const ill = health.parts.filter(
                (/** @type {{status: string}} */ { status }) => status === "DEGRADED" || status === "DOWN",
            );
            const names = ill.map((/** @type {{name: string}} */ { name }) => name.replace("target ", ""));
            return { ...counted, away: Object.keys(counted.by_target).filter((target) => names.includes(target)) };
        });
        put(this.#deed, { problem: null });
    }

    async #send() {
        const done = await this.#deed.run(async () => {
            const arrivals = new Arrivals(this.filter, await redriveAll(this.filter, this.#refused));
            this.#arrivals = new Reading(() => arrivals.look(), EVERY);
        });
        if (done) {
            shut();
            this.sent();
        }
    }

    /** @param {number} found */
    view(found) {
        return [
            h(
                "div",
                { class: "row", key: "redrive" },
                button(t("redrive.start"), () => this.#ask(), { disabled: found === 0, class: "primary" }),
                this.#arrivals && shown(this.#arrivals, arrivals),
            ),
            this.#preview && this.#dialog(this.#preview),
        ];
    }

    /** @param {Reading<Preview & {away: string[]}>} reading */
    #dialog(reading) {
        const { value } = reading;
        return dialog(
            t("redrive.title"),
            [
                shown(reading, (counted) => this.#counted(counted)),
                check(t("redrive.refused"), this.#refused, (refused) => {
                    this.#refused = refused;
                    this.#ask();
                }),
                outcome(this.#deed),
                ending(
                    h(
                        "button",
                        { type: "submit", class: "primary", disabled: this.#deed.busy || !value || value.count === 0 },
                        t("redrive.send", { n: value?.count ?? 0 }),
                    ),
                ),
            ],
            { close: () => this.#close(), submit: () => this.#send() },
        );
    }

    #close() {
        this.#preview = null;
        changed();
    }

    /** @param {Preview & {away: string[]}} counted */
    #counted({ count, left, left_why: why, by_target: targets, oldest, away }) {
        return h(
            "div",
            { class: "counted", key: "counted", role: "status" },
            h("p", null, t("redrive.count", { n: count }), oldest && ` ${t("redrive.oldest", { time: moment(oldest) })}`),
            h(
                "ul",
                null,
                Object.entries(targets).map(([target, n]) => h("li", { key: target }, h("bdi", null, target), ` ${n}`)),
            ),
            left > 0 &&
                h(
                    "p",
                    { key: "left" },
                    t("redrive.left", { n: left }),
                    " ",
                    Object.entries(why)
                        .map(([code, n]) => `${tOr(`left.${code}`, code)} ${n}`)
                        .join(", "),
                ),
            away.length > 0 && h("p", { key: "away", class: "warning" }, t("redrive.away", { targets: away.join(", ") })),
        );
    }
}

/** @param {{sent: number, waiting: number, again: number, arrived: number}} value */
function arrivals({ sent, waiting, again, arrived }) {
    return h("p", { class: "told", role: "status", key: "arrivals" }, t("redrive.arrived", { n: sent, arrived, waiting, again }));
}
