// The ways within the hub's area and the floor, for their own lists and for the palette.
import { h } from "../core/dom.js";
import { address, hubAddress, way } from "../core/route.js";
import { sees } from "../core/session.js";
import { t } from "../core/words.js";

/** @typedef {{name: string, href: string, words: string}} Way */

const OF_HUB = ["", "parked", "deliveries", "tail", "conversations", "channels", "accounts", "people", "connections", "notices", "audit", "backups", "configuration"];

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

/** @param {string} label @param {Way[]} ways @param {string} current */
export function list(label, ways, current) {
    const row = (/** @type {Way} */ { name, href, words }) =>
        h("li", { key: name }, h("a", { ...way(href), "aria-current": name === current && "page" }, words));
    return h("nav", { class: "ways", "aria-label": label }, h("ul", null, ways.map(row)));
}
