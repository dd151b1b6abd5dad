// What a supervisor decides about several customers who wait: each by a command of its own, and told one by one.
import { h } from "../../core/dom.js";
import { changed, freshId } from "../../core/page.js";
import { onSignOut } from "../../core/session.js";
import { refusal, t } from "../../core/words.js";
import { nameOf } from "../../desk/chat.js";
import { decide } from "../../desk/deeds.js";
import { desk } from "../../desk/desk.js";
import { NOT_YET } from "../../desk/outbox.js";
import { button, check, dialog, ending, now, shut } from "../../ui/form.js";
import { choice } from "../../ui/label.js";
import { destination, forgetTargets, targets } from "../targets.js";
import { tell } from "./decide.js";

/**
 * @typedef {import("../../desk/desk.js").Waiting} Waiting
 * @typedef {{one: Waiting, id: string, code: string}} Try `code` says why the hub refused it, or that it did not answer
 */

export const LEVELS = ["usual", "high", "urgent"];

/** By their handoffs. @type {Set<string>} */
const chosen = new Set();
/** @type {{kind: "assign" | "urgency", about: Try[], to: string, done: number, busy: boolean} | null} */
let current = null;

onSignOut(() => {
    chosen.clear();
    current = null;
});

/** @param {Waiting[]} some @param {boolean} wanted */
function choose(some, wanted) {
    some.forEach(({ handoffId }) => (wanted ? chosen.add(handoffId) : chosen.delete(handoffId)));
    changed();
}

/** @param {Waiting} one */
export function nameFor(one) {
    return nameOf(one.customer) || one.conversationId;
}

/** @param {Waiting} one */
export function box(one) {
    const onchange = (/** @type {Event} */ event) => choose([one], /** @type {HTMLInputElement} */ (event.target).checked);
    return h(
        "label",
        { class: "check" },
        h("input", { type: "checkbox", checked: chosen.has(one.handoffId), onchange }),
        h("span", { class: "unseen" }, t("many.choose", { name: nameFor(one) })),
    );
}

/** @param {Waiting[]} all who are shown */
export function bar(all) {
    const some = all.filter(({ handoffId }) => chosen.has(handoffId));
    const disabled = some.length === 0 || desk.line !== "online";
    return h(
        "div",
        { class: "row many", key: "many" },
        check(t("many.all"), some.length > 0 && some.length === all.length, (wanted) => choose(all, wanted)),
        h("span", { class: "muted", role: "status" }, some.length > 0 && t("many.about", { n: some.length })),
        button(t("many.assign"), () => ask("assign", some), { key: "assign", disabled }),
        button(t("many.urgency"), () => ask("urgency", some), { key: "urgency", disabled }),
    );
}

/** @param {"assign" | "urgency"} kind @param {Waiting[]} some */
function ask(kind, some) {
    forgetTargets();
    tell("");
    current = { kind, about: some.map((one) => ({ one, id: "", code: "" })), to: "", done: 0, busy: false };
    changed();
}

/** What is asked now. */
export function manyDialog() {
    if (!current) {
        return null;
    }
    const asked = current;
    const { kind, about, done, busy } = asked;
    const one = (/** @type {string} */ value, /** @type {import("../../core/dom.js").Child} */ text) =>
        choice("to", value, text, asked.to === value, () => {
            asked.to = value;
            changed();
        });
    const levels = () => h("fieldset", { key: "levels", class: "choices" }, h("legend", null, t("wall.urgency")), LEVELS.map((level) => one(level, t(`urgency.${level}`))));
    const refused = about.filter(({ code }) => code);
    return dialog(
        now(t(`many.${kind}`)),
        [
            h("p", { key: "about", role: "status" }, t("many.about", { n: about.length }), done > 0 && ` ${t("many.done", { n: done })}`),
            kind === "assign" ? targets(asked.to, one) : levels(),
            h("div", { class: "refusal", role: "alert", key: "refused" }, refused.length > 0 && h("ul", null, refused.map(why))),
            ending(h("button", { type: "submit", class: "primary", key: "do", disabled: busy || desk.line !== "online" }, t(kind === "assign" ? "decide.do" : "decide.set"))),
        ],
        { close: () => void (current = null), submit },
    );
}

/** @param {Try} refused */
function why({ one, code }) {
    return h("li", { key: one.handoffId }, h("bdi", null, nameFor(one)), `: ${refusal(code)}`);
}

async function submit() {
    const asked = current;
    if (!asked || asked.busy) {
        return;
    }
    const { kind, to } = asked;
    asked.busy = true;
    changed();
    for (const tried of [...asked.about]) {
        if (current !== asked) {
            break; // it was given up: what is not asked for yet stays as it is
        }
        // what the hub may have done is asked for again as it was; what it refused is another wish, about how it is now
        NOT_YET.has(tried.code) || Object.assign(tried, { id: freshId(), one: asNow(tried.one) });
        tried.code = await decided(kind, tried, to);
        if (!tried.code) {
            asked.done++;
            asked.about = asked.about.filter((other) => other !== tried);
            choose([tried.one], false);
        }
    }
    asked.busy = false;
    if (current === asked) {
        desk.trouble = null; // it is said here
    }
    if (current !== asked || asked.about.length === 0) {
        tell(t("many.done", { n: asked.done }));
        current === asked && shut();
    }
    changed();
}

/** @param {"assign" | "urgency"} kind @param {Try} tried @param {string} to @returns {Promise<string>} why not; empty if it is done */
async function decided(kind, { one, id }, to) {
    const { conversationId, handoffId, version } = one;
    const answer =
        kind === "assign"
            ? await decide("conversation.assign", { conversationId, handoffId, version, id, to: destination(to) })
            : await decide("handoff.prioritise", { handoffId, version, id, priority: to });
    return answer.ok ? "" : (answer.code ?? "INTERNAL");
}

/** @param {Waiting} one */
function asNow(one) {
    return desk.queues.get(one.queueId ?? "")?.items.get(one.handoffId) ?? one;
}
