// What the browser keeps for us; nobody else knows its keys. Tokens are never among it. What was chosen for the page is a
// copy of what the hub keeps, so that the page is drawn without asking. What was written and not said yet belongs to the
// tab: it survives a reload, and is gone with the tab or with the sign-out, for desks are shared.

const LOOKS = "switchboard.looks";
const WRITTEN = "switchboard.written.";

/**
 * A browser that forbids it, or has no room, works without: what was written is then lost with a reload.
 *
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

/**
 * As the hub names them.
 *
 * @typedef {{locale?: string, theme?: string, sounds?: boolean, notifications?: boolean, shortcuts?: boolean,
 *   send_with?: string}} Looks
 */

/** What was chosen and is not at the hub yet, and who is told of it. */
export const choices = { untold: /** @type {Record<string, any>} */ ({}), tell: () => {} };

/** @returns {Looks} */
export function looks() {
    return tried(() => JSON.parse(localStorage.getItem(LOOKS) ?? "{}"), {});
}

/** @param {Looks} all */
export function putLooks(all) {
    tried(() => localStorage.setItem(LOOKS, JSON.stringify(all)), undefined);
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
        get: (id) => tried(() => JSON.parse(sessionStorage.getItem(prefix + id) ?? "null"), null),
        /** @param {string} id @param {any} value */
        put: (id, value) => tried(() => sessionStorage.setItem(prefix + id, JSON.stringify(value)), undefined),
        /** @param {string} id */
        remove: (id) => tried(() => sessionStorage.removeItem(prefix + id), undefined),
        /** @returns {any[]} */
        all: () =>
            tried(() => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).sort(), []).map((key) =>
                JSON.parse(/** @type {string} */ (sessionStorage.getItem(key))),
            ),
    };
}

export function forgetWritten() {
    tried(() => {
        Object.keys(sessionStorage)
            .filter((key) => key.startsWith(WRITTEN))
            .forEach((key) => sessionStorage.removeItem(key));
    }, undefined);
}
