// The wall: who waits, who works, who has whom, and the conversation that is watched.
import { h } from "../../core/dom.js";
import { address, go, route, way } from "../../core/route.js";
import { changed, whenDrawn } from "../../core/page.js";
import { hubTime, moment, number, refusal, span, t } from "../../core/words.js";
import { nameOf } from "../../desk/chat.js";
import { desk } from "../../desk/desk.js";
import { agentName, lookAtWall, waiting, wall, watchOnly } from "../../desk/wall.js";
import { table } from "../../ui/table.js";
import { alarmed, wait } from "../../ui/wait.js";
import { tagLine } from "../tags.js";
import { decided, decision, decisions, emptying, putting } from "./decide.js";
import { counts, head, isShown, stateClass, stateOf } from "./head.js";
import { manyDialog } from "./many.js";
import { customers } from "./waiting.js";
import { share, spread, targetsOf } from "./waits.js";
import { watched } from "./watched.js";

const MANY = 100;
let most = MANY;

export function wallScreen() {
    lookAtWall();
    const id = route().chat;
    watchOnly(id && !desk.chats.get(id)?.lease ? id : null);
    if (!wall.there) {
        const why = desk.line !== "online" ? t("wall.offline") : wall.code ? refusal(wall.code) : t("loading");
        return h("p", { class: "muted", role: "status", key: "wait" }, why);
    }
    const waits = customers();
    return h(
        "div",
        { class: id ? "wall open" : "wall", key: "wall" },
        h("div", { class: "screen", key: "lines" }, head(), decided(), alarms(), section("queues", queues()), waits && section("customers", waits), section("agents", agents()), section("chats", chats())),
        id && watched(id),
        decision(),
        manyDialog(),
    );
}

/** @param {string} name @param {import("../../core/dom.js").Children} content */
function section(name, content) {
    return h("section", { key: name, class: name }, h("h2", null, t(`wall.${name}`)), content);
}

/** How many customers wait too long or are about to, where somebody says how long they may. */
function alarms() {
    const asked = waiting().filter(isShown).map(({ waitingSince, queueId }) => ({ since: waitingSince, within: targetsOf(queueId).answerWithin }));
    const told = [...wall.chats.values()].filter(isShown).map(({ unansweredSince, queueId }) => ({ since: unansweredSince, within: targetsOf(queueId).replyWithin }));
    const all = [...asked, ...told].flatMap(({ since, within }) => (since && within ? alarmed(since, within) || [] : []));
    const [late, soon] = [all.filter((one) => one === "late").length, all.filter((one) => one === "soon").length];
    return h(
        "p",
        { class: `alarms ${late ? "late" : soon ? "soon" : ""}`, role: "status", key: "alarms" },
        [late > 0 && t("wall.latecount", { n: late }), soon > 0 && t("wall.sooncount", { n: soon })].filter(Boolean).join(" · "),
    );
}

/** @param {string[]} names */
function heads(...names) {
    return names.map((name) => t(`wall.${name}`));
}

function queues() {
    const lines = [...wall.queues.values()].filter(isShown);
    return table(
        t("wall.queues"),
        [...heads("queue", "waiting", "oldest", "active"), ...["asked", "intime", "abandoned", "answer"].map((name) => t("wall.today", { what: t(`figures.${name}`) }))],
        lines.map(({ queueId, name, waiting, offered, oldestSince, active, targets, today }) => ({
            key: queueId,
            cells: [
                h("strong", null, h("bdi", null, name)),
                h("span", null, number(waiting), offered > 0 && h("small", { class: "muted" }, ` ${t("wall.offered", { n: offered })}`)),
                wait(oldestSince, targets.answerWithin),
                number(active),
                today ? number(today.asked) : "—",
                share(today?.answeredInTime, today?.answered),
                today ? number(today.abandoned) : "—",
                spread(today?.answerP50, today?.answerP90),
            ],
        })),
    );
}

/** @param {string} agentId who waits for the agent's answer for longest */
function slowest(agentId) {
    const [chat] = [...wall.chats.values()]
        .filter((one) => one.agentId === agentId && one.unansweredSince)
        .sort((a, b) => (a.unansweredSince ?? "").localeCompare(b.unansweredSince ?? ""));
    return chat ? wait(chat.unansweredSince, targetsOf(chat.queueId).replyWithin) : wait(null);
}

function agents() {
    const lines = [...wall.agents.values()].sort((a, b) => a.name.localeCompare(b.name));
    const rows = table(
        t("wall.agents"),
        heads("agent", "state", "load", "unanswered", "do"),
        lines.map((agent) => ({
            key: agent.agentId,
            cells: [agentCell(agent), state(agent), load(agent), slowest(agent.agentId), h("span", { class: "row deeds" }, putting(agent), emptying(agent))],
        })),
    );
    return [counts(lines), rows];
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function agentCell({ agentId, name }) {
    return h("span", null, h("strong", null, h("bdi", null, name)), name !== agentId && h("small", { class: "muted" }, " ", h("bdi", null, agentId)));
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function state(agent) {
    const time = h("time", { class: "muted", title: moment(agent.since) }, span(hubTime() - Date.parse(agent.since)));
    return h("span", { class: stateClass(agent) }, h("i", null), h("span", null, stateOf(agent)), " ", time);
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function load({ chats: held, offers, wrapUps, wrapUpUntil, limit }) {
    return h(
        "span",
        { class: held + wrapUps >= limit ? "full" : "" },
        `${held}/${limit}`,
        offers > 0 && h("small", { class: "muted" }, ` ${t("wall.offered", { n: offers })}`),
        wrapUpUntil &&
            h("small", { class: "muted" }, ` ${t("wall.wrapups", { n: wrapUps })} `, h("time", { title: moment(wrapUpUntil) }, span(Date.parse(wrapUpUntil) - hubTime()))),
    );
}

/** Those who wait for an answer for longest come first. */
function chats() {
    const rank = (/** @type {import("../../desk/wall.js").ChatLine} */ { unansweredSince, since }) => (unansweredSince ? `0${unansweredSince}` : `1${since}`);
    const lines = [...wall.chats.values()].filter(isShown).sort((a, b) => rank(a).localeCompare(rank(b)));
    if (lines.length === 0) {
        return h("p", { class: "empty" }, t("wall.nochats"));
    }
    const rest = lines.length - most;
    return [
        table(
            t("wall.chats"),
            heads("customer", "agent", "unanswered", "held", "do"),
            lines.slice(0, most).map((chat) => ({ key: chat.conversationId, cells: cells(chat) })),
        ),
        rest > 0 && h("button", { type: "button", key: "more", onclick: more }, t("wall.more", { n: rest })),
    ];
}

function more() {
    most += MANY;
    changed();
}

/** @param {import("../../desk/wall.js").ChatLine} chat */
function cells(chat) {
    const name = nameOf(chat.customer) || chat.conversationId;
    return [
        h("span", null, h("strong", null, h("bdi", null, name)), h("small", { class: "muted" }, ` ${chat.system} · ${chat.queueId}`), tagLine(chat.tags)),
        h("bdi", null, agentName(chat.agentId)),
        wait(chat.unansweredSince, targetsOf(chat.queueId).replyWithin),
        wait(chat.since, Infinity),
        desk.chats.get(chat.conversationId)?.lease
            ? h("a", way(address("inbox", chat.conversationId)), t("wall.yours"))
            : h(
                  "span",
                  { class: "row deeds" },
                  h(
                      "button",
                      { type: "button", key: "watch", "aria-label": t("wall.watches", { name }), onclick: () => open(chat.conversationId) },
                      t("wall.watch"),
                  ),
                  decisions(chat.conversationId, name),
              ),
    ];
}

/** @param {string} id */
function open(id) {
    go("floor", id);
    whenDrawn(() => /** @type {HTMLElement | null} */ (document.querySelector(".watched h2"))?.focus());
}
