// The conversation that is open: what was said, and what the agent writes.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { go, route } from "../core/route.js";
import { clock, day, span, t } from "../core/words.js";
import { close, draft, earlier, keepDraft, read, typing } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { sendFile } from "../desk/files.js";
import { composerField } from "../ui/composer.js";
import { icon } from "../ui/icon.js";
import { toggleDetails } from "./details.js";
import { finishing, finishDialog, startFinish } from "./finish.js";
import { article, outgoing } from "./message.js";

const NEAR = 60;
/** More would make each key slow. */
const AT_ONCE = 80;
const SOON_CLOSED = 2 * 3_600_000;
/** Whether the end of what was said is in sight, so that it stays there. */
let atEnd = true;
let shown = "";
let most = AT_ONCE;
/** Of the last message that was drawn. @type {number | null} */
let shownSeq = null;
/** Why the last file was not sent. @type {string | null} */
let fileTrouble = null;

/** @param {import("../desk/chat.js").Chat} chat */
export function talk(chat) {
    if (shown !== chat.id) {
        shown = chat.id;
        shownSeq = null;
        atEnd = true;
        most = AT_ONCE;
        fileTrouble = null;
    }
    document.hidden || !atEnd || read(chat);
    keepEnd(chat);
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
            },
            (chat.messages.length > most || !chat.complete) &&
                h("button", { type: "button", key: "earlier", onclick: () => more(chat) }, t("talk.earlier")),
            lines(chat),
            desk.outbox?.of(chat.id).map((entry) => outgoing(entry, () => back(chat, entry))),
        ),
        h(
            "div",
            { class: "below", role: "status", key: "below" },
            chat.typingUntil > Date.now() && h("span", { class: "muted" }, t("talk.typing", { name: chat.name })),
            atEnd || h("button", { type: "button", class: "jump", onclick: toEnd }, icon("down"), t("talk.end")),
        ),
        chat.lost ? gone(chat) : composer(chat),
        finishing(chat) && finishDialog(chat),
    );
}

/** @param {import("../desk/chat.js").Chat} chat */
function keepEnd(chat) {
    const grown = chat.seq !== shownSeq || (desk.outbox?.of(chat.id).length ?? 0) > 0;
    shownSeq = chat.seq ?? 0;
    atEnd && grown && setTimeout(() => requestAnimationFrame(toEnd));
}

function toEnd() {
    most = AT_ONCE;
    const log = document.querySelector(".log");
    log && (log.scrollTop = log.scrollHeight);
}

/** @param {HTMLElement} log */
function scrolled(log) {
    const now = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    now === atEnd || changed();
    atEnd = now;
}

/** @param {import("../desk/chat.js").Chat} chat */
function more(chat) {
    most += AT_ONCE;
    chat.messages.length < most && !chat.complete ? earlier(chat) : changed();
}

/** @param {import("../desk/chat.js").Chat} chat */
function lines(chat) {
    let before = "";
    return chat.messages.slice(-most).map((message) => {
        const today = new Date(message.at).toDateString();
        const first = today !== before;
        before = today;
        const line = article(message, desk.me, chat.statuses.get(message.id));
        return first ? [h("div", { class: "day", key: `d${today}` }, h("span", null, day(message.at))), line] : line;
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
    const text = draft(chat.id);
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

/** @param {import("../desk/chat.js").Chat} chat */
function composer(chat) {
    return h(
        "form",
        {
            class: "composer",
            key: `c${chat.id}`,
            onsubmit: (/** @type {Event} */ event) => {
                event.preventDefault();
                say(chat);
            },
            ondragover: (/** @type {Event} */ event) => event.preventDefault(),
            ondrop: (/** @type {DragEvent} */ event) => {
                event.preventDefault();
                files(chat, event.dataTransfer?.files);
            },
        },
        windowLine(chat),
        fileTrouble && h("p", { class: "refusal", role: "alert", key: "trouble" }, fileTrouble),
        h("textarea", {
            key: "text",
            name: "text",
            "data-chat": chat.id,
            leaf: true,
            rows: "2",
            "aria-label": t("talk.answer", { name: chat.name }),
            placeholder: t("talk.placeholder"),
            dir: "auto",
            init: (/** @type {HTMLTextAreaElement} */ field) => (field.value = draft(chat.id)),
            oninput: (/** @type {Event} */ event) => {
                keepDraft(chat.id, /** @type {HTMLTextAreaElement} */ (event.target).value);
                typing(chat);
            },
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
                    event.preventDefault();
                    say(chat);
                }
            },
            onpaste: (/** @type {ClipboardEvent} */ event) => {
                if (event.clipboardData?.files.length) {
                    event.preventDefault();
                    files(chat, event.clipboardData.files);
                }
            },
        }),
        h(
            "div",
            { class: "row", key: "row" },
            h(
                "label",
                { class: "attach", title: t("talk.attach") },
                icon("clip"),
                h("span", { class: "unseen" }, t("talk.attach")),
                h("input", {
                    type: "file",
                    class: "unseen",
                    multiple: true,
                    onchange: (/** @type {Event} */ event) => {
                        const input = /** @type {HTMLInputElement} */ (event.target);
                        files(chat, input.files);
                        input.value = "";
                    },
                }),
            ),
            h("span", { class: "muted hint" }, t("talk.hint")),
            h("button", { type: "submit", class: "primary", disabled: chat.closed }, icon("send"), t("talk.send")),
        ),
    );
}

/** The platform's own rule, once it matters. @param {import("../desk/chat.js").Chat} chat */
function windowLine(chat) {
    if (chat.closed) {
        return h("p", { class: "window over", role: "status", key: "window" }, t("window.closed"));
    }
    const soon = chat.replyUntil !== null && chat.replyUntil - Date.now() < SOON_CLOSED;
    return soon && h("p", { class: "window", key: "window" }, t("window.until", { time: clock(chat.replyUntil ?? 0) }));
}

/** @param {import("../desk/chat.js").Chat} chat */
function say(chat) {
    const text = composerField()?.value.trim();
    if (text && !chat.closed) {
        desk.outbox?.put(chat.id, { type: "text", text });
        write(chat, "");
        atEnd = true;
    }
}

/** @param {import("../desk/chat.js").Chat} chat @param {string} text */
function write(chat, text) {
    const composer = composerField();
    composer && (composer.value = text);
    keepDraft(chat.id, text);
    composer?.focus();
}

/**
 * What was refused is written again; what is being written stays behind it.
 *
 * @param {import("../desk/chat.js").Chat} chat
 * @param {import("../desk/outbox.js").Entry} entry
 */
function back(chat, entry) {
    const { text } = entry.said;
    text && write(chat, [text, draft(chat.id)].filter(Boolean).join("\n"));
    desk.outbox?.remove(entry.id);
    whenDrawn(() => composerField()?.focus());
}

/** @param {import("../desk/chat.js").Chat} chat @param {FileList | null | undefined} chosen */
async function files(chat, chosen) {
    for (const file of chat.closed ? [] : (chosen ?? [])) {
        const why = await sendFile(chat, file);
        fileTrouble = why && t("talk.file", { name: file.name, why });
        changed();
    }
}

/** @param {"transfer" | "end"} kind by a key */
export function openFinish(kind) {
    const chat = desk.chats.get(route().chat ?? "");
    chat?.lease && desk.line === "online" && startFinish(kind, chat);
}
