// The wall: who waits, who works, who has whom, and the conversation that is watched.
import { h } from "../../core/dom.js";
import { address, go, route, way } from "../../core/route.js";
import { changed, whenDrawn } from "../../core/page.js";
import { moment, span, t, tOr } from "../../core/words.js";
import { nameOf } from "../../desk/chat.js";
import { desk } from "../../desk/desk.js";
import { agentName, lookAtWall, wall, watchOnly } from "../../desk/wall.js";
import { table } from "../../ui/table.js";
import { tagLine } from "../tags.js";
import { watched } from "./watched.js";

const MANY = 100;
const LATE = 120_000;
let most = MANY;

export function wallScreen() {
    lookAtWall();
    const id = route().chat;
    watchOnly(id && !desk.chats.get(id)?.lease ? id : null);
    if (!wall.there) {
        return h("p", { class: "muted", role: "status", key: "wait" }, t(desk.line === "online" ? "loading" : "wall.offline"));
    }
    return h(
        "div",
        { class: id ? "wall open" : "wall", key: "wall" },
        h("div", { class: "screen", key: "lines" }, section("queues", queues()), section("agents", agents()), section("chats", chats())),
        id && watched(id),
    );
}

/** @param {string} name @param {import("../../core/dom.js").Children} content */
function section(name, content) {
    return h("section", { key: name, class: name }, h("h2", null, t(`wall.${name}`)), content);
}

/** @param {string | null | undefined} since @param {number} [late] ms after which it is shown as too long */
export function wait(since, late = LATE) {
    if (!since) {
        return "—";
    }
    const time = Date.now() - Date.parse(since);
    return h("time", { class: time > late ? "late" : "", title: moment(since) }, span(time));
}

/** @param {string[]} names */
function heads(...names) {
    return names.map((name) => t(`wall.${name}`));
}

function queues() {
    const lines = [...wall.queues.values()];
    return table(
        t("wall.queues"),
        heads("queue", "waiting", "oldest", "active"),
        lines.map(({ queueId, name, waiting, offered, oldestSince, active }) => ({
            key: queueId,
            cells: [
                h("strong", null, h("bdi", null, name)),
                h("span", null, String(waiting), offered > 0 && h("small", { class: "muted" }, ` ${t("wall.offered", { n: offered })}`)),
                wait(oldestSince),
                String(active),
            ],
        })),
    );
}

/** @param {string} agentId since when the customer waits who waits for the agent's answer for longest */
function slowest(agentId) {
    const since = [...wall.chats.values()].filter((chat) => chat.agentId === agentId).flatMap((chat) => chat.unansweredSince ?? []);
    return since.sort()[0] ?? null;
}

function agents() {
    const lines = [...wall.agents.values()].sort((a, b) => a.name.localeCompare(b.name));
    return table(
        t("wall.agents"),
        heads("agent", "state", "load", "unanswered"),
        lines.map((agent) => ({
            key: agent.agentId,
            cells: [agentCell(agent), state(agent), load(agent), wait(slowest(agent.agentId))],
        })),
    );
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function agentCell({ agentId, name }) {
    return h("span", null, h("strong", null, h("bdi", null, name)), name !== agentId && h("small", { class: "muted" }, " ", h("bdi", null, agentId)));
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function state({ kind, state: name, since, consoles }) {
    const said = consoles === 0 ? t("wall.gone") : tOr(`state.${name}`, name);
    return h(
        "span",
        { class: `kind ${consoles === 0 ? "offline" : kind.toLowerCase()}` },
        h("i", null),
        h("span", null, said),
        " ",
        h("time", { class: "muted", title: moment(since) }, span(Date.now() - Date.parse(since))),
    );
}

/** @param {import("../../desk/wall.js").AgentLine} agent */
function load({ chats: held, offers, limit }) {
    return h(
        "span",
        { class: held >= limit ? "full" : "" },
        `${held}/${limit}`,
        offers > 0 && h("small", { class: "muted" }, ` ${t("wall.offered", { n: offers })}`),
    );
}

/** Those who wait for an answer for longest come first. */
function chats() {
    const rank = (/** @type {import("../../desk/wall.js").ChatLine} */ { unansweredSince, since }) => (unansweredSince ? `0${unansweredSince}` : `1${since}`);
    const lines = [...wall.chats.values()].sort((a, b) => rank(a).localeCompare(rank(b)));
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
        wait(chat.unansweredSince),
        wait(chat.since, Infinity),
        desk.chats.get(chat.conversationId)?.lease
            ? h("a", way(address("inbox", chat.conversationId)), t("wall.yours"))
            : h("button", { type: "button", "aria-label": t("wall.watches", { name }), onclick: () => open(chat.conversationId) }, t("wall.watch")),
    ];
}

/** @param {string} id */
function open(id) {
    go("floor", id);
    whenDrawn(() => /** @type {HTMLElement | null} */ (document.querySelector(".watched h2"))?.focus());
}
