// To whom a conversation may go: the bot, a queue, a colleague who is free now.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { hubTime, span, t } from "../core/words.js";
import { desk, socket } from "../desk/desk.js";
import { stateName } from "../ui/label.js";

const AGAIN = 10_000;

/**
 * @typedef {{queueId: string, name: string, depth: number, oldestSince: string | null}} QueueTarget
 * @typedef {{agentId: string, name: string, kind: string, state: string, chats: number, limit: number}} AgentTarget
 */

/** `others` are not free. @type {{queues: QueueTarget[], agents: AgentTarget[], others?: AgentTarget[]} | null} */
let known = null;
/** All who have been free since the dialog was opened. @type {Map<string, AgentTarget>} */
const met = new Map();
let stale = 0;

/** They change while a dialog is open. */
async function look() {
    if (Date.now() < stale || desk.line !== "online") {
        return;
    }
    stale = Date.now() + AGAIN;
    /** @type {any} */
    const answer = await socket.ask("targets.get", {});
    known = answer.ok ? answer : known;
    known?.agents.forEach((agent) => met.set(agent.agentId, agent));
    changed();
}

/** A dialog is opened: nobody wants to see who was free an hour ago. */
export function forgetTargets() {
    known = null;
    met.clear();
    stale = 0;
}

/** What a choice means to the hub. @param {string} value */
export function destination(value) {
    const name = value.slice(1);
    return value === "bot" ? { bot: true } : value.startsWith("a") ? { agentId: name } : { queueId: name };
}

/**
 * Whoever is chosen stays, free or not: what the hub may have done is asked for again.
 *
 * @param {string} chosen
 * @param {(value: string, label: import("../core/dom.js").Child) => import("../core/dom.js").Child} choice
 * @param {string} [holder] who has it already
 */
export function targets(chosen, choice, holder) {
    look();
    const { queues = [], agents = [], others: busy = [] } = known ?? {};
    const others = [...met.values()].filter((agent) => agent.agentId !== holder && (chosen === `a${agent.agentId}` || agents.includes(agent)));
    return h(
        "fieldset",
        { key: "targets", class: "choices", "aria-busy": !known && "true" },
        h("legend", { class: "unseen" }, t("finish.whom")),
        choice("bot", t("finish.bot")),
        queues.map((queue) => choice(`q${queue.queueId}`, queueLabel(queue))),
        others.map((agent) => choice(`a${agent.agentId}`, agentLabel(agent))),
        known && others.length === 0 && h("p", { class: "muted", role: "status", key: "nobody" }, t("finish.nobody")),
        busy.length > 0 && h("p", { class: "muted", key: "busy" }, t("finish.busy")),
        busy.length > 0 && h("ul", { class: "others", key: "others" }, busy.map(colleague)),
    );
}

/** Somebody who gets no conversations now. @param {AgentTarget} agent */
function colleague({ agentId, name, kind, state, chats, limit }) {
    const text = `${stateName(state)} · ${t("finish.chats", { n: chats, limit })}`;
    return h("li", { key: agentId, class: `kind ${kind.toLowerCase()}` }, h("i", null), h("bdi", null, name), h("small", { class: "muted" }, text));
}

/** @param {QueueTarget} queue */
function queueLabel({ name, depth, oldestSince }) {
    const waiting = oldestSince ? t("finish.depth", { n: depth, time: span(hubTime() - Date.parse(oldestSince)) }) : "";
    return h("span", null, t("finish.queue", { name }), h("small", { class: "muted" }, ` ${waiting}`));
}

/** @param {AgentTarget} agent */
function agentLabel({ agentId, name, chats, limit }) {
    return h("span", { dir: "auto" }, t("finish.agent", { name: name === agentId ? name : `${name} (${agentId})` }), h("small", { class: "muted" }, ` ${t("finish.chats", { n: chats, limit })}`));
}
