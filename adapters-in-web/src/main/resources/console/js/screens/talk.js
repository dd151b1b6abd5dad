// The conversation that is open: what was said, and what the agent writes.
import { h } from "../core/dom.js";
import { changed, Lazy, whenDrawn } from "../core/page.js";
import { go, route } from "../core/route.js";
import { day, hubTime, span, t, withWords } from "../core/words.js";
import { close, read, unsaid } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { Extent, sight } from "../ui/extent.js";
import { icon } from "../ui/icon.js";
import { back, composer, quote } from "./compose.js";
import { toggleDetails } from "./details.js";
import { finishing, finishDialog, startFinish } from "./finish.js";
import { article, meant, outgoing, said } from "./message.js";

const NEAR = 60;
/** Whether the end of what was said is in sight, so that it stays there. */
let atEnd = true;
/** The sizes of the log when its end came into sight: with others, it is not the agent who moved it. */
let sizes = "";
let shown = "";
let extent = new Extent();
/** Read with the first search in a conversation, or for a message. */
const finder = new Lazy(() => withWords(import("./find.js")));
/** The files that were sent again: a second press is a slip. @type {Set<string>} */
const resent = new Set();
/** Of the last message that was drawn. @type {number | null} */
let shownSeq = null;
/** Of the customer's last message when the conversation was opened. */
let heardSeq = 0;

/** @param {import("../desk/chat.js").Chat} chat */
export function talk(chat) {
    if (shown !== chat.id) {
        shown = chat.id;
        shownSeq = null;
        heardSeq = chat.lastOfUser?.seq ?? chat.seq ?? 0;
        atEnd = true;
        extent = new Extent();
    }
    const { seq } = route();
    seq > 0 && finder.want()?.lead(chat);
    const { drawn, unsent, first } = part(chat);
    document.hidden || !atEnd || read(chat);
    keepEnd(chat, unsent);
    return h(
        "section",
        { class: "talk", "aria-label": chat.name, key: "talk" },
        head(chat),
        finder.found?.bar(chat),
        h(
            "div",
            {
                class: "log",
                key: chat.id,
                tabindex: "0",
                role: "log",
                "aria-label": t("talk.log"),
                "aria-live": "off",
                "aria-busy": chat.lease && chat.seq === null && "true",
                onscroll: (/** @type {Event} */ event) => scrolled(/** @type {HTMLElement} */ (event.target)),
                // a picture makes it longer when it is there, a keyboard on the screen or a telephone that is turned makes it smaller
                init: (/** @type {HTMLElement} */ log) => {
                    const keep = () => atEnd && toEnd();
                    log.addEventListener("load", keep, true);
                    new ResizeObserver(keep).observe(log);
                },
            },
            (first > 0 || !chat.complete) &&
                h("button", { type: "button", key: "earlier", onclick: () => extent.more(chat, unsentOf(chat).length) }, t("talk.earlier")),
            chat.complete && seq > 0 && seq < chat.messages[0]?.seq && h("p", { class: "muted found", key: "old" }, t("former.old")),
            lines(chat, drawn.slice(first)),
            unsent.slice(Math.max(0, first - drawn.length)).map((entry) => outgoing(entry, chat, desk.me, () => refused(chat, entry))),
            extent.until !== null && h("button", { type: "button", key: "later", onclick: () => extent.later(chat) }, t("talk.later")),
        ),
        h(
            "div",
            { class: "below", role: "status", key: "below" },
            chat.typingUntil > Date.now() && h("span", { class: "muted" }, t("talk.typing", { name: chat.name })),
            atEnd || h("button", { type: "button", class: "jump", onclick: jump }, icon("down"), t("talk.end")),
        ),
        h("div", { class: "unseen", role: "status", key: "heard" }, heard(chat)),
        chat.lost ? gone(chat) : composer(chat, stayAtEnd),
        finishing(chat) && finishDialog(chat),
    );
}

/** What the customer said last, for those who do not see it; the log itself would be read out with all that is loaded. @param {import("../desk/chat.js").Chat} chat */
function heard({ lastOfUser, name }) {
    return lastOfUser && lastOfUser.seq > heardSeq && `${name}: ${said(lastOfUser)}`;
}

/** Of the messages and of what is not one yet, as if they were one list: what is drawn begins at `first`. @param {import("../desk/chat.js").Chat} chat */
function part(chat) {
    const drawn = extent.of(chat.messages);
    const unsent = extent.until === null ? unsentOf(chat) : [];
    return { drawn, unsent, first: Math.max(0, drawn.length + unsent.length - extent.most) };
}

/** What is not a message yet. @param {import("../desk/chat.js").Chat} chat */
function unsentOf(chat) {
    return desk.outbox?.of(chat.id) ?? [];
}

/** @param {import("../desk/chat.js").Chat} chat @param {import("../desk/outbox.js").Entry[]} unsent */
function keepEnd(chat, unsent) {
    const grown = chat.seq !== shownSeq || unsent.length > 0;
    shownSeq = chat.seq ?? 0;
    atEnd && grown && setTimeout(() => requestAnimationFrame(() => atEnd && toEnd()));
}

function toEnd() {
    extent.shorten();
    const log = document.querySelector(".log");
    if (log) {
        log.scrollTop = log.scrollHeight;
        sizes = sizesOf(log);
    }
}

/** @param {Element} log */
function sizesOf({ scrollHeight, clientHeight }) {
    return `${scrollHeight} ${clientHeight}`;
}

function stayAtEnd() {
    extent.toEnd();
    atEnd = true;
}

function jump() {
    stayAtEnd();
    whenDrawn(toEnd);
}

/** @param {HTMLElement} log */
function scrolled(log) {
    const now = extent.until === null && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (atEnd && !now && sizesOf(log) !== sizes) {
        toEnd(); // something came meanwhile
        return;
    }
    sizes = sizesOf(log);
    now === atEnd || changed();
    atEnd = now;
}

/** Shows what is around a message. The end may be in sight then, too. @param {import("../desk/chat.js").Chat} chat @param {number} seq */
export function show(chat, seq) {
    atEnd = false;
    extent.around(chat, seq);
    whenDrawn(() => {
        sight();
        const log = /** @type {HTMLElement | null} */ (document.querySelector(".log"));
        log && scrolled(log);
    });
}

/** Whether there is more of the open conversation than is drawn, so that the browser does not find it. */
export function hidesSome() {
    const chat = desk.chats.get(route().chat ?? "");
    return route().screen === "inbox" && chat !== undefined && (extent.until !== null || chat.messages.length > extent.most);
}

export async function find() {
    finder.found ??= await finder.load().catch(() => null);
    finder.found?.open(shown);
}

/** @param {import("../desk/chat.js").Chat} chat @param {import("../desk/chat.js").Message[]} messages */
function lines(chat, messages) {
    let before = "";
    const found = finder.found?.foundIn(chat.id);
    return messages.map((message) => {
        const today = new Date(message.at).toDateString();
        const begins = today !== before;
        before = today;
        const deeds = chat.lease && { quote: () => quote(chat, message.id), again: () => again(chat, message) };
        const line = article(message, desk.me, chat.statuses.get(message.id), chat, deeds);
        meant(line, found === message.seq);
        return begins ? [h("div", { class: "day", key: `d${today}` }, h("span", null, day(message.at))), line] : line;
    });
}

/** @param {import("../desk/chat.js").Chat} chat @param {import("../desk/outbox.js").Entry} entry */
function refused(chat, entry) {
    back(chat, entry.said);
    desk.outbox?.remove(entry.id);
}

/**
 * What was given up is said anew, as another message: words by the agent's next key, files at once.
 *
 * @param {import("../desk/chat.js").Chat} chat @param {import("../desk/chat.js").Message} message
 */
function again(chat, { id, type, text, attachments, options, replyTo }) {
    // the link of a file of the hub's is the hub's
    const files = attachments?.map(({ url, ...file }) => (file.mediaId ? file : { ...file, url }));
    if (!files?.length) {
        back(chat, { type, text, options, replyTo });
    } else if (!resent.has(id)) {
        resent.add(id);
        desk.outbox?.put(chat.id, { type, text, attachments: files });
    }
}

/** @param {import("../desk/chat.js").Chat} chat */
function head(chat) {
    const off = desk.line !== "online";
    const since = chat.lost ? null : chat.unansweredSince;
    const act = (/** @type {"transfer" | "end"} */ kind) =>
        h(
            "button",
            {
                type: "button",
                disabled: off,
                title: off ? t("talk.off") : t(`finish.${kind}`),
                onclick: () => startFinish(kind, chat),
            },
            icon(kind),
            h("span", null, t(`finish.${kind}`)),
        );
    return h(
        "header",
        { class: "head", key: "head" },
        h("button", { type: "button", class: "quiet back", "aria-label": t("talk.back"), onclick: () => go("inbox") }, icon("back")),
        h(
            "div",
            { class: "who" },
            h("h2", null, h("bdi", null, chat.name)),
            h(
                "span",
                { class: "muted" },
                chat.system,
                since && h("time", { class: "since" }, t("talk.waits", { time: span(hubTime() - Date.parse(since)) })),
            ),
        ),
        chat.lost || [act("transfer"), act("end")],
        h("button", { type: "button", class: "quiet", "aria-label": t("details.label"), onclick: toggleDetails }, icon("info")),
    );
}

/** @param {import("../desk/chat.js").Chat} chat it is the agent's no longer, but what was typed is */
function gone(chat) {
    const text = unsaid(chat.id);
    return h(
        "div",
        { class: "composer gone", key: `g${chat.id}` },
        h("p", null, t(`lost.${chat.lost}`)),
        text && [h("p", { class: "muted" }, t("lost.draft")), h("p", { class: "text", dir: "auto" }, text)],
        h(
            "div",
            { class: "row" },
            text && h("button", { type: "button", onclick: () => navigator.clipboard.writeText(text) }, t("lost.copy")),
            h("button", { type: "button", class: "primary", onclick: () => shut(chat) }, t("lost.close")),
        ),
    );
}

/** @param {import("../desk/chat.js").Chat} chat */
function shut(chat) {
    close(chat.id);
    go("inbox");
}

/** @param {"transfer" | "end"} kind by a key */
export function openFinish(kind) {
    const chat = desk.chats.get(route().chat ?? "");
    chat?.lease && desk.line === "online" && startFinish(kind, chat);
}
