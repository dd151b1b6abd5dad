// Steps in time, one line for each target: decoration for the table below it, which says the same.
import { h } from "../core/dom.js";

const WIDTH = 1000;
const LINE = 28;
const NARROW = 6;
const FOLDED = 40;

/**
 * @typedef {{at: number, took: number, line: string, kind: "good" | "bad" | "begun"}} Step
 */

/** @param {Step[]} steps in their order */
export function timeline(steps) {
    const lines = [...new Set(steps.map(({ line }) => line))];
    const height = lines.length * LINE;
    const { places, folds, scale } = placed(steps);
    return h(
        "svg",
        { class: "timeline", viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" },
        lines.map((_, at) => h("path", { class: "axis", d: `M0 ${(at + 0.5) * LINE}H${WIDTH}` })),
        folds.map((x) => h("path", { class: "fold", d: `M${x} 0V${height}` })),
        steps.map(({ line, took, kind }, at) => {
            const y = (lines.indexOf(line) + 0.5) * LINE;
            const width = Math.max(NARROW, took * scale);
            return kind === "begun"
                ? h("circle", { class: kind, cx: places[at] + NARROW, cy: y, r: NARROW })
                : h("rect", { class: kind, x: Math.min(places[at], WIDTH - width), y: y - 7, width, height: 14, rx: 2 });
        }),
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
