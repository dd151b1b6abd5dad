// Finds words in all that is loaded of the open conversation, and the message that the address names. The browser's own search
// finds what is drawn alone.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { moves, route } from "../core/route.js";
import { onSignOut } from "../core/session.js";
import { t } from "../core/words.js";
import { earlier } from "../desk/deeds.js";
import { composerField } from "../ui/composer.js";
import { icon } from "../ui/icon.js";
import { show } from "./talk.js";

/**
 * @typedef {import("../desk/chat.js").Chat} Chat
 * @typedef {import("../desk/chat.js").Message} Message
 */

/** What is looked for, and the `seq` of the message that is shown. @type {{chat: string, words: string, seq: number | null} | null} */
let finding = null;
onSignOut(() => (finding = null));
/** The move that led to a message: it is brought into sight once. */
let led = -1;
/** Without case and accents. @type {WeakMap<Message, string>} */
const folded = new WeakMap();

/** @param {string} text */
function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {Message} message */
function textOf(message) {
    const { text = "", attachments = [], options = [] } = message;
    const known = folded.get(message) ?? fold([text, ...attachments.map(({ name = "" }) => name), ...options.map(({ title }) => title)].join("\n"));
    folded.set(message, known);
    return known;
}

/** The latest comes first. @param {Chat} chat @returns {number[]} */
function hits({ messages }) {
    const wanted = fold(finding?.words.trim() ?? "");
    return wanted ? messages.flatMap((message) => (textOf(message).includes(wanted) ? message.seq : [])).reverse() : [];
}

/** @param {string} chat */
export function open(chat) {
    finding = finding?.chat === chat ? finding : { chat, words: "", seq: null };
    whenDrawn(() => {
        const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".find input"));
        field?.focus();
        field?.select();
    });
}

/** @param {string} chat @returns {number | null} the `seq` of what was found in it */
export function foundIn(chat) {
    return finding?.chat === chat ? finding.seq : route().seq;
}

function shut() {
    finding = null;
    whenDrawn(() => composerField()?.focus());
}

/** @param {Chat} chat @param {number} by towards the beginning */
function step(chat, by) {
    const all = hits(chat);
    const at = all.indexOf(finding?.seq ?? NaN);
    const next = all[at < 0 ? 0 : (at + by + all.length) % all.length];
    if (finding && next !== undefined) {
        finding.seq = next;
        show(chat, next);
    }
}

/** Leads to the message that the address names, however far back it is. @param {Chat} chat @param {(chat: Chat, seq: number) => void} [shows] what is around it, and it */
export async function lead(chat, shows = show) {
    const { seq } = route();
    const first = () => chat.messages[0]?.seq ?? 0;
    if (seq === 0 || led === moves || first() === 0) {
        return;
    }
    const mine = (led = moves);
    for (let before = Infinity; seq < first() && first() < before && !chat.complete && mine === moves; ) {
        before = first();
        await earlier(chat);
    }
    mine === moves && shows(chat, seq);
}

/** @param {Chat} chat @param {string} words */
function look(chat, words) {
    finding = { chat: chat.id, words, seq: null };
    step(chat, 0);
    changed();
}

/** @param {Chat} chat */
export function bar(chat) {
    if (finding?.chat !== chat.id) {
        return null;
    }
    const all = hits(chat);
    const place = all.indexOf(finding.seq ?? NaN) + 1;
    const said = place > 0 ? t("find.place", { place, all: all.length }) : finding.words.trim() && t("search.none");
    const button = (/** @type {"up" | "down" | "close"} */ name, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
        h("button", { type: "button", class: "quiet", key: name, title: label, "aria-label": label, onclick }, icon(name));
    return h(
        "div",
        { class: "find row", role: "search", "aria-label": t("find.label"), key: "find" },
        h("input", {
            type: "search",
            key: "words",
            "aria-label": t("find.label"),
            placeholder: t("find.label"),
            autocomplete: "off",
            value: finding.words,
            oninput: (/** @type {Event} */ event) => look(chat, /** @type {HTMLInputElement} */ (event.target).value),
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (["Enter", "Escape"].includes(event.key) && !event.isComposing) {
                    event.preventDefault();
                    event.key === "Escape" ? shut() : step(chat, event.shiftKey ? -1 : 1);
                }
            },
        }),
        h("span", { class: "muted", role: "status", key: "said" }, said),
        button("up", t("find.earlier"), () => step(chat, 1)),
        button("down", t("find.later"), () => step(chat, -1)),
        button("close", t("close"), shut),
    );
}
