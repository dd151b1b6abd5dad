// Which screen is shown. Conversations and filters are behind the #, which browsers send to nobody: an id may be a phone
// number.
import { changed, whenDrawn } from "./page.js";
import { sees } from "./session.js";

const PLACE = "/console/";

/** How often somebody went somewhere: who goes to the same place again means it anew. */
export let moves = 0;

/** @returns {{screen: string, chat: string | null, seq: number}} with the message that is meant, or 0 */
export function route() {
    const screen = location.pathname.slice(PLACE.length) || (sees("desk") ? "inbox" : "hub");
    const [chat, seq] = location.hash.slice(1).split("&");
    return { screen, chat: chat ? decoded(chat) : null, seq: Number(seq) || 0 };
}

/** What somebody typed into the address may be anything. @param {string} text */
export function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

/** @returns {Record<string, string>} */
export function filters() {
    return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/**
 * @param {string[]} path within the hub's area
 * @param {Record<string, string>} [filter]
 */
export function hubAddress(path, filter = {}) {
    const wanted = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
    return `${PLACE}hub/${path.map(encodeURIComponent).join("/")}${wanted.size ? `#${wanted}` : ""}`;
}

/** @param {string} screen @param {string | null} [chat] @param {number} [seq] of one of its messages */
export function address(screen, chat, seq) {
    return PLACE + screen + (chat ? `#${encodeURIComponent(chat)}${seq ? `&${seq}` : ""}` : "");
}

/** @param {string} screen @param {string | null} [chat] */
export function go(screen, chat) {
    goTo(address(screen, chat));
}

/** @param {string} to @param {() => void} [again] what who is there already wants */
export function goTo(to, again = changed) {
    moves++;
    if (to === location.pathname + location.hash) {
        again();
        return;
    }
    history.pushState(null, "", to);
    changed();
}

/** Goes there, and puts the focus at the beginning. @param {string} href */
export function visit(href) {
    goTo(href);
    whenDrawn(() => document.querySelector("h1")?.focus());
}

/** @param {string} screen */
export function link(screen) {
    return { ...way(address(screen)), "aria-current": route().screen === screen && "page" };
}

/** A link within the page. @param {string} href */
export function way(href) {
    return {
        href,
        onclick: (/** @type {MouseEvent} */ event) => {
            if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
                event.preventDefault();
                visit(href);
            }
        },
    };
}

addEventListener("popstate", () => {
    moves++;
    changed();
});
