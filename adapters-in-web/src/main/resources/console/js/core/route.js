// Which screen is shown. Conversations and filters are behind the #, which browsers send to nobody: an id may be a phone
// number.
import { changed, whenDrawn } from "./page.js";
import { sees } from "./session.js";

const PLACE = "/console/";

/** @returns {{screen: string, chat: string | null}} */
export function route() {
    const screen = location.pathname.slice(PLACE.length) || (sees("desk") ? "inbox" : "hub");
    const chat = location.hash.length > 1 ? decoded(location.hash.slice(1)) : null;
    return { screen, chat };
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

/** @param {string} screen @param {string | null} [chat] */
export function address(screen, chat) {
    return PLACE + screen + (chat ? `#${encodeURIComponent(chat)}` : "");
}

/** @param {string} screen @param {string | null} [chat] */
export function go(screen, chat) {
    goTo(address(screen, chat));
}

/** @param {string} to @param {() => void} [again] what who is there already wants */
export function goTo(to, again = changed) {
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

addEventListener("popstate", changed);
