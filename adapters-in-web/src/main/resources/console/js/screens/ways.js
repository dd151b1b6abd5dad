// The ways to all screens, for the lists of the hub's area and the floor, for the palette and for the keys.
import { h } from "../core/dom.js";
import { address, hubAddress, way } from "../core/route.js";
import { sees } from "../core/session.js";
import { t } from "../core/words.js";
import { maySearch } from "../desk/deeds.js";

/** @typedef {{name: string, href: string, words: string, letter?: string, of?: string}} Way the letter leads there after a g */

/** @type {Record<string, string>} */
const LETTERS = { inbox: "i", wall: "w", deliveries: "d", parked: "p", channels: "c" };

const OF_HUB = ["", "parked", "deliveries", "tail", "conversations", "channels", "accounts", "organisations", "people", "connections", "notices", "audit", "backups", "configuration"];

/** @returns {Way[]} */
export function waysOfHub() {
    return OF_HUB.map((name) => ({ name, href: hubAddress(name ? [name] : []), words: t(`ways.${name || "now"}`) }));
}

/** An admin who is no agent has no line to the desk, and so no wall. @returns {Way[]} */
export function waysOfFloor() {
    const wall = { name: "wall", href: address("floor"), words: t("floor.wall") };
    const others = ["figures", "lists"].map((name) => ({ name, href: address(`floor/${name}`), words: t(`floor.${name}`) }));
    return sees("desk") ? [wall, ...others] : others;
}

/** All that this person sees, with the name of their area. @returns {Way[]} */
export function allWays() {
    const of = (/** @type {string} */ area, /** @type {Way[]} */ ways) => ways.map((one) => ({ ...one, letter: LETTERS[one.name], of: t(area) }));
    const screen = (/** @type {string} */ name) => ({ name, href: address(name), words: t(`nav.${name}`) });
    return [
        ...of("palette.go", [sees("desk") && "inbox", maySearch() && "search"].filter((name) => name !== false).map(screen)),
        ...of("nav.floor", sees("floor") ? waysOfFloor() : []),
        ...of("nav.hub", sees("hub") ? waysOfHub() : []),
        ...of("palette.go", [screen("settings")]),
    ];
}

/** @param {string} label @param {Way[]} ways @param {string} current */
export function list(label, ways, current) {
    const row = (/** @type {Way} */ { name, href, words }) =>
        h("li", { key: name }, h("a", { ...way(href), "aria-current": name === current && "page" }, words));
    return h("nav", { class: "ways", "aria-label": label }, h("ul", null, ways.map(row)));
}
