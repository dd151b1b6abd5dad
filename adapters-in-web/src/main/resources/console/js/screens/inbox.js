// The inbox: what is offered, what is the agent's, what waits; and the conversation that is open.
import { h } from "../core/dom.js";
import { address, go, route } from "../core/route.js";
import { changed, drawNow, Lazy, part } from "../core/page.js";
import { clock, hubTime, number, span, t } from "../core/words.js";
import { byPlace, nameOf } from "../desk/chat.js";
import { accept, beReady, decline, draft } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { composerField } from "../ui/composer.js";
import { icon } from "../ui/icon.js";
import { lineName, ownStateName } from "../ui/label.js";
import { goalOf, wait } from "../ui/wait.js";
import { noteHead, said } from "./message.js";
import { choose, quote, turnTo } from "./compose.js";
import { details, hidesDetails } from "./details.js";
import { tagLine } from "./tags.js";
import { openFinish, talk } from "./talk.js";

const MANY = 50;
/** Keys that do what others do. @type {Record<string, string>} */
const ALIAS = { ArrowDown: "KeyJ", ArrowUp: "KeyK" };
/** By handoff, while it is asked for. @type {Set<string>} */
const asking = new Set();

export function inbox() {
    const chat = desk.chats.get(route().chat ?? "");
    const open = chat ? "open" : "closed";
    chat && today.found?.outdated();
    return h(
        "main",
        { class: `inbox ${open} ${hidesDetails() ? "narrow" : ""}`, id: "main", key: "inbox" },
        h("h1", { class: "unseen", tabindex: "-1" }, t("nav.inbox")),
        lists(),
        chat ? talk(chat) : nothingOpen(),
        chat && details(chat),
    );
}

/** What the agent did, read when no conversation is open for the first time. */
const today = new Lazy(() => part(import("./day.js")));

function nothingOpen() {
    const waiting = [...desk.queues.values()].reduce((sum, { depth }) => sum + depth, 0);
    const busy = desk.chats.size + desk.offers.size > 0;
    const text = busy ? "empty.choose" : waiting ? "empty.waiting" : "lists.nobody";
    const said = [t(text, { n: waiting }), " ", busy || prospect()];
    return h("section", { class: "nothing", key: "nothing" }, icon("inbox"), h("p", null, ofLine(said)), today.want()?.day());
}

/** Nobody knows what is so while the line is lost. @param {import("../core/dom.js").Children} said */
function ofLine(said) {
    return desk.line === "online" ? said : lineName();
}

/** Whether anything will be offered to an agent who has nothing to choose. */
function prospect() {
    if (desk.availability?.kind !== "AVAILABLE") {
        return t("empty.off", { state: ownStateName() });
    }
    return t(desk.wrapUps.length < desk.limits.chats ? "empty.offered" : "code.LIMIT");
}

/** Those who wait longest for an answer come first, those who are gone last. */
function mine() {
    const rank = (/** @type {import("../desk/chat.js").Chat} */ chat) =>
        chat.lost ? "2" : chat.unansweredSince ? `0${chat.unansweredSince}` : `1${chat.last?.at ?? ""}`;
    return [...desk.chats.values()].sort((a, b) => rank(a).localeCompare(rank(b)));
}

function lists() {
    const offered = [...desk.offers.values()];
    const ids = new Set(offered.map(({ handoffId }) => handoffId));
    const chats = mine();
    const name = { class: "lists", "aria-label": t("lists.label"), key: "lists" };
    if (desk.me === null) {
        return h("nav", { ...name, "aria-busy": "true" }, h("p", { class: "muted", key: "asked" }, lineName()));
    }
    return h(
        "nav",
        name,
        offered.length > 0 && group("offered", offered.length, offered.map(offer)),
        group("mine", chats.length, chats.map(row)),
        [...desk.queues.values()].map((queue) => {
            const items = [...queue.items.values()].filter(({ handoffId }) => !ids.has(handoffId)).sort(byPlace);
            const count = queue.depth - (queue.items.size - items.length);
            const rows = items.slice(0, MANY).map(waiting);
            const more = count - rows.length;
            more > 0 && rows.push(h("li", { class: "muted", key: "more" }, t("lists.more", { n: more })));
            return group("waiting", count, rows, queue);
        }),
    );
}

/** @param {string} kind @param {number} count @param {any[]} rows @param {import("../desk/desk.js").Queue} [queue] */
function group(kind, count, rows, queue) {
    const name = desk.queues.size > 1 && queue?.name;
    return h(
        "section",
        { class: kind, key: queue ? `q${queue.queueId}` : kind },
        h("h2", null, t(`lists.${kind}`), name && ` · ${name}`, h("span", { class: "count" }, number(count))),
        rows.length > 0
            ? h("ul", null, rows)
            : h("p", { class: "muted" }, ofLine(t(kind === "mine" ? "lists.none" : "lists.nobody"))),
    );
}

/** @param {import("../desk/desk.js").Waiting} one */
function offer(one) {
    const left = Date.parse(one.deadline ?? "") - hubTime();
    return h(
        "li",
        { class: "offer", key: one.handoffId },
        h(
            "div",
            { class: "line1" },
            h("strong", null, h("bdi", null, nameOf(one.customer))),
            h("time", { class: left < 10_000 ? "late" : "", title: t("offer.left") }, span(left)),
        ),
        tagLine(one.tags),
        h("p", { class: "words", dir: "auto" }, one.lastText || t("offer.silent")),
        h(
            "div",
            { class: "row" },
            h(
                "button",
                { type: "button", class: "primary", disabled: unable(one), onclick: () => take(one) },
                t("offer.accept"),
            ),
            h("button", { type: "button", disabled: unable(one), onclick: () => decline(one) }, t("offer.decline")),
        ),
    );
}

/** Said where it is not as usual. @param {import("../desk/desk.js").Waiting} one */
function urgent({ urgency = "usual" }) {
    return urgency !== "usual" && h("span", { class: `urgency ${urgency}`, key: "urgency" }, t(`urgency.${urgency}`));
}

/** @param {import("../desk/desk.js").Waiting} one */
function waiting(one) {
    return h(
        "li",
        { class: "waiting", key: one.handoffId },
        h(
            "div",
            { class: "line1" },
            h("strong", null, h("bdi", null, nameOf(one.customer))),
            urgent(one),
            wait(one.waitingSince, goalOf(one.queueId, "answer_within_s"), t("waiting.since")),
        ),
        tagLine(one.tags),
        h(
            "div",
            { class: "line1" },
            h("span", { class: "muted" }, one.state === "offered" ? t("waiting.offered") : one.system),
            one.state !== "offered" &&
                h(
                    "button",
                    {
                        type: "button",
                        disabled: unable(one),
                        onclick: () => take(one),
                        "aria-label": t("waiting.take", { name: nameOf(one.customer) }),
                    },
                    t("offer.take"),
                ),
        ),
    );
}

/** @param {import("../desk/desk.js").Waiting} one */
function unable(one) {
    return desk.line !== "online" || asking.has(one.handoffId);
}

/** It is opened at once only where the agent has not gone on meanwhile: then the next key is meant for another customer. @param {import("../desk/desk.js").Waiting} one */
async function take(one) {
    const before = place();
    asking.add(one.handoffId);
    changed();
    const id = await accept(one);
    asking.delete(one.handoffId);
    id && (id === route().chat || before === place()) ? openChat(id) : changed();
}

/** The screen, with the words that are being written there. */
function place() {
    return `${location.href} ${composerField()?.value ?? ""}`;
}

/** At once: the next key may be a word for this conversation. @param {string} id */
export function openChat(id) {
    go("inbox", id);
    drawNow();
    composerField()?.focus();
}

/** @param {import("../desk/chat.js").Chat} chat */
function row(chat) {
    const written = draft(chat.id);
    const current = route().chat === chat.id;
    const since = chat.lost ? null : chat.unansweredSince;
    const { last, noted } = chat;
    const failed = last && chat.statuses.get(last.id)?.status === "parked";
    return h(
        "li",
        { key: chat.id },
        h(
            "a",
            {
                class: `chat ${chat.lost ? "gone" : ""}`,
                href: address("inbox", chat.id),
                "aria-current": current && "true",
                onclick: (/** @type {Event} */ event) => {
                    event.preventDefault();
                    openChat(chat.id);
                },
            },
            h(
                "span",
                { class: "line1" },
                h("strong", null, h("bdi", null, chat.name)),
                since
                    ? wait(since, goalOf(chat.queue, "reply_within_s"), t("chat.unanswered"))
                    : last && h("time", null, clock(last.at)),
            ),
            h(
                "span",
                { class: "line1" },
                noted
                    ? h("span", { class: "words drafted", dir: "auto" }, h("b", null, noteHead(noted)), " ", noted.text)
                    : written
                      ? h("span", { class: "words drafted" }, h("b", null, t("chat.draft")), " ", written)
                      : h("span", { class: "words", dir: "auto", lang: !chat.lost && last?.text ? chat.language : null }, failed && h("b", { class: "late" }, t("mark.parked"), " "), chat.lost ? t("chat.gone") : last ? said(last) : chat.lastText),
                chat.unseen > 0 &&
                    h("span", { class: "badge" }, number(chat.unseen), h("span", { class: "unseen" }, t("chat.unread"))),
            ),
            tagLine(chat.tags),
        ),
    );
}

/** @param {number} by */
function step(by) {
    const chats = mine();
    const at = chats.findIndex(({ id }) => id === route().chat);
    const next = chats[(at + by + chats.length) % chats.length];
    next && openChat(next.id);
}

/**
 * What the keys do; `deed` is missing where it cannot be done now, and `to` is the offer that it is done to.
 *
 * @returns {{name: string, code: string, deed: false | undefined | (() => void), to?: import("../desk/desk.js").Waiting}[]}
 */
export function deeds() {
    const [first] = desk.offers.values();
    const offered = Boolean(first) && !unable(first);
    const { screen, chat } = route();
    const open = desk.chats.get(chat ?? "");
    const held = screen === "inbox" && open?.lease ? open : null;
    const holds = held !== null;
    const finishes = holds && desk.line === "online";
    const steps = desk.chats.size > (open ? 1 : 0);
    return [
        { name: "first", code: "KeyA", deed: offered && (() => take(first)), to: first },
        { name: "decline", code: "KeyD", deed: offered && (() => decline(first)), to: first },
        { name: "ready", code: "KeyW", deed: desk.line === "online" && desk.wrapUps.length > 0 && beReady },
        { name: "reply", code: "KeyR", deed: holds && (() => turnTo(false)) },
        { name: "note", code: "KeyN", deed: holds && (() => turnTo(true)) },
        { name: "quote", code: "KeyQ", deed: held !== null && (() => quote(held)) },
        { name: "choices", code: "KeyC", deed: held !== null && (() => choose(held)) },
        { name: "transfer", code: "KeyT", deed: finishes && (() => openFinish("transfer")) },
        { name: "end", code: "KeyE", deed: finishes && (() => openFinish("end")) },
        { name: "next", code: "KeyJ", deed: steps && (() => step(1)) },
        { name: "before", code: "KeyK", deed: steps && (() => step(-1)) },
    ];
}

/**
 * AltGr is Ctrl and Alt on many keyboards, and on a Mac Alt begins an accent: what types a sign does nothing else.
 *
 * @param {KeyboardEvent} event
 */
export function hearKeys(event) {
    const alone = event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState("AltGraph");
    if (!alone || event.isComposing || event.key === "Dead" || desk.me === null || document.querySelector("dialog[open]")) {
        return;
    }
    const nth = mine()[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
    const known = deeds().find(({ code }) => code === (ALIAS[event.code] ?? event.code));
    if (nth || known) {
        event.preventDefault();
        nth && openChat(nth.id);
        known && known.deed && known.deed();
    }
}
