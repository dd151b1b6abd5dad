// What goes with an answer: the message that it quotes, and choices for the customer. Both stay in this tab until it is sent.
import { h } from "../core/dom.js";
import { drawNow } from "../core/page.js";
import { t } from "../core/words.js";
import { enclosed } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { composerField } from "../ui/composer.js";
import { icon } from "../ui/icon.js";
import { quotation } from "./message.js";

/** The hub takes no more, and no longer ones. */
const MOST = 50;
const LONGEST = 200;
/** What was missing where an answer could not be sent. @type {{chat: string, words: string} | null} */
let missing = null;

/**
 * @typedef {import("../desk/chat.js").Chat} Chat
 * @typedef {ReturnType<typeof enclosed>} Enclosed
 */

/** @param {string} chat @param {Enclosed} changes */
function enclose(chat, changes) {
    const { quote, titles } = { ...enclosed(chat), ...changes };
    quote || titles ? desk.enclosed?.put(chat, { quote, titles }) : desk.enclosed?.remove(chat);
    missing = null;
    drawNow();
}

/** @param {string} chat @param {string | undefined} message */
export function quote(chat, message) {
    enclose(chat, { quote: message });
    composerField()?.focus();
}

/** From what the customer said last, or from what is quoted. @param {Chat} chat @param {number} by */
export function stepQuote(chat, by) {
    const all = chat.quotable;
    const at = all.findIndex(({ id }) => id === enclosed(chat.id).quote);
    const next = at < 0 ? (all.findLast(({ author }) => author.kind === "user") ?? all.at(-1)) : all[at + by];
    next && quote(chat.id, next.id);
}

/** @param {string} chat */
export function addTitle(chat) {
    const { titles = [] } = enclosed(chat);
    const blank = titles.findIndex((title) => !title.trim());
    enclose(chat, { titles: blank < 0 && titles.length < MOST ? [...titles, ""] : titles });
    focusTitle(blank < 0 ? Math.min(titles.length, MOST - 1) : blank);
}

/** @param {string} chat @param {number} at */
function removeTitle(chat, at) {
    const titles = (enclosed(chat).titles ?? []).toSpliced(at, 1);
    enclose(chat, { titles: titles.length > 0 ? titles : undefined });
    titles.length > 0 ? focusTitle(Math.min(at, titles.length - 1)) : composerField()?.focus();
}

/** @param {number} at */
function focusTitle(at) {
    /** @type {HTMLElement | undefined} */ (document.querySelectorAll(".composer .given input")[at])?.focus();
}

/** @param {string} chat @param {string} text @returns {boolean} whether it can be sent; if not, the focus goes to what is missing */
export function isWhole(chat, text) {
    const { titles } = enclosed(chat);
    const blank = titles?.findIndex((title) => !title.trim()) ?? -1;
    if (!titles || (text && blank < 0)) {
        return true;
    }
    missing = { chat, words: t(text ? "choice.blank" : "choice.text") };
    drawNow();
    text ? focusTitle(blank) : composerField()?.focus();
    return false;
}

/** As a part of what is sent, which it leaves with. @param {string} chat */
export function taken(chat) {
    const { quote: replyTo, titles } = enclosed(chat);
    enclose(chat, { quote: undefined, titles: undefined });
    const options = titles?.map((title, at) => ({ id: String(at + 1), title: title.trim() }));
    return { ...(options && { type: "choice", options }), ...(replyTo && { replyTo }) };
}

/** What was refused is enclosed again; what is being written counts more. @param {string} chat @param {import("../desk/outbox.js").Entry["said"]} said */
export function restore(chat, { replyTo, options = [] }) {
    const { quote: quoted, titles = [] } = enclosed(chat);
    const all = [...options.map(({ title }) => title), ...titles].slice(0, MOST);
    enclose(chat, { quote: quoted ?? replyTo, titles: all.length > 0 ? all : undefined });
}

/** @param {Chat} chat */
export function enclosures(chat) {
    const { quote: quoted, titles } = enclosed(chat.id);
    return [quoted && quoting(chat, quoted), titles && choices(chat.id, titles)];
}

/** @param {Chat} chat @param {string} quoted */
function quoting(chat, quoted) {
    const label = t("quote.away");
    return h(
        "div",
        { class: "quoting", key: "quoting" },
        h("div", { role: "status" }, quotation(quoted, chat, desk.me), h("small", { class: "muted" }, t("quote.alone"))),
        h("button", { type: "button", class: "quiet", title: label, "aria-label": label, onclick: () => quote(chat.id, undefined) }, icon("close")),
    );
}

/** @param {string} chat @param {string[]} titles */
function choices(chat, titles) {
    return h(
        "fieldset",
        { class: "given", key: "given" },
        h("legend", null, t("choice.label")),
        titles.map((title, at) => row(chat, titles, title, at)),
        h("small", { class: "muted", key: "how" }, t("choice.how")),
        missing?.chat === chat && h("p", { class: "refusal", role: "alert", key: "missing" }, missing.words),
        h("button", { type: "button", key: "add", disabled: titles.length >= MOST, onclick: () => addTitle(chat) }, t("choice.add")),
    );
}

/** @param {string} chat @param {string[]} titles @param {string} title @param {number} at */
function row(chat, titles, title, at) {
    const label = t("choice.title", { place: at + 1 });
    const remove = t("choice.remove", { place: at + 1 });
    return h(
        "div",
        { class: "row", key: `title${at}` },
        h("input", {
            value: title,
            maxlength: String(LONGEST),
            "aria-label": label,
            placeholder: label,
            autocomplete: "off",
            dir: "auto",
            oninput: (/** @type {Event} */ event) => enclose(chat, { titles: titles.with(at, /** @type {HTMLInputElement} */ (event.target).value) }),
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (event.isComposing || !["Enter", "Escape"].includes(event.key)) {
                    return;
                }
                event.preventDefault(); // Enter would send
                event.key === "Escape" ? composerField()?.focus() : at + 1 < titles.length ? focusTitle(at + 1) : addTitle(chat);
            },
        }),
        h("button", { type: "button", class: "quiet", title: remove, "aria-label": remove, onclick: () => removeTitle(chat, at) }, icon("close")),
    );
}
