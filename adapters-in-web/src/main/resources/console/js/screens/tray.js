// Files that wait to be sent. An agent sees each before the customer does: what was pasted may be the wrong one.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { onSignOut, rest } from "../core/session.js";
import { t, tOr } from "../core/words.js";
import { desk } from "../desk/desk.js";
import { PICTURES } from "../desk/files.js";
import { composerField } from "../ui/composer.js";
import { icon } from "../ui/icon.js";

/**
 * @typedef {{file: File, picture: string, busy: boolean, why: string | null}} Waiting the picture is an address within this
 *   page, or empty; `why` says why it could not be sent
 */

/** By conversation. @type {Map<string, Waiting[]>} */
const trays = new Map();

onSignOut(() => [...trays.keys()].forEach(clear));

// files are in no store of the browser's: a reload would lose them
addEventListener("beforeunload", (event) => [...trays].some(([id, files]) => files.length > 0 && desk.chats.has(id)) && event.preventDefault());

/** @param {string} chat @param {Iterable<File>} files */
export function add(chat, files) {
    [...trays.keys()].filter((id) => !desk.chats.has(id)).forEach(clear);
    const added = [...files].map((file) => ({ file, picture: PICTURES.has(file.type) ? URL.createObjectURL(file) : "", busy: false, why: null }));
    trays.set(chat, [...waiting(chat), ...added]);
    changed();
}

/** @param {string} chat @returns {Waiting[]} */
export function waiting(chat) {
    return trays.get(chat) ?? [];
}

/** @param {string} chat */
function clear(chat) {
    waiting(chat).forEach((one) => remove(chat, one));
    trays.delete(chat);
}

/** @param {string} chat @param {Waiting} one */
function remove(chat, one) {
    URL.revokeObjectURL(one.picture);
    trays.set(
        chat,
        waiting(chat).filter((other) => other !== one),
    );
    changed();
}

/** One after the other, in their order. What is refused stays, with the reason. @param {string} chat */
export async function send(chat) {
    const due = waiting(chat).filter(({ busy }) => !busy);
    due.forEach((one) => Object.assign(one, { busy: true, why: null }));
    changed();
    for (const one of due) {
        await sendOne(chat, one);
        changed();
    }
}

/** @param {string} chat @param {Waiting} one */
async function sendOne(chat, one) {
    const form = new FormData();
    form.append("file", one.file);
    const answer = await rest("/v1/media", { method: "POST", body: form }).catch(() => null);
    if (answer?.ok) {
        desk.outbox?.put(chat, { type: "attachment", attachments: [await answer.json()] });
        remove(chat, one);
    } else {
        one.busy = false;
        one.why = answer ? tOr(`tray.${answer.status}`, t("tray.other", { status: answer.status })) : t("tray.away");
    }
}

/** @param {string} chat */
export function tray(chat) {
    const files = waiting(chat);
    return (
        files.length > 0 &&
        h(
            "ul",
            { class: "tray", "aria-label": t("tray.label"), key: "tray" },
            files.map((one) => row(chat, one)),
        )
    );
}

/** @param {string} chat @param {Waiting} one */
function row(chat, one) {
    const { file, picture, busy, why } = one;
    return h(
        "li",
        null,
        picture ? h("img", { src: picture, alt: "" }) : icon("file"),
        h("bdi", { class: "words" }, file.name),
        busy && h("span", { class: "muted", role: "status" }, t("tray.sending")),
        why && h("span", { class: "refusal", role: "alert" }, why),
        h(
            "button",
            {
                type: "button",
                class: "quiet",
                disabled: busy,
                "aria-label": t("tray.remove", { name: file.name }),
                onclick: () => {
                    remove(chat, one);
                    composerField()?.focus();
                },
            },
            icon("close"),
        ),
    );
}
