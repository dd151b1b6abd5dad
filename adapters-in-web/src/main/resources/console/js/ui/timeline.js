// Steps in time, one line for each target: decoration for the table below it, which says the same.
import { h } from "../core/dom.js";

const WIDTH = 1000;
const LINE = 28;
const NARROW = 6;
const FOLDED = 40;
/** One shape for all steps of a kind: a way may have thousands. Those that went wrong lie on top. */
const KINDS = /** @type {const} */ (["good", "bad", "begun"]);

/**
 * @typedef {{at: number, took: number, line: string, kind: "good" | "bad" | "begun"}} Step
 */

/** @param {Step[]} steps in their order */
export function timeline(steps) {
    const lines = [...new Set(steps.map(({ line }) => line))];
    const height = lines.length * LINE;
    const { places, folds, scale } = placed(steps);
    const shapes = steps.map(({ line, took, kind }, at) => {
        const y = (lines.indexOf(line) + 0.5) * LINE;
        const width = Math.max(NARROW, took * scale);
        return kind === "begun"
            ? `M${places[at]} ${y}a${NARROW} ${NARROW} 0 1 1 0 .01z`
            : `M${Math.min(places[at], WIDTH - width) + 2} ${y - 7}h${width - 4}a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h${4 - width}a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2z`;
    });
    return h(
        "svg",
        { class: "timeline", viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" },
        lines.map((_, at) => h("path", { class: "axis", d: `M0 ${(at + 0.5) * LINE}H${WIDTH}` })),
        folds.map((x) => h("path", { class: "fold", d: `M${x} 0V${height}` })),
        KINDS.map((kind) => h("path", { class: kind, d: shapes.filter((_, at) => steps[at].kind === kind).join("") })),
    );
}

/** Idle time of more than five times the usual step is folded. @param {Step[]} steps */
function placed(steps) {
    const gaps = steps.slice(1).map(({ at }, i) => Math.max(0, at - steps[i].at));
    const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    const folded = gaps.map((gap) => usual > 0 && gap > 5 * usual);
    const shown = gaps.filter((_, i) => !folded[i]).reduce((sum, gap) => sum + gap, 0) + (steps.at(-1)?.took ?? 0);
    const room = WIDTH - 4 * NARROW - folded.filter(Boolean).length * FOLDED;
    const scale = shown > 0 ? Math.max(0, room) / shown : 0;
    const places = [0];
    /** @type {number[]} */
    const folds = [];
    gaps.forEach((gap, i) => {
        const before = places[i];
        folded[i] && folds.push(before + FOLDED / 2);
        places.push(before + (folded[i] ? FOLDED : Math.max(gap * scale, 0)));
    });
    return { places, folds, scale };
}
