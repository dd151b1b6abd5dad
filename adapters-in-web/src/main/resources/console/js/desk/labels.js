// The lists from which agents choose.
import { Shared } from "./shared.js";

/**
 * @typedef {{id: string, name: string, color?: string, retired: boolean}} Label
 * @typedef {{version: number, required?: boolean, items: Label[]}} Labels
 */

/** How conversations end. */
export const outcomes = new Shared("/v1/outcomes", /** @type {Labels} */ ({ version: 0, items: [] }));

/** What conversations are about. */
export const tags = new Shared("/v1/tags", /** @type {Labels} */ ({ version: 0, items: [] }));

/** Those that may be chosen. @param {Shared<Labels>} list */
export function offered(list) {
    return list.look().items.filter(({ retired }) => !retired);
}

/** Also of one that may not be chosen any more. @param {Shared<Labels>} list @param {string} id @returns {Label} */
export function labelOf(list, id) {
    return list.look().items.find((label) => label.id === id) ?? { id, name: id, retired: true };
}
