// Tables that become cards where there is no room, and the lists of what is known of one thing.
import { h } from "../core/dom.js";

/** Words that break nothing and run in one direction: they need no box of their own. */
const PLAIN = /^(?=.{0,40}$)[!-~\u00a1-\u024f]{0,16}( [!-~\u00a1-\u024f]{0,16})*$/;

const AT_A_TIME = 50;
const SOON = 50;
/** Rows that may not be laid out yet. @type {Element[]} */
const waiting = [];

/** @param {Element} row */
function layOutLater(row) {
    waiting.push(row) === 1 && whenIdle(layOutSome);
}

/** All come to be laid out: a screen reader finds nothing in a row that is not. */
function layOutSome() {
    waiting.splice(0, AT_A_TIME).forEach((row) => row.classList.add("laid"));
    waiting.length > 0 && whenIdle(layOutSome);
}

/** Not every browser says when it is. @param {() => void} deed */
function whenIdle(deed) {
    "requestIdleCallback" in window ? requestIdleCallback(deed) : setTimeout(deed, SOON);
}

/** @param {any} cell */
function boxed(cell) {
    return cell?.tag === "time" || (typeof cell === "string" && PLAIN.test(cell)) ? cell : h("div", { dir: "auto" }, cell);
}

/**
 * @param {string} caption for those who do not see what is around it
 * @param {string[]} heads
 * @param {{key: string, cells: import("../core/dom.js").Children[]}[]} rows
 * @param {string} [long] its class, if it may have thousands of rows: at first only those are laid out that are seen
 */
export function table(caption, heads, rows, long) {
    return h(
        "table",
        { class: long },
        h("caption", { class: "unseen" }, caption),
        h(
            "thead",
            null,
            h(
                "tr",
                null,
                heads.map((head) => h("th", { scope: "col" }, head)),
            ),
        ),
        h(
            "tbody",
            null,
            rows.map(({ key, cells }) =>
                h(
                    "tr",
                    { key, init: long && layOutLater },
                    cells.map((cell, at) => h("td", { "data-head": heads[at], class: cell ? undefined : "none" }, boxed(cell))),
                ),
            ),
        ),
    );
}

/** @param {([string, any] | null | false)[]} pairs those without a value are left out */
export function facts(pairs) {
    const known = pairs.filter((pair) => pair && (pair[1] ?? "") !== "");
    return h(
        "dl",
        { class: "facts" },
        known.map((pair) => {
            const [name, value] = /** @type {[string, any]} */ (pair);
            return [h("dt", null, name), h("dd", { dir: "auto" }, value)];
        }),
    );
}
