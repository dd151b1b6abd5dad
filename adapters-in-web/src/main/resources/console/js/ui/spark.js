// A small drawing of numbers over time, for those who see it: what counts stands beside it.
import { h } from "../core/dom.js";

const [WIDTH, HEIGHT] = [120, 24];

/** @param {number[]} values as many as there are steps, the oldest first */
export function spark(values) {
    const most = Math.max(1, ...values);
    const step = WIDTH / Math.max(1, values.length - 1);
    const points = values.map((value, at) => `${(at * step).toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1)}`);
    return h(
        "svg",
        { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
        h("path", { d: `M${points.join("L")}`, fill: "none", stroke: "currentColor" }),
    );
}
