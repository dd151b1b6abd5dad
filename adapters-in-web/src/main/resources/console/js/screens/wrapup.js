// The conversations that the agent writes up: for how long there is time, and the end of it.
import { h } from "../core/dom.js";
import { hubTime, span, t } from "../core/words.js";
import { beReady } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";

/** On every screen, and the times in no live region: they change every second. */
export function wrapUps() {
    const all = [...desk.wrapUps].sort((a, b) => a.until.localeCompare(b.until));
    if (all.length === 0) {
        return null;
    }
    return h(
        "p",
        { class: "banner info wrapup", key: "wrapup" },
        h("span", { role: "status" }, t("wrapup.left", { n: all.length })),
        all.map(({ leaseId, until }) => h("time", { key: leaseId }, span(Date.parse(until) - hubTime()))),
        h("button", { type: "button", disabled: desk.line !== "online", onclick: beReady }, t("wrapup.ready")),
    );
}
