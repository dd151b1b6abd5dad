// What the agent did today, shown where no conversation is open.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { number, span, t, zone } from "../core/words.js";
import { desk, socket } from "../desk/desk.js";

const FRESH = 30_000;
const COUNTS = /** @type {const} */ (["accepted", "ended", "transferred", "declined", "missed", "lapsed"]);

/**
 * @typedef {Record<COUNTS[number], number> & {handleP50?: number, handleP90?: number}} Figures
 */

/** @type {{of: string | null, figures: Figures | null, next: number}} */
let today = { of: null, figures: null, next: 0 };

/** Asked for again after a while as long as somebody looks. */
async function look() {
    if (today.of !== desk.me) {
        today = { of: desk.me, figures: null, next: 0 };
    }
    const mine = today;
    if (desk.line !== "online" || Date.now() < mine.next) {
        return;
    }
    mine.next = Date.now() + FRESH;
    const answer = await socket.ask("stats.mine", { zone: zone() });
    if (answer.ok) {
        mine.figures = /** @type {any} */ (answer);
        changed();
    }
}

/** Something may have happened since. */
export function outdated() {
    today.next = 0;
}

export function day() {
    look();
    const { figures } = today;
    return (
        figures &&
        h(
            "section",
            { class: "today", key: "today" },
            h("h2", null, t("day.title")),
            h(
                "dl",
                null,
                COUNTS.map((name) => [h("dt", null, t(`day.${name}`)), h("dd", null, number(figures[name]))]),
                figures.handleP50 !== undefined && [
                    h("dt", null, t("day.handled")),
                    h("dd", null, t("figures.spread", { half: span(1000 * figures.handleP50), most: span(1000 * (figures.handleP90 ?? 0)) })),
                ],
            ),
        )
    );
}
