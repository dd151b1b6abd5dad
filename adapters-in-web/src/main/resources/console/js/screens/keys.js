// The keys: all that there are, for the help and the settings; and those that work on every screen.
import { h } from "../core/dom.js";
import { looks, sendsWithCtrl } from "../core/keep.js";
import { changed } from "../core/page.js";
import { go, visit } from "../core/route.js";
import { onSession, sees, session } from "../core/session.js";
import { t } from "../core/words.js";
import { button, dialog, shut } from "../ui/form.js";
import { deeds } from "./inbox.js";
import { isCommand } from "./shell.js";
import { find, hidesSome } from "./talk.js";
import { allWays } from "./ways.js";

/** Between g and the letter of a screen, in milliseconds. */
const TOGETHER = 1500;
const REGIONS = ".top, .ways, .lists, .talk, .details, main:not(.inbox)";
const WRITABLE = "input, select, textarea";
const REACHED = "[tabindex], a[href], button:enabled, input:enabled, select:enabled, textarea";

let helps = false;
let begun = -TOGETHER;

/** Single letters can be switched off, for those who speak to their machine (WCAG 2.1.4). */
export function hasLetters() {
    return looks().shortcuts !== false;
}

/** @param {{code: string}} deed */
export function keysOf({ code }) {
    return `Alt ${code.slice("Key".length)}${{ KeyJ: " / Alt ↓", KeyK: " / Alt ↑", KeyQ: " / ↑" }[code] ?? ""}`;
}

/** @returns {[string, string][]} keys, and what they do */
function all() {
    const enter = t("keys.enter");
    const [send, line] = sendsWithCtrl() ? [`Ctrl ${enter} / ⌘ ${enter}`, enter] : [enter, t("keys.line")];
    /** @type {[string, string][]} */
    const ofDesk = [
        [send, t("does.enter")],
        [line, t("does.line")],
        ["/", t("does.slash")],
        [":", t("does.emoji")],
        ...deeds().map((deed) => /** @type {[string, string]} */ ([keysOf(deed), t(`does.${deed.name}`)])),
        ["Alt 1 … 9", t("does.nth")],
        ["Ctrl F / ⌘ F", t("does.find")],
        ["Esc", t("does.back")],
    ];
    return [
        ["Ctrl K / ⌘ K", t("does.palette")],
        ...(sees("desk") ? ofDesk : []),
        ["F6", t("does.region")],
        ["?", t("does.help")],
        ...allWays().flatMap(({ letter, words }) => (letter ? [/** @type {[string, string]} */ ([`g ${letter}`, words])] : [])),
    ];
}

export function keyList() {
    return h("dl", { class: "keys", key: "keys" }, all().map(([keys, words]) => [h("dt", null, h("kbd", null, keys)), h("dd", null, words)]));
}

export function openHelp() {
    helps = true;
    changed();
}

onSession(() => (helps = false));

/** Drawn while it is open. */
export function help() {
    const close = () => {
        helps = false;
        changed();
    };
    return helps && dialog(t("settings.keys"), [keyList(), h("div", { class: "row end", key: "end" }, button(t("close"), shut))], { close });
}

/** @param {number} by 1 or -1 */
export function goRegion(by) {
    const regions = [...document.querySelectorAll(REGIONS)].filter((region) => region.checkVisibility());
    const targets = regions.map((region) => region.querySelector(".composer textarea") ?? region.querySelector(REACHED));
    const at = regions.findLastIndex((region) => region.contains(document.activeElement));
    const others = regions.map((_, step) => targets.at((Math.max(at, by < 0 ? 0 : at) + by * (step + 1)) % regions.length));
    /** @type {HTMLElement | undefined} */ (others.find(Boolean))?.focus();
}

/** To the row of the conversation, where the list is beside it. */
function toList() {
    const row = /** @type {HTMLElement | null} */ (document.querySelector(".lists [aria-current=true]"));
    row?.checkVisibility() ? row.focus() : go("inbox");
}

/** @param {string} key @param {number} now */
function deedOfLetter(key, now) {
    const goes = now - begun < TOGETHER;
    begun = key === "g" && !goes ? now : -TOGETHER;
    const way = goes && allWays().find(({ letter }) => letter === key);
    return way ? () => visit(way.href) : key === "?" && openHelp;
}

/** What types a sign with AltGr, or makes one in several steps, does nothing else. */
addEventListener("keydown", (event) => {
    const { key, shiftKey, altKey, ctrlKey, metaKey, isComposing, defaultPrevented, timeStamp } = event;
    const modified = altKey || ctrlKey || metaKey || event.getModifierState("AltGraph");
    if (modified || isComposing || defaultPrevented || session.state !== "in" || document.querySelector("dialog[open]")) {
        return;
    }
    const { activeElement: active } = document;
    const deed =
        key === "F6"
            ? () => goRegion(shiftKey ? -1 : 1)
            : key === "Escape"
              ? active?.closest(".talk") && toList
              : hasLetters() && !active?.matches(WRITABLE) && deedOfLetter(key, timeStamp);
    if (deed) {
        event.preventDefault();
        deed();
    }
});

addEventListener("keydown", (event) => {
    if (isCommand(event, "F") && session.state === "in" && !document.querySelector("dialog[open]") && hidesSome()) {
        event.preventDefault();
        find();
    }
});
