// What the hub did in the last three hours.
import { h } from "../../core/dom.js";
import { get } from "../../core/rest.js";
import { hubTime, number, t } from "../../core/words.js";
import { Reading } from "../../hub/reading.js";
import { shown } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

const STEP = 15_000;
const MOST = 720;
/** The steps of a minute. */
const MINUTE = 4;
const NAMES = /** @type {const} */ (["accepted", "delivered", "parked", "pending", "p95_ms"]);

/** @typedef {{at: string, accepted: number, delivered: number, parked: number, pending: number, p95_ms: number | null}} Point */

/** Reads all once, and then what is new. Another hub begins anew. */
export class Pace {
    /** @type {Point[]} */
    #points = [];
    /** @type {string | null} */
    #hub = null;
    #reading = new Reading(() => this.#ask(), STEP);

    /** @returns {Promise<Point[]>} */
    async #ask() {
        const last = this.#points.at(-1)?.at ?? "";
        const lately = last && hubTime() - Date.parse(last) < MINUTE * STEP;
        const { hub, points } = await get("/v1/figures", { since: lately ? "2m" : "3h" });
        const goesOn = lately && hub === this.#hub && points.some((/** @type {Point} */ { at }) => at === last);
        if (lately && !goesOn) {
            this.#points = [];
            return this.#ask();
        }
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
    return table(
        t("pace.title"),
        ["what", "now", "most", "drawing"].map((head) => t(`pace.${head}`)),
        NAMES.map((name) => {
            const values = minutes(points.map((point) => point[name] ?? 0), name === "pending" || name === "p95_ms");
            return { key: name, cells: [t(`pace.${name}`), number(values.at(-1) ?? 0), number(Math.max(...values)), drawn(values)] };
        }),
    );
}

/** For those who see it: what counts stands beside it. @param {number[]} values */
function drawn(values) {
    const most = Math.max(1, ...values);
    const points = values.map((value, at) => `${at},${1 - value / most}`);
    return h(
        "svg",
        { class: "spark", viewBox: `0 -0.1 ${Math.max(1, values.length - 1)} 1.2`, preserveAspectRatio: "none", "aria-hidden": "true" },
        h("path", { d: `M${points.join("L")}` }),
    );
}

/** The most of each minute, or the sum. @param {number[]} steps @param {boolean} most */
function minutes(steps, most) {
    const values = [];
    for (let end = steps.length; end > 0; end -= MINUTE) {
        const some = steps.slice(Math.max(0, end - MINUTE), end);
        values.unshift(most ? Math.max(...some) : some.reduce((sum, one) => sum + one));
    }
    return values;
}
