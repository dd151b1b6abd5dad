// The palette: one field that leads to every screen and conversation, and does what can be done now.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { address, goTo } from "../core/route.js";
import { onSession, sees } from "../core/session.js";
import { t } from "../core/words.js";
import { desk } from "../desk/desk.js";
import { dialog, shut } from "../ui/form.js";
import { deeds, openChat, STEPS } from "./inbox.js";
import { waysOfFloor, waysOfHub } from "./ways.js";

/** @typedef {{id: string, kind: string, words: string, keys?: string, deed: () => void}} Entry */

let shown = false;
let typed = "";
let at = 0;
/** What is done when the dialog is gone. @type {(() => void) | null} */
let chosen = null;

export function openPalette() {
    shown = true;
    typed = "";
    at = 0;
    chosen = null;
    changed();
}

onSession(() => (shown = false));

/** @param {string} href */
function visit(href) {
    goTo(href);
    whenDrawn(() => document.querySelector("h1")?.focus());
}

/** @param {string} kind @param {{href: string, words: string}} way @returns {Entry} */
const toScreen = (kind, { href, words }) => ({ id: href, kind, words, deed: () => visit(href) });

/** @returns {Entry[]} */
function entries() {
    const doing = deeds()
        .filter(({ deed }) => deed)
        .map(({ name, deed }) => ({
            id: name,
            kind: t("palette.do"),
            words: t(`does.${name}`),
            keys: t(`keys.${name}`),
            deed: /** @type {() => void} */ (deed),
        }));
    const chats = [...desk.chats.values()].map(({ id, name }) => ({
        id: `chat ${id}`,
        kind: t("lists.mine"),
        words: name,
        deed: () => openChat(id),
    }));
    const screens = ["inbox", "search"].map((name) => ({ href: address(name), words: t(`nav.${name}`) }));
    return [
        ...doing,
        ...chats,
        ...(sees("desk") ? screens : []).map((way) => toScreen(t("palette.go"), way)),
        ...(sees("floor") ? waysOfFloor() : []).map((way) => toScreen(t("nav.floor"), way)),
        ...(sees("hub") ? waysOfHub() : []).map((way) => toScreen(t("nav.hub"), way)),
        toScreen(t("palette.go"), { href: address("settings"), words: t("nav.settings") }),
    ];
}

/** Without accents and capitals. @param {string} text */
function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those that have each word that was typed. */
function found() {
    const words = plain(typed).split(/\s+/);
    return entries().filter(({ kind, words: text }) => words.every((word) => plain(`${text} ${kind}`).includes(word)));
}

/** Drawn while it is open. */
export function palette() {
    if (!shown) {
        return null;
    }
    const all = found();
    at = Math.min(at, Math.max(all.length - 1, 0));
    const ended = () => {
        shown = false;
        chosen?.();
        changed();
    };
    return dialog(
        t("palette.title"),
        h(
            "div",
            { class: "palette", key: "palette" },
            field(all),
            h(
                "ul",
                { id: "palette", role: "listbox", "aria-label": t("palette.title") },
                all.map((entry, place) => row(entry, place)),
            ),
            h("p", { class: "muted", role: "status" }, all.length === 0 && t("palette.none")),
        ),
        { close: ended, submit: () => all[at] && choose(all[at]) },
    );
}

/** @param {Entry[]} all */
function field(all) {
    const oninput = (/** @type {Event} */ event) => {
        typed = /** @type {HTMLInputElement} */ (event.target).value;
        at = 0;
        changed();
    };
    const onkeydown = (/** @type {KeyboardEvent} */ event) => {
        const by = STEPS[event.code];
        if (by && all.length > 0 && !event.isComposing) {
            event.preventDefault();
            at = (at + by + all.length) % all.length;
            whenDrawn(() => document.querySelector("#palette [aria-selected=true]")?.scrollIntoView({ block: "nearest" }));
        }
    };
    return h("input", {
        role: "combobox",
        "aria-label": t("palette.find"),
        placeholder: t("palette.find"),
        "aria-expanded": "true",
        "aria-controls": "palette",
        "aria-autocomplete": "list",
        "aria-activedescendant": all.length > 0 ? `palette-${at}` : undefined,
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "100",
        leaf: true,
        value: typed,
        oninput,
        onkeydown,
    });
}

/** @param {Entry} entry @param {number} place */
function row(entry, place) {
    return h(
        "li",
        {
            id: `palette-${place}`,
            key: entry.id,
            role: "option",
            "aria-selected": String(place === at),
            onclick: () => choose(entry),
        },
        h("span", { class: "words", dir: "auto" }, entry.words),
        h("span", { class: "muted" }, entry.kind),
        entry.keys && h("kbd", null, entry.keys),
    );
}

/** @param {Entry} entry */
function choose(entry) {
    chosen = entry.deed;
    shut();
}
