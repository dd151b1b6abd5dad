// What admins say to everybody at the desk: it stands above everything else until its time is over.
import { h } from "../core/dom.js";
import { written } from "../core/keep.js";
import { changed, whenDrawn } from "../core/page.js";
import { onSignOut } from "../core/session.js";
import { clock, hubTime, moment, t } from "../core/words.js";
import { desk, listen } from "../desk/desk.js";
import { icon } from "../ui/icon.js";
import { ownStateName } from "../ui/label.js";

/** The longest that a browser's timer waits. */
const LONGEST = 2 ** 31 - 1;
const TODAY = 12 * 3_600_000;

/** @typedef {{id: string, level: "info" | "warning" | "urgent", text: string, until: string}} Notice */

/** @type {Map<string, Notice>} */
const told = new Map();

// those that stand come anew on each connection
listen("joined", () => told.clear());
listen("notice", (/** @type {Notice} */ notice) => {
    told.set(notice.id, notice);
    setTimeout(changed, Math.min(Date.parse(notice.until) - hubTime() + 1, LONGEST));
});
listen("notice.over", ({ id }) => {
    told.delete(id);
    away()?.remove(id);
});
onSignOut(() => told.clear());

/** Those that this person has put away. */
function away() {
    return desk.me === null ? null : written(desk.me, "notice");
}

/** There even without any, so that those who do not see it are told when one comes. */
export function notices() {
    const standing = [...told.values()].filter(({ id, until }) => Date.parse(until) > hubTime() && !away()?.get(id));
    return h("div", { class: "notices", key: "notices", "aria-live": "polite" }, standing.map(one), chosen());
}

/** Who chose the agent's state, until the agent chooses one or has read it. */
function chosen() {
    const by = desk.availability?.by;
    return (
        by &&
        by.id !== desk.me &&
        h(
            "p",
            { class: "banner info", key: "by" },
            icon("info"),
            h("span", { dir: "auto" }, t("availability.by", { name: by.name, state: ownStateName() })),
            h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: read }, icon("close")),
        )
    );
}

function read() {
    delete desk.availability?.by;
    whenDrawn(stay);
}

/** @param {Notice} notice */
function one({ id, level, text, until }) {
    const soon = Date.parse(until) - hubTime() < TODAY;
    return h(
        "p",
        { class: `banner ${level}`, key: id, role: level === "urgent" && "alert" },
        icon(level === "info" ? "info" : "failed", t(`notices.${level}`)),
        h("strong", { dir: "auto" }, text),
        h("small", null, t("notices.ends", { time: soon ? clock(until) : moment(until) })),
        h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: () => putAway(id) }, icon("close")),
    );
}

/** @param {string} id */
function putAway(id) {
    away()?.put(id, true);
    whenDrawn(stay);
}

/** The button goes with its notice. */
function stay() {
    const next = document.querySelector(".notices button, main [tabindex], main textarea");
    document.activeElement === document.body && /** @type {HTMLElement | null} */ (next)?.focus();
}
