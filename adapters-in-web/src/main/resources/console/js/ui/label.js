// What is chosen from a list: a word of the tenant's, with its colour as a dot, for what it means is always in the word;
// and one of several.
import { h } from "../core/dom.js";
import { t, tOr } from "../core/words.js";
import { desk } from "../desk/desk.js";

/** @param {import("../desk/shared.js").Label} label */
export function labelled({ name, color }) {
    const dot = color && h("svg", { class: "dot", viewBox: "0 0 8 8", "aria-hidden": "true" }, h("circle", { cx: "4", cy: "4", r: "4", fill: color }));
    return h("span", { class: "label", dir: "auto" }, dot, name);
}

/** A state of an agent as people read it. @param {string} name */
export function stateName(name) {
    return tOr(`state.${name}`, name);
}

/** As the agent's own state is called. */
export function ownStateName() {
    const own = desk.availability?.availabilityStateId;
    return stateName(desk.states.find(({ availabilityStateId }) => availabilityStateId === own)?.name ?? "");
}

/** How the line to the desk is. */
export function lineName() {
    return tOr(`line.${desk.line}`, t("line.refused"));
}

/**
 * @param {string} name
 * @param {string} value
 * @param {import("../core/dom.js").Child} label
 * @param {boolean} checked
 * @param {() => void} chosen
 */
export function choice(name, value, label, checked, chosen) {
    return h(
        "label",
        { class: "target", key: `${name}-${value}` },
        h("input", { type: "radio", name, value, required: true, checked, onchange: chosen }),
        label,
    );
}
