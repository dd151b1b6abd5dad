// What a supervisor decides about conversations that are somebody else's: asked once more, and done once however often it
// is pressed.
import { h } from "../../core/dom.js";
import { changed, freshId, whenDrawn } from "../../core/page.js";
import { go } from "../../core/route.js";
import { onSignOut } from "../../core/session.js";
import { refusal, t, tOr } from "../../core/words.js";
import { nameOf } from "../../desk/chat.js";
import { decide } from "../../desk/deeds.js";
import { desk, socket } from "../../desk/desk.js";
import { NOT_YET } from "../../desk/outbox.js";
import { agentName, waiting, wall } from "../../desk/wall.js";
import { composerField } from "../../ui/composer.js";
import { dialog, ending, shut } from "../../ui/form.js";
import { choice, stateName } from "../../ui/label.js";
import { destination, forgetTargets, targets } from "../targets.js";

/**
 * @typedef {import("../../desk/wall.js").ChatLine | import("../../desk/desk.js").Waiting} Subject whom an agent has, or who waits
 * @typedef {import("../../desk/wall.js").AgentLine} AgentLine
 * @typedef {typeof desk.states[0]} State
 * @typedef {{kind: "take" | "assign" | "empty" | "put", about: string, id: string, to: string, note: string, states: State[], seen: any,
 *   busy: boolean, refused: string | null}} Decision `about` a conversation or an agent; `seen` is that for which the hub was asked and
 *   did not answer
 */

/** @type {Decision | null} */
let current = null;
/** What was done last. */
let told = "";

onSignOut(() => {
    current = null;
    told = "";
});

/** @param {Decision["kind"]} kind @param {string} about @param {string} name */
function button(kind, about, name) {
    const onclick = () => {
        forgetTargets();
        told = "";
        const to = kind === "empty" && desk.queues.size === 1 ? `q${[...desk.queues.keys()][0]}` : "";
        current = { kind, about, id: freshId(), to, note: "", states: [], seen: null, busy: false, refused: null };
        kind === "put" && look(current);
        changed();
    };
    const label = t(kind === "empty" ? "wall.empties" : `wall.${kind}s`, { name });
    return h("button", { type: "button", key: kind, disabled: desk.line !== "online", "aria-label": label, onclick }, t(`wall.${kind}`));
}

/** What may be decided about a conversation. @param {string} chat @param {string} name of the customer */
export function decisions(chat, name) {
    return [button("take", chat, name), button("assign", chat, name)];
}

/** @param {AgentLine} agent */
export function emptying({ agentId, name, chats }) {
    return chats > 0 && button("empty", agentId, name);
}

/** Puts an agent into another state. @param {AgentLine} agent */
export function putting({ agentId, name, consoles }) {
    return consoles > 0 && button("put", agentId, name);
}

/** In which states the agent may be. @param {Decision} asked */
async function look(asked) {
    const { ok, code, states, availability } = await socket.ask("availability.list", { agentId: asked.about });
    Object.assign(asked, ok ? { states, to: String(availability.availabilityStateId) } : { refused: code ?? "INTERNAL" });
    changed();
}

/** What is asked now. */
export function decision() {
    return current && asks(current);
}

/** @param {string} what was done last */
export function tell(what) {
    told = what;
}

/** What was done last. */
export function decided() {
    return h("p", { class: "told", role: "status", key: "told" }, told);
}

/** Whether it is about an agent. @param {Decision["kind"]} kind */
function isAgent(kind) {
    return kind === "empty" || kind === "put";
}

/** @param {Decision} asked @returns {any} what it is about, as it is now; undefined if there is no such thing any more */
function subject({ kind, about, seen }) {
    if (seen) {
        return seen;
    }
    return isAgent(kind) ? wall.agents.get(about) : (wall.chats.get(about) ?? waiting().find(({ conversationId }) => conversationId === about));
}

/** @param {Decision} asked @param {any} now */
function nameFor({ kind, about }, now) {
    return isAgent(kind) ? agentName(about) : nameOf(now?.customer) || about;
}

/** @param {Decision} asked */
function asks(asked) {
    const { kind, refused } = asked;
    const now = subject(asked);
    const count = { n: now?.chats ?? 0 };
    return dialog(
        t(`decide.${kind}`, { name: nameFor(asked, now), ...count }),
        [
            h("p", { key: "whose" }, whose(kind, now)),
            kind === "assign" && targets(asked.to, chooser(asked), now?.agentId),
            kind === "empty" && queues(chooser(asked)),
            kind === "put" && states(asked.states, chooser(asked)),
            kind !== "put" && h(
                "label",
                { class: "field", key: "note" },
                t("finish.reason"),
                h("textarea", {
                    name: "note",
                    rows: "3",
                    leaf: true,
                    oninput: (/** @type {Event} */ event) => void (asked.note = /** @type {HTMLTextAreaElement} */ (event.target).value),
                }),
            ),
            h("p", { class: "refusal", role: "alert", key: "refusal" }, refused && tOr(`decide.${kind}.${refused}`, refusal(refused))),
            ending(h("button", { type: "submit", class: "primary", key: "do", disabled: asked.busy || !now || (kind === "put" && !asked.to) }, label(kind, count))),
        ],
        { close: () => void (current = null), submit, key: `${kind} ${asked.about}` },
    );
}

/** @param {Decision["kind"]} kind @param {{n: number}} count */
function label(kind, count) {
    return kind === "take" ? t("wall.take") : kind === "empty" ? t("decide.move", count) : t(kind === "put" ? "decide.set" : "decide.do");
}

/** @param {Decision["kind"]} kind @param {any} now */
function whose(kind, now) {
    if (!now) {
        return t("wall.over");
    }
    if (isAgent(kind)) {
        return t(kind === "put" ? "decide.puts" : "decide.emptied", { name: now.name });
    }
    if (now.agentId) {
        return t(kind === "take" ? "decide.told" : "decide.passed", { name: agentName(now.agentId) });
    }
    return now.offeredTo ? t("decide.offered", { name: agentName(now.offeredTo) }) : t("decide.waits");
}

/** @param {Decision} asked */
function chooser(asked) {
    return (/** @type {string} */ value, /** @type {import("../../core/dom.js").Child} */ text) =>
        choice("to", value, text, asked.to === value, () => {
            asked.to = value;
            changed();
        });
}

/** @param {(value: string, label: string) => import("../../core/dom.js").Child} choose */
function queues(choose) {
    return h(
        "fieldset",
        { key: "queues", class: "choices" },
        h("legend", null, t("decide.where")),
        [...desk.queues.values()].map(({ queueId, name }) => choose(`q${queueId}`, name)),
    );
}

/** @param {State[]} all @param {(value: string, label: string) => import("../../core/dom.js").Child} choose */
function states(all, choose) {
    const some = all.map((state) => choose(String(state.availabilityStateId), stateName(state.name)));
    return some.length > 0 && h("fieldset", { key: "states", class: "choices" }, h("legend", null, t("wall.state")), some);
}

/** @param {Decision} asked */
function chosenState({ states, to }) {
    return states.find(({ availabilityStateId }) => String(availabilityStateId) === to);
}

async function submit() {
    const asked = current;
    const seen = asked && subject(asked);
    if (!asked || !seen || asked.busy) {
        return;
    }
    const { kind, about } = asked;
    Object.assign(asked, { busy: true, seen });
    changed();
    const answer = await decide(...command(asked, seen));
    desk.trouble = null; // it is said here
    if (answer.ok) {
        told = done(asked, seen, answer);
        current === asked && shut();
        kind === "take" ? open(about) : whenDrawn(toTheTop); // the button goes with what was done
    } else {
        // what the hub may have done is asked for again under the same id; what it refused is another wish
        const unsure = NOT_YET.has(answer.code ?? "");
        Object.assign(asked, { busy: false, refused: answer.code ?? "INTERNAL" }, unsure ? {} : { id: freshId(), seen: null });
    }
    changed();
}

/** @param {Decision} asked @param {any} seen @returns {[string, Record<string, any>]} */
function command(asked, { conversationId, handoffId, version }) {
    const { kind, about, id } = asked;
    if (kind === "put") {
        const { availabilityProfileId, availabilityStateId } = chosenState(asked) ?? {};
        return ["availability.assign", { agentId: about, id, availabilityProfileId, availabilityStateId }];
    }
    const how = { id, to: asked.to ? destination(asked.to) : undefined, note: asked.note.trim() || undefined };
    return kind === "empty" ? ["agent.empty", { agentId: about, ...how }] : [`conversation.${kind}`, { conversationId, handoffId, version, ...how }];
}

/** @param {Decision} asked @param {any} seen @param {import("../../desk/socket.js").Answer} answer */
function done(asked, seen, answer) {
    const name = nameFor(asked, seen);
    if (asked.kind === "empty") {
        const left = answer.left > 0 ? ` ${t("decide.left", { n: answer.left })}` : "";
        return t("decide.moved", { n: answer.moved, name }) + left;
    }
    const state = chosenState(asked);
    return asked.kind === "assign" ? t("decide.assigned", { name }) : state ? `${name}: ${stateName(state.name)}` : "";
}

function toTheTop() {
    document.querySelector("h1")?.focus();
}

/** @param {string} chat */
function open(chat) {
    go("inbox", chat);
    whenDrawn(() => composerField()?.focus());
}
