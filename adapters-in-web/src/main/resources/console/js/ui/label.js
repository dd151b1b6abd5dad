// A word from one of the tenant's lists, with its colour as a dot: what it means is always in the word.
import { h } from "../core/dom.js";

/** @param {import("../desk/labels.js").Label} label */
export function labelled({ name, color }) {
    const dot = color && h("svg", { class: "dot", viewBox: "0 0 8 8", "aria-hidden": "true" }, h("circle", { cx: "4", cy: "4", r: "4", fill: color }));
    return h("span", { class: "label", dir: "auto" }, dot, name);
}
