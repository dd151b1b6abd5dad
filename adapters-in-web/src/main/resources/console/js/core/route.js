// Which screen is shown. Conversations stand behind the #, which browsers send to nobody: an id may be a phone number.
import { changed, whenDrawn } from "./page.js";

const PLACE = "/console/";

/** @returns {{screen: string, chat: string | null}} */
export function route() {
    const screen = location.pathname.slice(PLACE.length) || "inbox";
    const chat = location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : null;
    return { screen, chat };
}

/** @param {string} screen @param {string | null} [chat] */
export function address(screen, chat) {
    return PLACE + screen + (chat ? `#${encodeURIComponent(chat)}` : "");
}

/** @param {string} screen @param {string | null} [chat] */
export function go(screen, chat) {
    const to = address(screen, chat);
    if (to !== location.pathname + location.hash) {
        history.pushState(null, "", to);
    }
    changed();
}

/** @param {string} screen */
export function link(screen) {
    return {
        href: address(screen),
        "aria-current": route().screen === screen && "page",
        onclick: (/** @type {MouseEvent} */ event) => {
            if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
                event.preventDefault();
                go(screen);
                whenDrawn(() => document.querySelector("h1")?.focus());
            }
        },
    };
}

addEventListener("popstate", changed);
