// The palette: one field that leads to every screen and conversation, and does what can be done now.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { route, visit } from "../core/route.js";
import { onSession } from "../core/session.js";
import { t } from "../core/words.js";
import { nameOf } from "../desk/chat.js";
import { desk } from "../desk/desk.js";
import { composerField } from "../ui/composer.js";
import { dialog } from "../ui/form.js";
import { icon } from "../ui/icon.js";
import { deeds, openChat } from "./inbox.js";
import { goRegion, hasLetters, help, keysOf, openHelp } from "./keys.js";
import { allWays } from "./ways.js";

/** @typedef {{id: string, kind: string, words: string, keys?: string, deed: () => void}} Entry */

/** What there was when it was opened: nothing moves while somebody chooses. @type {Entry[]} */
let offered = [];
let shown = false;
let typed = "";
/** The entry that Enter means. @type {string | undefined} */
let marked;
/** What is done when the dialog is gone. @type {(() => void) | undefined} */
let chosen;

/** Opens it, unless another dialog is open. */
export function openPalette() {
    if (shown || document.querySelector("dialog[open]")) {
        return;
    }
    if (document.querySelector(".palette")) {
        whenDrawn(openPalette); // the last one is about to go
        return;
    }
    shown = true;
    typed = "";
    offered = entries();
    marked = offered[0]?.id;
    changed();
}

/** For a finger: telephones have no Ctrl. */
export function opener() {
    return h("button", { type: "button", class: "quiet opener", "aria-label": t("palette.title"), onclick: openPalette }, icon("choices"));
}

onSession(() => (shown = false));

/** By the code of a key. @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Types the first sign of a search for canned replies. */
function slash() {
    const field = composerField();
    field?.focus();
    field?.setRangeText("/", 0, 0, "end");
    field?.dispatchEvent(new Event("input"));
}

/** @returns {Entry[]} */
function entries() {
    const doing = deeds()
        .filter(({ deed }) => deed)
        .map(({ name, code, deed, to }) => ({
            id: `${name} ${to?.handoffId ?? route().chat}`,
            kind: t("palette.do"),
            words: to ? `${t(`does.${name}`)}: ${nameOf(to.customer)}` : t(`does.${name}`),
            keys: keysOf({ code }),
            deed: /** @type {() => void} */ (deed),
        }));
    const chats = [...desk.chats.values()].map(({ id, name }) => ({
        id: `chat ${id}`,
        kind: t("lists.mine"),
        words: name,
        deed: () => openChat(id),
    }));
    const written = composerField();
    const letters = hasLetters();
    /** @type {[string, string | undefined, () => void][]} */
    const others = [
        ["help", letters ? "?" : undefined, openHelp],
        ["region", "F6", () => goRegion(1)],
    ];
    written?.name === "text" && written.value === "" && others.unshift(["slash", "/", slash]);
    return [
        ...doing,
        ...chats,
        ...allWays().map(({ href, words, letter, of = "" }) => ({
            id: href,
            kind: of,
            words,
            keys: letter && letters ? `g ${letter}` : undefined,
            deed: () => visit(href),
        })),
        ...others.map(([name, keys, deed]) => ({ id: name, kind: t("palette.do"), words: t(`does.${name}`), keys, deed })),
    ];
}

/** Without accents and capitals. @param {string} text */
function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those that have each word that was typed. */
function found() {
    const words = plain(typed).split(/\s+/);
    return offered.filter(({ kind, words: text }) => words.every((word) => plain(`${text} ${kind}`).includes(word)));
}

/** Drawn while it is open. */
export function palette() {
    if (!shown) {
        return help();
    }
    const all = found();
    const possible = new Set(entries().map(({ id }) => id));
    const ended = () => {
        shown = false;
        chosen?.();
        chosen = undefined;
        changed();
    };
    return dialog(
        t("palette.title"),
        h(
            "div",
            { class: "palette", key: "palette" },
            field(all),
            all.length > 0 &&
                h(
                    "ul",
                    { id: "palette", role: "listbox", "aria-label": t("palette.title"), tabindex: "-1", key: "list" },
                    all.map((entry, place) => row(entry, place, possible.has(entry.id))),
                ),
            h("p", { class: "muted", role: "status", key: "none" }, all.length === 0 && t("palette.none")),
        ),
        { close: ended, submit: () => choose(marked) },
    );
}

/** @param {Entry[]} all */
function field(all) {
    const oninput = (/** @type {Event} */ event) => {
        typed = /** @type {HTMLInputElement} */ (event.target).value;
        marked = found()[0]?.id;
        changed();
    };
    const at = all.findIndex(({ id }) => id === marked);
    const onkeydown = (/** @type {KeyboardEvent} */ event) => {
        const by = STEPS[event.code];
        if (by && all.length > 0 && !event.isComposing) {
            event.preventDefault();
            marked = all[(at + by + all.length) % all.length].id;
            whenDrawn(() => document.querySelector("#palette [aria-selected=true]")?.scrollIntoView({ block: "nearest" }));
        }
    };
    return h("input", {
        key: "field",
        role: "combobox",
        "aria-label": t("palette.find"),
        placeholder: t("palette.find"),
        "aria-expanded": String(at >= 0),
        "aria-controls": at >= 0 ? "palette" : undefined,
        "aria-autocomplete": "list",
        "aria-activedescendant": at >= 0 ? `palette-${at}` : undefined,
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "100",
        leaf: true,
        value: typed,
        oninput,
        onkeydown,
    });
}

/** @param {Entry} entry @param {number} place @param {boolean} possible */
function row({ id, words, kind, keys }, place, possible) {
    return h(
        "li",
        {
            id: `palette-${place}`,
            key: id,
            role: "option",
            "aria-selected": String(id === marked),
            "aria-disabled": possible ? undefined : "true",
            onclick: () => choose(id),
        },
        h("span", { class: "words", dir: "auto" }, words),
        h("span", { class: "muted" }, kind),
        keys && h("kbd", null, keys),
    );
}

/** What can still be done is done as it is now. @param {string | undefined} id */
function choose(id) {
    const entry = entries().find((one) => one.id === id);
    if (entry) {
        chosen = entry.deed;
        document.querySelector(".palette")?.closest("dialog")?.close();
    }
}
