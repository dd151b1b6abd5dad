// Tables that become cards where there is no room, and the lists of what is known of one thing.
import { h } from "../core/dom.js";

/** Words that break nothing and run in one direction: they need no box of their own. */
const PLAIN = /^(?=.{0,40}$)[!-~\u00a1-\u024f]{0,16}( [!-~\u00a1-\u024f]{0,16})*$/;

/** @param {any} cell */
function boxed(cell) {
    return cell?.tag === "time" || (typeof cell === "string" && PLAIN.test(cell)) ? cell : h("div", { dir: "auto" }, cell);
}

/**
 * @param {string} caption for those who do not see what is around it
 * @param {string[]} heads
 * @param {{key: string, cells: import("../core/dom.js").Children[]}[]} rows
 */
export function table(caption, heads, rows) {
    return h(
        "table",
        null,
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
                    { key },
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
