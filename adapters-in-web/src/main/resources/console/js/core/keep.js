// What the browser keeps for us; nobody else knows its keys. Tokens are never among it. What was chosen for the page is a
// copy of what the hub keeps, so that the page is drawn without asking. What was written and not said yet belongs to the
// tab: it survives a reload, and is gone with the tab or with the sign-out, for desks are shared.

const LOOKS = "switchboard.looks";
const LEFT = "switchboard.left";
const WRITTEN = "switchboard.written.";

/** What the browser forbids to keep, or has no room for: it is there until a reload. @type {Map<string, string>} */
const aside = new Map();

/** Whether a reload loses something. */
export function isForgetful() {
    return aside.size > 0;
}

/**
 * @template T
 * @param {() => T} deed
 * @param {T} otherwise
 */
function tried(deed, otherwise) {
    try {
        return deed();
    } catch {
        return otherwise;
    }
}

/** @typedef {"localStorage" | "sessionStorage"} Where for the browser, or for the tab */

/** @param {Where} where @param {string} key @returns {any} */
function get(where, key) {
    return tried(() => JSON.parse(aside.get(key) ?? globalThis[where].getItem(key) ?? "null"), null);
}

/** @param {Where} where @param {string} key @param {any} value */
function put(where, key, value) {
    const text = JSON.stringify(value);
    aside.delete(key);
    if (!tried(() => (globalThis[where].setItem(key, text), true), false)) {
        aside.set(key, text);
    }
}

/** @param {Where} where @param {string} key */
function remove(where, key) {
    aside.delete(key);
    tried(() => globalThis[where].removeItem(key), undefined);
}

/** What was written, by its keys. @param {string} prefix */
function keys(prefix) {
    const kept = tried(() => Object.keys(sessionStorage), []);
    return [...new Set([...kept, ...aside.keys()])].filter((key) => key.startsWith(prefix)).sort();
}

/**
 * As the hub names them.
 *
 * @typedef {{locale?: string, theme?: string, density?: string, sounds?: boolean, notifications?: boolean, shortcuts?: boolean,
 *   send_with?: string}} Looks
 */

/** What was chosen and is not at the hub yet, and who is told of it. */
export const choices = { untold: /** @type {Record<string, any>} */ ({}), tell: () => {} };

/** @returns {Looks} */
export function looks() {
    return get("localStorage", LOOKS) ?? {};
}

/** @param {Looks} all */
export function putLooks(all) {
    put("localStorage", LOOKS, all);
}

/** @param {Looks} chosen */
export function keepLooks(chosen) {
    putLooks({ ...looks(), ...chosen });
    Object.assign(choices.untold, chosen);
    choices.tell();
}

/** Whether Enter alone begins a line. */
export function sendsWithCtrl() {
    return looks().send_with === "ctrl_enter";
}

/**
 * @param {string} agent whose it is: nobody else in this tab ever sees or says it
 * @param {string} kind
 */
export function written(agent, kind) {
    const prefix = `${WRITTEN}${agent}.${kind}.`;
    return {
        /** @param {string} id */
        get: (id) => get("sessionStorage", prefix + id),
        /** @param {string} id @param {any} value */
        put: (id, value) => put("sessionStorage", prefix + id, value),
        /** @param {string} id */
        remove: (id) => remove("sessionStorage", prefix + id),
        /** @returns {any[]} */
        all: () => keys(prefix).map((key) => get("sessionStorage", key)),
        ids: () => keys(prefix).map((key) => key.slice(prefix.length)),
    };
}

export function forgetWritten() {
    keys(WRITTEN).forEach((key) => remove("sessionStorage", key));
}

/** Whether somebody signed out here and the hub has not heard it yet. @returns {boolean} */
export function hasLeft() {
    return get("localStorage", LEFT) === true;
}

/** @param {boolean} left */
export function keepLeft(left) {
    left ? put("localStorage", LEFT, true) : remove("localStorage", LEFT);
}
