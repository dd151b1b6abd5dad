// Where the agent writes: an answer to the customer, or a note for agents alone. Each has a field of its own, so that no
// text ever changes from one to the other, and only the agent's own choice leads from one to the other.
import { h } from "../core/dom.js";
import { sendsWithCtrl } from "../core/keep.js";
import { changed, drawNow } from "../core/page.js";
import { route } from "../core/route.js";
import { clock, hubTime, t, withWords } from "../core/words.js";
import { filled, selectField, unfilled } from "../desk/canned.js";
import { draft, enclosed, isEnclosing, keepDraft, keepNote, keptNote, typing } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { composerField, sends } from "../ui/composer.js";
import { icon } from "../ui/icon.js";
import { isPlain, replies, repliesAria, repliesHear, searchAnew } from "./replies.js";

const SOON_CLOSED = 2 * 3_600_000;
/** What is more than plain text: a search, fields, or the name of an emoji. */
const SPECIAL = /^\/|\{\{|(?:^|\s):\p{L}+$/u;
/** Conversations in which a note is written. @type {Set<string>} */
const noting = new Set();
/** Read with the first file. @type {typeof import("./tray.js") | null} */
let tray = null;
/** Read with the first conversation. @type {typeof import("./enclosed.js") | null} */
let enclosing = null;
/** The conversation in which a file was put to a note. @type {string | null} */
let misplaced = null;

/** @typedef {import("../desk/chat.js").Chat} Chat */

/** @param {Chat} chat @param {() => void} done when something was sent */
export function composer(chat, done) {
    const note = noting.has(chat.id);
    const name = chat.name;
    const written = note ? "" : draft(chat.id);
    const fields = unfilled(written);
    const insert = (/** @type {import("../desk/canned.js").Canned} */ reply) => put(chat, reply.whole ?? filled(reply.text, chat));
    return h(
        "form",
        {
            class: `composer ${note ? "noting" : ""}`,
            key: `c${chat.id}`,
            onsubmit: (/** @type {Event} */ event) => {
                event.preventDefault();
                say(chat) && done();
            },
            ondragover: (/** @type {Event} */ event) => event.preventDefault(),
            ondrop: (/** @type {DragEvent} */ event) => {
                event.preventDefault();
                files(chat, event.dataTransfer?.files);
            },
        },
        h(
            "div",
            { class: "modes", role: "group", "aria-label": t("talk.mode"), key: "modes" },
            mode(chat, false, "talk.reply"),
            mode(chat, true, "talk.note"),
            note && h("span", { class: "muted" }, icon("unseen"), t("talk.private")),
        ),
        note || windowLine(chat),
        note && misplaced === chat.id && h("p", { class: "window", role: "alert", key: "misplaced" }, t("tray.note")),
        note || tray?.tray(chat.id),
        note || enclosing?.enclosures(chat),
        fields.length > 0 && h("p", { class: "window", role: "status", key: "fields" }, t("canned.fill", { fields: fields.join(", ") })),
        replies(written, chat, insert),
        h("textarea", {
            key: note ? "note" : "text",
            name: note ? "note" : "text",
            "data-chat": note ? null : chat.id,
            leaf: true,
            rows: "2",
            "aria-label": t(note ? "talk.about" : "talk.answer", { name }),
            placeholder: t(note ? "talk.noteplace" : "talk.placeholder"),
            dir: "auto",
            lang: note ? null : chat.language, // by which the browser spells
            ...(note ? {} : repliesAria(written, chat)),
            init: (/** @type {HTMLTextAreaElement} */ field) => {
                field.value = kept(chat, note);
                readEnclosing(); // it is there when the line is lost
            },
            oninput: (/** @type {Event} */ event) => {
                const { value } = /** @type {HTMLTextAreaElement} */ (event.target);
                const special = SPECIAL.test(value) || SPECIAL.test(kept(chat, note));
                keep(chat, note, value);
                if (!note) {
                    searchAnew();
                    typing(chat);
                    special && changed();
                }
            },
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                const field = /** @type {HTMLTextAreaElement} */ (event.target);
                if (!note && (repliesHear(event, field.value, chat, insert) || quotesHear(chat, event, field.value))) {
                    return;
                }
                if (sends(event)) {
                    event.preventDefault();
                    say(chat) && done();
                }
                const toNext = event.key === "Tab" && !event.shiftKey && !note;
                toNext && selectField(field, field.selectionEnd) && event.preventDefault();
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
            note || [attach(chat), offer(chat)],
            h("span", { class: "muted hint" }, t(sendsWithCtrl() ? "talk.ctrlhint" : note ? "talk.notehint" : "talk.hint")),
            note
                ? h("button", { type: "submit", class: "primary", key: "note" }, icon("note"), t("talk.add"))
                : h("button", { type: "submit", class: "primary", key: "send", disabled: chat.closed }, icon("send"), t("talk.send")),
        ),
    );
}

/** @param {Chat} chat @param {boolean} note @param {string} label */
function mode(chat, note, label) {
    const pressed = noting.has(chat.id) === note;
    return h(
        "button",
        { type: "button", class: "mode", key: label, "aria-pressed": String(pressed), onclick: () => turn(chat, note) },
        t(label),
    );
}

/** @param {Chat} chat @param {boolean} note */
function turn(chat, note) {
    note ? noting.add(chat.id) : noting.delete(chat.id);
    drawNow();
    composerField()?.focus();
}

/** @param {boolean} note by a key */
export function turnTo(note) {
    const chat = desk.chats.get(route().chat ?? "");
    chat?.lease && turn(chat, note);
}

/** @param {Chat} chat @param {boolean} note */
function kept(chat, note) {
    return note ? keptNote(chat.id) : draft(chat.id);
}

/** @param {Chat} chat @param {boolean} note @param {string} text */
function keep(chat, note, text) {
    note ? keepNote(chat.id, text) : keepDraft(chat.id, text);
}

/** @param {Chat} chat */
function attach(chat) {
    return h(
        "label",
        { class: "attach", title: t("talk.attach"), key: "attach" },
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
    );
}

/** @param {Chat} chat */
function offer(chat) {
    const label = t("choice.offer");
    return h("button", { type: "button", class: "quiet", title: label, "aria-label": label, key: "offer", onclick: () => choose(chat) }, icon("choices"));
}

async function readEnclosing() {
    enclosing ??= await withWords(import("./enclosed.js")).catch(() => null);
    enclosing && changed();
    return enclosing;
}

/** @param {Chat} chat gets choices to give */
export async function choose(chat) {
    turn(chat, false);
    (await readEnclosing())?.addTitle(chat.id);
}

/** @param {Chat} chat @param {string} [message] is quoted in the answer; without it what the customer said last */
export async function quote(chat, message) {
    turn(chat, false);
    const found = await readEnclosing();
    message ? found?.quote(chat.id, message) : found?.stepQuote(chat, 0);
}

/**
 * Arrows lead through what may be quoted while nothing is written, and Escape away from it.
 *
 * @param {Chat} chat @param {KeyboardEvent} event @param {string} written
 * @returns {boolean} whether the key was meant for it
 */
function quotesHear(chat, event, written) {
    const quoted = Boolean(enclosed(chat.id).quote);
    const up = event.key === "ArrowUp" && written === "";
    const down = event.key === "ArrowDown" && written === "" && quoted;
    const away = event.key === "Escape" && quoted;
    const meant = isPlain(event) && (up || down || away);
    if (meant) {
        event.preventDefault();
        readEnclosing().then((found) => (away ? found?.quote(chat.id, undefined) : found?.stepQuote(chat, up ? -1 : 1)));
    }
    return meant;
}

/** The platform's own rule, once it matters. @param {Chat} chat */
function windowLine(chat) {
    if (chat.closed) {
        return h("p", { class: "window over", role: "status", key: "window" }, t("window.closed"));
    }
    const soon = chat.replyUntil !== null && chat.replyUntil - hubTime() < SOON_CLOSED;
    return soon && h("p", { class: "window", key: "window" }, t("window.until", { time: clock(chat.replyUntil ?? 0) }));
}

/** @param {Chat} chat @returns {boolean} whether there was something to say */
function say(chat) {
    const field = composerField();
    const text = field?.value.trim();
    const note = field?.name === "note";
    const files = !note && countFiles(chat) > 0;
    const whole = note || !isEnclosing(chat.id) || enclosing?.isWhole(chat.id, text ?? "");
    if (!field || !whole || !(text || files) || (chat.closed && !note)) {
        return false;
    }
    if (!note && text && unfilled(text).length > 0) {
        selectField(field, 0); // the line above says which
        return false;
    }
    text && desk.outbox?.put(chat.id, note ? { type: "note", text } : { type: "text", text, ...enclosing?.taken(chat.id) });
    files && tray?.send(chat.id);
    write(chat, note, "");
    return true;
}

/** @param {Chat} chat @param {boolean} note @param {string} text */
function write(chat, note, text) {
    const field = composerField();
    field && (field.value = text);
    keep(chat, note, text);
    field?.focus();
}

/** A canned reply takes the place of what was searched for. @param {Chat} chat @param {string} text */
function put(chat, text) {
    write(chat, false, text);
    const field = composerField();
    field && (selectField(field, 0) || field.setSelectionRange(text.length, text.length));
    changed();
}

/**
 * What did not arrive is written again, as what it was; what is being written stays behind it.
 *
 * @param {Chat} chat
 * @param {import("../desk/outbox.js").Entry["said"]} said
 */
export function back(chat, said) {
    const { text, type, replyTo, options } = said;
    if (text) {
        const note = type === "note";
        turn(chat, note);
        write(chat, note, [text, kept(chat, note)].filter(Boolean).join("\n"));
        (replyTo || options) && readEnclosing().then((found) => found?.restore(chat.id, said));
    }
}

/** How many files wait to be sent. @param {Chat} chat @returns {number} */
export function countFiles({ id }) {
    return tray?.waiting(id).length ?? 0;
}

/** @param {Chat} chat @param {FileList | null | undefined} chosen */
async function files(chat, chosen) {
    const some = [...(chosen ?? [])]; // the list is emptied with its field
    misplaced = noting.has(chat.id) ? chat.id : null;
    if (some.length === 0 || misplaced || chat.closed) {
        changed();
        return;
    }
    tray ??= await withWords(import("./tray.js")).catch(() => null);
    tray?.add(chat.id, some);
    composerField()?.focus();
}
