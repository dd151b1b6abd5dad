// Plays voice notes and short films where they were said. Each is read when somebody asks for it, and the oldest are let go.
import { h } from "../core/dom.js";
import { changed, whenDrawn } from "../core/page.js";
import { onSignOut } from "../core/session.js";
import { t } from "../core/words.js";
import { LARGEST, read } from "../desk/files.js";

const MOST = 4;
/** By file, the one that was asked for last at the end. @type {Map<string, {address: string, wrong: boolean, begun: boolean}>} */
const players = new Map();

onSignOut(() => [...players.keys()].forEach(close));

/** @param {string} id */
function close(id) {
    URL.revokeObjectURL(players.get(id)?.address ?? "");
    players.delete(id);
}

/** @param {string} id @param {string} type one of those that are played; it is what the browser makes of the file, whatever is in it */
export async function play(id, type) {
    const one = { address: "", wrong: false, begun: false };
    close(id);
    players.set(id, one);
    [...players.keys()].slice(0, -MOST).forEach(close);
    changed();
    const file = await read(id, LARGEST).catch(() => null);
    if (players.get(id) === one) {
        one.wrong = file === null;
        one.address = file ? URL.createObjectURL(file.slice(0, file.size, type)) : "";
        changed();
    }
}

/** @param {string} id @param {string} type @param {string} name @returns nothing before somebody asked for it */
export function player(id, type, name) {
    const one = players.get(id);
    if (!one?.address || one.wrong) {
        return one && h("span", { class: one.wrong ? "undelivered" : "muted", role: "status", key: "status" }, t(one.wrong ? "player.wrong" : "loading"));
    }
    return h(type.startsWith("video") ? "video" : "audio", {
        key: one.address,
        src: one.address,
        controls: true,
        "aria-label": name,
        onerror: () => {
            one.wrong = true;
            changed();
        },
        onplay: hush,
        init: (/** @type {HTMLMediaElement} */ element) => {
            if (!one.begun) {
                one.begun = true;
                element.play().catch(() => null); // its own button does it
                whenDrawn(() => document.activeElement?.closest(".composer") || element.focus()); // nobody's keys go elsewhere
            }
        },
    });
}

/** Nobody hears two at once. @param {Event} event */
function hush({ target }) {
    /** @type {NodeListOf<HTMLMediaElement>} */ (document.querySelectorAll("audio, video")).forEach((one) => one === target || one.pause());
}
