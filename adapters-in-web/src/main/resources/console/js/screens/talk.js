// The conversation that is open: what was said, and what the agent writes.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { go, route } from "../core/route.js";
import { day, span, t } from "../core/words.js";
import { close, earlier, read, unsaid } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { icon } from "../ui/icon.js";
import { back, composer, quote } from "./compose.js";
import { toggleDetails } from "./details.js";
import { finishing, finishDialog, startFinish } from "./finish.js";
import { article, outgoing, said } from "./message.js";

const NEAR = 60;
/** More would make each key slow. */
const AT_ONCE = 80;
/** Whether the end of what was said is in sight, so that it stays there. */
let atEnd = true;
/** The sizes of the log when its end came into sight: with others, it is not the agent who moved it. */
let sizes = "";
let shown = "";
let most = AT_ONCE;
/** Of the last message that was drawn. @type {number | null} */
let shownSeq = null;
/** Of the customer's last message when the conversation was opened. */
let heardSeq = 0;

/** @param {import("../desk/chat.js").Chat} chat */
export function talk(chat) {
    const unsent = unsentOf(chat);
    if (shown !== chat.id) {
        shown = chat.id;
        shownSeq = null;
        heardSeq = chat.lastOfUser?.seq ?? chat.seq ?? 0;
        atEnd = true;
        most = AT_ONCE;
    }
    document.hidden || !atEnd || read(chat);
    keepEnd(chat, unsent);
    // of the messages and of what is not one yet, as if they were one list
    const first = Math.max(0, chat.messages.length + unsent.length - most);
    return h(
        "section",
        { class: "talk", "aria-label": chat.name, key: "talk" },
        head(chat),
        h(
            "div",
            {
                class: "log",
                key: chat.id,
                tabindex: "0",
                role: "log",
                "aria-label": t("talk.log"),
                "aria-live": "off",
                onscroll: (/** @type {Event} */ event) => scrolled(/** @type {HTMLElement} */ (event.target)),
                // a picture makes it longer when it is there, a keyboard on the screen or a telephone that is turned makes it smaller
                init: (/** @type {HTMLElement} */ log) => {
                    const keep = () => atEnd && toEnd();
                    log.addEventListener("load", keep, true);
                    new ResizeObserver(keep).observe(log);
                },
            },
            (first > 0 || !chat.complete) &&
                h("button", { type: "button", key: "earlier", onclick: () => more(chat) }, t("talk.earlier")),
            lines(chat, first),
            unsent.slice(Math.max(0, first - chat.messages.length)).map((entry) => outgoing(entry, chat.messages, desk.me, () => back(chat, entry))),
        ),
        h(
            "div",
            { class: "below", role: "status", key: "below" },
            chat.typingUntil > Date.now() && h("span", { class: "muted" }, t("talk.typing", { name: chat.name })),
            atEnd || h("button", { type: "button", class: "jump", onclick: toEnd }, icon("down"), t("talk.end")),
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

/** What is not a message yet. @param {import("../desk/chat.js").Chat} chat */
function unsentOf(chat) {
    return desk.outbox?.of(chat.id) ?? [];
}

/** @param {import("../desk/chat.js").Chat} chat @param {import("../desk/outbox.js").Entry[]} unsent */
function keepEnd(chat, unsent) {
    const grown = chat.seq !== shownSeq || unsent.length > 0;
    shownSeq = chat.seq ?? 0;
    atEnd && grown && setTimeout(() => requestAnimationFrame(toEnd));
}

function toEnd() {
    most = AT_ONCE;
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
    atEnd = true;
}

/** @param {HTMLElement} log */
function scrolled(log) {
    const now = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (atEnd && !now && sizesOf(log) !== sizes) {
        toEnd(); // something came meanwhile
        return;
    }
    sizes = sizesOf(log);
    now === atEnd || changed();
    atEnd = now;
}

/** @param {import("../desk/chat.js").Chat} chat */
function more(chat) {
    most += AT_ONCE;
    chat.messages.length + unsentOf(chat).length < most && !chat.complete ? earlier(chat) : changed();
}

/** @param {import("../desk/chat.js").Chat} chat @param {number} first of its messages */
function lines(chat, first) {
    let before = "";
    return chat.messages.slice(first).map((message) => {
        const today = new Date(message.at).toDateString();
        const begins = today !== before;
        before = today;
        const line = article(message, desk.me, chat.statuses.get(message.id), chat.messages, chat.lease && (() => quote(chat, message.id)));
        return begins ? [h("div", { class: "day", key: `d${today}` }, h("span", null, day(message.at))), line] : line;
    });
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
                since && h("time", { class: "since" }, t("talk.waits", { time: span(Date.now() - Date.parse(since)) })),
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
