// Many parked deliveries, chosen or all that fit a filter, are counted, then sent again or discarded.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { moment, number, t, tOr } from "../../core/words.js";
import { Arrivals, mend, preview } from "../../hub/deliveries.js";
import { Deed, Reading } from "../../hub/reading.js";
import { button, check, dialog, ending, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";

const EVERY = 3000;
/** As many as the hub takes by their names. */
const MOST = 1000;

/**
 * @typedef {import("../../hub/deliveries.js").Delivery} Delivery
 * @typedef {import("../../hub/deliveries.js").Mended} Mended
 * @typedef {import("../../hub/deliveries.js").Preview} Preview
 * @typedef {import("../../hub/deliveries.js").Remedy} Remedy
 * @typedef {{remedy: Remedy, chosen: Delivery[], counted: Reading<Preview & {away: string[]}>}} Question
 */

/** @param {Delivery} item */
export function keyOf(item) {
    return `${item.message_id} ${item.target}`;
}

/** The rows that somebody chose. */
export class Choice {
    /** @type {Set<string>} */
    #keys = new Set();

    /** Those that are still there. @param {Delivery[]} items */
    of(items) {
        return items.filter((item) => this.#keys.has(keyOf(item))).slice(0, MOST);
    }

    forget() {
        this.#keys.clear();
        changed();
    }

    /** @param {Delivery[]} items @param {boolean} chosen */
    #put(items, chosen) {
        items.map(keyOf).forEach((key) => (chosen ? this.#keys.add(key) : this.#keys.delete(key)));
        changed();
    }

    /** @param {Delivery[]} items */
    bar(items) {
        const { length: n } = this.of(items);
        return h(
            "div",
            { class: "row", key: "choice" },
            check(t("mend.shown"), n > 0 && n === Math.min(MOST, items.length), (chosen) => this.#put(items, chosen)),
            h("span", { class: "muted", role: "status" }, n > 0 && t("mend.chosen", { n })),
            n > 0 && button(t("mend.filter"), () => this.forget(), { class: "quiet", key: "filter" }),
        );
    }

    /** @param {Delivery} item */
    box(item) {
        const onchange = (/** @type {Event} */ event) =>
            this.#put([item], /** @type {HTMLInputElement} */ (event.target).checked);
        return h(
            "label",
            { class: "check" },
            h("input", { type: "checkbox", checked: this.#keys.has(keyOf(item)), onchange }),
            h("span", { class: "unseen" }, t("mend.choose", { id: item.message_id, target: item.target })),
        );
    }
}

export class Mend {
    /** @type {Question | null} */
    #question = null;
    #refused = false;
    #deed = new Deed();
    /** @type {Reading<Awaited<ReturnType<Arrivals["look"]>>> | null} */
    #arrivals = null;

    /** @param {Record<string, string>} filter @param {() => void} done */
    constructor(filter, done) {
        this.filter = filter;
        this.done = done;
    }

    /** @param {Delivery[]} chosen */
    #selection(chosen) {
        return chosen.length > 0
            ? { deliveries: chosen.map(({ message_id, target }) => ({ message_id, target })) }
            : { ...this.filter, ...(this.#refused && { include_refused: true }) };
    }

    /** @param {Remedy} remedy @param {Delivery[]} chosen none for all that fit the filter */
    #ask(remedy, chosen) {
        const selection = this.#selection(chosen);
        const counted = new Reading(async () => {
            const [found, health] = await Promise.all([preview(remedy, selection), get("/v1/health")]);
            const ill = health.parts.filter(
                (/** @type {{status: string}} */ { status }) => status === "DEGRADED" || status === "DOWN",
            );
            const names = ill.map((/** @type {{name: string}} */ { name }) => name.replace("target ", ""));
            const away = Object.keys(found.by_target).filter((target) => names.includes(target));
            return { ...found, away: await tried(away) };
        });
        this.#question = { remedy, chosen, counted };
        put(this.#deed, { problem: null, done: null });
    }

    /** @param {Question} question */
    async #mend({ remedy, chosen, counted }) {
        const { token } = /** @type {Preview} */ (counted.value);
        const ended = await this.#deed.run(async () => {
            const mended = await mend(remedy, this.#selection(chosen), token);
            const follows = remedy === "redrive" && chosen.length === 0;
            const arrivals = follows ? new Arrivals(this.filter, mended) : null;
            this.#arrivals = arrivals && new Reading(() => arrivals.look(), EVERY);
            return follows ? null : told(remedy, mended);
        });
        if (ended) {
            shut();
            this.done();
        }
    }

    /** @param {number} found how many rows there are @param {Delivery[]} chosen */
    view(found, chosen) {
        const n = chosen.length;
        const [again, never] = n > 0 ? ["mend.redrive", "mend.discard"] : ["redrive.start", "mend.all"];
        return [
            h(
                "div",
                { class: "row", key: "mend" },
                // where nothing is found they go: switched off they would keep the focus from everything else
                found > 0 && button(t(again, { n }), () => this.#ask("redrive", chosen), { class: "primary", key: "redrive" }),
                found > 0 && button(t(never, { n }), () => this.#ask("discard", chosen), { class: "quiet", key: "discard" }),
                this.#arrivals && shown(this.#arrivals, arrivals),
            ),
            !this.#question && outcome(this.#deed),
            this.#question && this.#dialog(this.#question),
        ];
    }

    /** @param {Question} question */
    #dialog(question) {
        const { remedy, chosen, counted } = question;
        const { value } = counted;
        const discards = remedy === "discard";
        const ready = value !== null && value.count > 0;
        return dialog(
            t(discards ? "mend.title" : "redrive.title"),
            [
                shown(counted, (found) => result(found, discards)),
                discards && h("p", { key: "lost", class: "warning" }, t("mend.lost")),
                chosen.length === 0 &&
                    check(t("redrive.refused"), this.#refused, (refused) => {
                        this.#refused = refused;
                        this.#ask(remedy, chosen);
                    }),
                outcome(this.#deed),
                ending(
                    h(
                        "button",
                        { type: "submit", class: discards ? "danger" : "primary", disabled: this.#deed.busy || !ready },
                        t(discards ? "mend.give" : "redrive.send", { n: value?.count ?? 0 }),
                    ),
                ),
            ],
            { close: () => this.#close(), submit: () => ready && this.#mend(question) },
        );
    }

    #close() {
        this.#question = null;
        changed();
    }
}

/** The targets, and when those that are channels are tried next. @param {string[]} targets */
async function tried(targets) {
    /** @type {import("./channels.js").Channel[]} */
    const channels = targets.some((target) => target.startsWith("channel:"))
        ? (await get("/v1/channels", { limit: 1000 })).items
        : [];
    return targets.map((target) => {
        const next = channels.find(({ channel_id: id }) => target === `channel:${id}`)?.circuit.next_probe_at;
        return next ? `${target} (${t("channels.probe")} ${moment(next)})` : target;
    });
}

/** @param {Preview & {away: string[]}} counted @param {boolean} discards */
function result({ by_target: targets, oldest, away, ...mended }, discards) {
    return h(
        "div",
        { class: "counted", key: "counted", role: "status" },
        h("p", null, t("redrive.count", { n: mended.count }), oldest && ` ${t("redrive.oldest", { time: moment(oldest) })}`),
        h(
            "ul",
            null,
            Object.entries(targets).map(([target, n]) => h("li", { key: target }, h("bdi", null, target), ` ${number(n)}`)),
        ),
        mended.left > 0 && h("p", { key: "left" }, left(mended)),
        !discards &&
            away.length > 0 &&
            h("p", { key: "away", class: "warning" }, t("redrive.away", { targets: away.join(", ") })),
    );
}

/** @param {Mended} mended */
function left({ left: n, left_why: why }) {
    const codes = Object.entries(why).map(([code, n]) => `${tOr(`left.${code}`, code)} ${number(n)}`);
    return `${t("redrive.left", { n })} ${codes.join(", ")}`;
}

/** @param {Remedy} remedy @param {Mended} mended */
function told(remedy, mended) {
    const done = t(remedy === "discard" ? "mend.given" : "mend.sent", { n: mended.count });
    return mended.left > 0 ? `${done} ${left(mended)}` : done;
}

/** @param {{sent: number, waiting: number, again: number, arrived: number}} value */
function arrivals({ sent, waiting, again, arrived }) {
    return h("p", { class: "told", role: "status", key: "arrivals" }, t("redrive.arrived", { n: sent, arrived, waiting, again }));
}
