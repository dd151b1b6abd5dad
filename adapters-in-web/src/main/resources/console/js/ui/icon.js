// Small drawings, as strokes on a field of 24 by 24.
import { h } from "../core/dom.js";

const STROKES = {
    back: "M15 5l-7 7 7 7",
    bot: "M12 3v4M6 8h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM9 13v1M15 13v1",
    choices: "M4 7h2M10 7h10M4 12h2M10 12h10M4 17h2M10 17h10",
    clip: "M20 11l-8.500 8.500a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700l-8.500 8.500a1.600 1.600 0 0 1-2.300-2.300L14.500 7",
    clock: "M12 7v5l3 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    close: "M6 6l12 12M18 6L6 18",
    delivered: "M2 13l4.500 4.500L14 8M12 16l1.500 1.500L22 8",
    down: "M6 9l6 6 6-6",
    end: "M5 12.500l4.500 4.500L19 7",
    failed: "M12 4l9 16H3zM12 10v4M12 17v.500",
    file: "M7 3h7l5 5v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM14 3v5h5",
    floor: "M4 6h16M4 12h16M4 18h10",
    gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 2v3M12 19v3M4.900 4.900l2.100 2.100M17 17l2.100 2.100M2 12h3M19 12h3M4.900 19.100L7 17M17 7l2.100-2.100",
    hub: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 9V3M9.500 13.500l-5 3.500M14.500 13.500l5 3.500",
    inbox: "M3 13l3-8h12l3 8v6H3zM3 13h5l1.500 3h5L16 13h5",
    info: "M12 11v6M12 7v.500M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    leave: "M14 4h5v16h-5M3 12h11M10 8l4 4-4 4",
    note: "M5 4h14v10l-6 6H5zM13 20v-6h6",
    play: "M7 5l12 7-12 7z",
    quote: "M10 5L3 12l7 7M3 12h11a7 7 0 0 1 7 7",
    search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
    send: "M4 12L20 4l-5 16-4-7zM11 13l9-9",
    stored: "M5 13l4.500 4.500L19 8",
    up: "M6 15l6-6 6 6",
    unseen: "M4 4l16 16M10 6.200A9 9 0 0 1 21 12a13 13 0 0 1-2.500 3.300M6.500 7.500A13 13 0 0 0 3 12c2 4 5 6 9 6a9 9 0 0 0 4-.900",
    transfer: "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
};

/** @param {keyof typeof STROKES} name @param {string} [label] for those who do not see it; without one it says nothing */
export function icon(name, label) {
    const said = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
    return h("svg", { class: "icon", viewBox: "0 0 24 24", ...said }, h("path", { d: STROKES[name] }));
}

const LOGO = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]")).href;

/** What the house calls its console: the page comes with that as its title. */
export const HOUSE = document.title;

export function brand() {
    return [mark(), h("span", null, HOUSE)];
}

function mark() {
    if (!LOGO.endsWith("/icon.svg")) {
        return h("img", { class: "mark", src: LOGO, alt: "" });
    }
    return h(
        "svg",
        { class: "mark", viewBox: "0 0 24 24", "aria-hidden": "true" },
        h("path", { d: "M4 7h9a4 4 0 0 1 4 4v6M4 12h5a3 3 0 0 1 3 3v2M4 17h3" }),
        h("circle", { cx: "20", cy: "17", r: "1.500" }),
    );
}
