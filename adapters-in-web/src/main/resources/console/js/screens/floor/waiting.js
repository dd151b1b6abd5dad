// The customers who wait, for those who decide about them.
import { h } from "../../core/dom.js";
import { changed, freshId } from "../../core/page.js";
import { t } from "../../core/words.js";
import { decide } from "../../desk/deeds.js";
import { desk } from "../../desk/desk.js";
import { agentName, waiting } from "../../desk/wall.js";
import { table } from "../../ui/table.js";
import { wait } from "../../ui/wait.js";
import { tagLine } from "../tags.js";
import { decisions } from "./decide.js";
import { isShown } from "./head.js";
import { bar, box, LEVELS, nameFor } from "./many.js";
import { targetsOf } from "./waits.js";

const MANY = 50;

/** Nothing if nobody waits. */
export function customers() {
    const all = waiting().filter(isShown);
    if (all.length === 0) {
        return null;
    }
    const rest = all.length - MANY;
    const shown = all.slice(0, MANY);
    const several = all.length > 1;
    return [
        several && bar(shown),
        table(
            t("wall.customers"),
            [...(several ? [t("many.head")] : []), ...["customer", "status", "waits", "urgency", "do"].map((name) => t(`wall.${name}`))],
            shown.map((one) => ({ key: one.handoffId, cells: [...(several ? [box(one)] : []), ...cells(one)] })),
        ),
        rest > 0 && h("p", { class: "muted", key: "rest" }, t("lists.more", { n: rest })),
    ];
}

/** @param {import("../../desk/desk.js").Waiting} one */
function cells(one) {
    const name = nameFor(one);
    return [
        h("span", null, h("strong", null, h("bdi", null, name)), h("small", { class: "muted" }, ` ${one.system} · ${one.queueId}`), tagLine(one.tags)),
        one.offeredTo ? t("wall.offeredto", { name: agentName(one.offeredTo) }) : t("wall.waiting"),
        wait(one.waitingSince, targetsOf(one.queueId).answerWithin),
        urgency(one, name),
        h("span", { class: "row deeds" }, decisions(one.conversationId, name)),
    ];
}

/** @param {import("../../desk/desk.js").Waiting} one @param {string} name */
function urgency(one, name) {
    return h(
        "select",
        {
            "aria-label": t("wall.urgencyof", { name }),
            value: one.urgency ?? "usual",
            disabled: desk.line !== "online",
            onchange: (/** @type {Event} */ event) => prioritise(one, /** @type {HTMLSelectElement} */ (event.target).value),
        },
        LEVELS.map((level) => h("option", { value: level }, t(`urgency.${level}`))),
    );
}

/** @param {import("../../desk/desk.js").Waiting} one @param {string} priority */
async function prioritise({ handoffId, version }, priority) {
    await decide("handoff.prioritise", { handoffId, version, id: freshId(), priority });
    changed(); // what was refused is shown as it is
}
