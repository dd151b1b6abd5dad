// What the hub did in the last three hours, as numbers and as small drawings.
import { h } from "../../core/dom.js";
import { get } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Reading } from "../../hub/reading.js";
import { shown } from "../../ui/problem.js";
import { spark } from "../../ui/spark.js";
import { table } from "../../ui/table.js";

const STEP = 15_000;
const MOST = 720;
/** The steps of a minute. */
const MINUTE = 4;
const DONE = /** @type {const} */ (["accepted", "delivered", "parked"]);
const SEEN = /** @type {const} */ (["pending", "p95_ms"]);

/** @typedef {{at: string, accepted: number, delivered: number, parked: number, pending: number, p95_ms: number | null}} Point */

/** The first time it reads all, and then what is new. A hub that was started anew, or another one, begins anew. */
export class Pace {
    /** @type {Point[]} */
    #points = [];
    /** @type {string | null} */
    #hub = null;
    #reading = new Reading(() => this.#ask(), STEP);

    async #ask() {
        const last = this.#points.at(-1)?.at ?? "";
        const lately = last && Date.now() - Date.parse(last) < MINUTE * STEP;
        const { hub, points } = await get("/v1/figures", { since: lately ? "2m" : "3h" });
        const goesOn = lately && hub === this.#hub && points.some((/** @type {Point} */ { at }) => at === last);
        const more = points.filter((/** @type {Point} */ { at }) => !goesOn || at > last);
        this.#hub = hub;
        this.#points = [...(goesOn ? this.#points : []), ...more].slice(-MOST);
        return this.#points;
    }

    view() {
        return h("section", { key: "pace" }, h("h2", null, t("pace.title")), shown(this.#reading, (points) => lines(points)));
    }
}

/** @param {Point[]} points */
function lines(points) {
    if (points.length === 0) {
        return h("p", { class: "muted", key: "none" }, t("pace.none"));
    }
    /** @type {[string, number[]][]} */
    const all = [
        ...DONE.map((name) => /** @type {[string, number[]]} */ ([name, minutes(points.map((point) => point[name]), (some) => some.reduce((sum, one) => sum + one, 0))])),
        ...SEEN.map((name) => /** @type {[string, number[]]} */ ([name, minutes(points.map((point) => point[name] ?? 0), (some) => Math.max(...some))])),
    ];
    return table(
        t("pace.title"),
        ["what", "now", "most", "drawing"].map((head) => t(`pace.${head}`)),
        all.map(([name, values]) => ({
            key: name,
            cells: [t(`pace.${name}`), String(values.at(-1)), String(Math.max(...values)), spark(values)],
        })),
    );
}

/** Counted from the last step back. @param {number[]} steps @param {(some: number[]) => number} sum */
function minutes(steps, sum) {
    const values = [];
    for (let end = steps.length; end > 0; end -= MINUTE) {
        values.unshift(sum(steps.slice(Math.max(0, end - MINUTE), end)));
    }
    return values;
}
