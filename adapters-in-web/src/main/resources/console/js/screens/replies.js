// The canned replies that fit what the agent types after a slash, and the emoji that do so after a colon.
import { h } from "../core/dom.js";
import { changed, Lazy } from "../core/page.js";
import { t, withWords } from "../core/words.js";
import { areKnown, found } from "../desk/canned.js";

/** The place of the chosen one. */
let chosen = 0;
/** The search that the agent closed. @type {string | null} */
let closed = null;

/** A colon and the beginning of a name. */
const COLON = /(?:^|\s):(\p{L}{2,20})$/u;
/** Read with the first colon. */
const emoji = new Lazy(() => withWords(import("./emoji.js")));

/** @typedef {import("../desk/canned.js").Canned} Canned */
/** @typedef {import("../desk/chat.js").Chat} Chat */

/** @param {string} written @param {Chat} chat */
function fitting(written, chat) {
    if (written === closed) {
        return null;
    }
    const name = COLON.exec(written)?.[1];
    const all = name ? emoji.want() : null;
    return found(written, chat) ?? (name ? all?.emojiFor(written, name) : null);
}

/** The agent typed on. */
export function searchAnew() {
    chosen = 0;
    closed = null;
}

/** @param {string} written @param {Chat} chat @param {(reply: Canned) => void} insert */
export function replies(written, chat, insert) {
    const list = fitting(written, chat);
    if (!list) {
        return null;
    }
    chosen = Math.min(chosen, Math.max(0, list.length - 1));
    return h(
        "div",
        { class: "canned", key: "canned" },
        list.length === 0 && h("p", { class: "muted", role: "status" }, t(areKnown() || !written.startsWith("/") ? "canned.none" : "loading")),
        list.length > 0 &&
            h(
                "ul",
                { id: "canned", role: "listbox", "aria-label": t(list[0].whole ? "canned.emoji" : "canned.label") },
                list.map((reply, at) =>
                    h(
                        "li",
                        {
                            key: `${reply.own ? "own" : "shared"} ${reply.shortcut}`,
                            id: `canned-${at}`,
                            role: "option",
                            "aria-selected": String(at === chosen),
                            onmousedown: (/** @type {Event} */ event) => {
                                event.preventDefault(); // the field keeps the focus
                                insert(reply);
                            },
                        },
                        h("b", null, reply.whole ? reply.shortcut : `/${reply.shortcut}`),
                        h("span", null, reply.locale && h("small", null, `${reply.locale} `), reply.own ? t("canned.own", { title: reply.title }) : reply.title),
                        h("span", { class: "words", dir: "auto", lang: reply.locale }, reply.text),
                    ),
                ),
            ),
    );
}

/** For those who do not see the list. @param {string} written @param {Chat} chat */
export function repliesAria(written, chat) {
    const open = Boolean(fitting(written, chat)?.length);
    return {
        "aria-autocomplete": "list",
        "aria-controls": open ? "canned" : null,
        "aria-activedescendant": open ? `canned-${chosen}` : null,
    };
}

/** @param {KeyboardEvent} event of a key alone */
export function isPlain(event) {
    return !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.isComposing;
}

/**
 * @param {KeyboardEvent} event
 * @param {string} written
 * @param {Chat} chat
 * @param {(reply: Canned) => void} insert
 * @returns {boolean} whether the key was meant for the list
 */
export function repliesHear(event, written, chat, insert) {
    const list = fitting(written, chat) ?? [];
    if (list.length === 0 || !isPlain(event)) {
        return false;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        chosen = (chosen + (event.key === "ArrowDown" ? 1 : list.length - 1)) % list.length;
    } else if (event.key === "Enter" || event.key === "Tab") {
        insert(list[chosen]);
    } else if (event.key === "Escape") {
        closed = written;
    } else {
        return false;
    }
    event.preventDefault();
    changed();
    return true;
}
