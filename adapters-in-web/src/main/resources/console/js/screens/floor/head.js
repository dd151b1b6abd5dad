// What is above the wall: the queue of which it is, how many agents are in which state, and whether it fills the screen.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { number, t } from "../../core/words.js";
import { desk } from "../../desk/desk.js";
import { wall } from "../../desk/wall.js";
import { button } from "../../ui/form.js";
import { stateName } from "../../ui/label.js";

/** The queue that is shown; empty for all. */
let only = "";

document.addEventListener("fullscreenchange", changed);

/** @param {{queueId: string}} line */
export function isShown({ queueId }) {
    return !only || queueId === only;
}

export function head() {
    only = wall.queues.has(only) ? only : "";
    const queues = [...wall.queues.values()].map(({ queueId, name }) => h("option", { value: queueId }, name));
    const onchange = (/** @type {Event} */ event) => {
        only = /** @type {HTMLSelectElement} */ (event.target).value;
        changed();
    };
    const full = document.fullscreenElement !== null;
    return [
        // what says so elsewhere is not on the screen
        full && desk.line !== "online" && h("p", { class: "banner", role: "status", key: "lost" }, t("wall.offline")),
        h(
            "div",
            { class: "row above", key: "above" },
            queues.length > 1 && h("select", { key: "only", name: "only", "aria-label": t("wall.queue"), value: only, onchange }, h("option", { value: "" }, t("wall.all")), queues),
            document.fullscreenEnabled && button(t(full ? "wall.small" : "wall.full"), () => fill(full), { key: "full", class: "fill" }),
        ),
    ];
}

/** @param {boolean} full whether it fills the screen now */
function fill(full) {
    full ? document.exitFullscreen() : document.querySelector("main")?.requestFullscreen();
}

/** As people read it. @param {import("../../desk/wall.js").AgentLine} agent */
export function stateOf({ state, consoles }) {
    return consoles === 0 ? t("wall.gone") : stateName(state);
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
export function stateClass({ kind, consoles }) {
    return `kind ${consoles === 0 ? "offline" : kind.toLowerCase()}`;
}

/** How many agents are in each state. @param {import("../../desk/wall.js").AgentLine[]} agents */
export function counts(agents) {
    const states = Map.groupBy(agents, stateOf);
    return h(
        "ul",
        { class: "counts row", key: "counts" },
        [...states].sort(([a], [b]) => a.localeCompare(b)).map(([name, all]) => h("li", { key: name, class: stateClass(all[0]) }, h("i", null), h("span", { dir: "auto" }, `${number(all.length)} ${name}`))),
    );
}
