// Signing out, of a desk that others use, too: asked once more where something would be lost that is in this browser alone. Other tabs of it
// are signed out as well, so they are asked what they have.
import { h } from "../core/dom.js";
import { changed, freshId, isSmall } from "../core/page.js";
import { onSession } from "../core/session.js";
import { t } from "../core/words.js";
import { draft, enclosed, keptNote, tellDrafts } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { dialog, ending, shut } from "../ui/form.js";
import { countFiles } from "./compose.js";

/** The hub and other tabs answer sooner, or not now, in milliseconds. */
const PATIENCE = 1000;
const TABS = 300;

/** @typedef {{name: string, parts: string[]}} Lost of one conversation */

const tabs = new BroadcastChannel("switchboard-leave");
const me = freshId();
/** What other tabs have said. @type {Map<string, Lost[]>} */
const elsewhere = new Map();
/** @type {{lost: Lost[], out: () => Promise<any>} | null} */
let asked = null;

tabs.addEventListener("message", async ({ data }) => {
    if (data === "ask") {
        say();
        await tellDrafts();
        say(); // the hub may have the drafts now
    } else {
        elsewhere.set(data.tab, data.lost);
    }
});
onSession(() => (asked = null));

function say() {
    tabs.postMessage({ tab: me, lost: lost() });
}

/** @param {number} ms */
function pause(ms) {
    return new Promise((over) => setTimeout(over, ms));
}

/** @returns {Lost[]} what is in this tab alone */
function lost() {
    return [...desk.chats.values()].map((chat) => ({ name: chat.name, parts: partsOf(chat) })).filter(({ parts }) => parts.length > 0);
}

/** @param {import("../desk/chat.js").Chat} chat @returns {string[]} */
function partsOf(chat) {
    const { id } = chat;
    const { quote, titles = [] } = enclosed(id);
    const messages = desk.outbox?.of(id).filter(({ sent }) => !sent).length ?? 0;
    const files = countFiles(chat);
    const parts = [
        messages > 0 && t("leave.messages", { n: messages }),
        (chat.lost ? draft(id) : desk.drafts?.isHereAlone(id)) && t("leave.draft"),
        keptNote(id).trim() && t("leave.note"),
        quote && t("leave.quote"),
        titles.some((title) => title.trim()) && t("leave.choices"),
        files > 0 && t("leave.files", { n: files }),
    ];
    return parts.filter((part) => typeof part === "string" && part !== "").map(String);
}

/** @param {() => Promise<any>} out is done at once where nothing would be lost */
export async function leave(out) {
    elsewhere.clear();
    tabs.postMessage("ask");
    const others = () => [...elsewhere.values()].flat();
    await Promise.all([tellDrafts(), pause(TABS)]);
    others().length > 0 && (await pause(PATIENCE));
    const all = [...lost(), ...others()];
    const writes = isSmall() && [...desk.chats.values()].some(({ id }) => draft(id)); // there the button is easily hit
    if (all.length > 0 || writes) {
        asked = { lost: all, out };
        changed();
    } else {
        await out();
    }
}

/** Drawn while it asks. */
export function leaving() {
    if (!asked) {
        return null;
    }
    const { lost: all, out } = asked;
    const close = () => {
        asked = null;
        changed();
    };
    const go = () => {
        shut();
        out();
    };
    return dialog(
        t("leave.title"),
        [
            h("p", { key: "what" }, t(all.length > 0 ? "leave.lost" : "leave.kept")),
            h("ul", { key: "lost", class: "losing" }, all.map(({ name, parts }) => h("li", null, h("bdi", null, name), ": ", parts.join(", ")))),
            ending(h("button", { type: "button", class: all.length > 0 ? "danger" : "primary", onclick: go }, t("sign.out"))),
        ],
        { close },
    );
}
