// What a supervisor whispers to the agent who has the watched conversation: a note that nobody else is shown.
import { h } from "../../core/dom.js";
import { changed, freshId } from "../../core/page.js";
import { onSignOut } from "../../core/session.js";
import { refusal, t, tOr } from "../../core/words.js";
import { decide } from "../../desk/deeds.js";
import { desk } from "../../desk/desk.js";
import { NOT_YET } from "../../desk/outbox.js";
import { sends } from "../../ui/composer.js";
import { icon } from "../../ui/icon.js";

/** What is written, by conversation. @type {Map<string, string>} */
const texts = new Map();
/** What the hub was asked and did not answer. @type {{chat: string, text: string, to: string, id: string} | null} */
let unsure = null;
let busy = false;
/** @type {{chat: string, code: string} | null} */
let refused = null;

onSignOut(() => {
    texts.clear();
    unsure = null;
    refused = null;
});

/** @param {string} chat @param {string} agent the holder's name */
export function whisper(chat, agent) {
    const why = refused?.chat === chat && refused.code;
    const disabled = desk.line !== "online" || busy;
    return h(
        "form",
        {
            class: "whisper",
            key: `h${chat}`,
            onsubmit: (/** @type {SubmitEvent} */ event) => {
                event.preventDefault();
                say(chat);
            },
        },
        h("textarea", {
            key: "text",
            name: "whisper",
            leaf: true,
            rows: "2",
            "aria-label": t("whisper.label", { name: agent }),
            placeholder: t("whisper.place", { name: agent }),
            dir: "auto",
            init: (/** @type {HTMLTextAreaElement} */ field) => (field.value = texts.get(chat) ?? ""),
            oninput: (/** @type {Event} */ event) => void texts.set(chat, /** @type {HTMLTextAreaElement} */ (event.target).value),
            onkeydown: (/** @type {KeyboardEvent} */ event) => {
                if (sends(event)) {
                    event.preventDefault();
                    say(chat);
                }
            },
        }),
        h("p", { class: "refusal", role: "alert", key: "refusal" }, why && tOr(`whisper.${why}`, refusal(why))),
        h(
            "div",
            { class: "row", key: "row" },
            h("span", { class: "muted hint" }, t("whisper.hint")),
            h("button", { type: "button", key: "note", disabled, onclick: () => say(chat, "desk") }, icon("note"), t("whisper.note")),
            h("button", { type: "submit", key: "send", class: "primary", disabled }, icon("unseen"), t("whisper.send")),
        ),
    );
}

/** Once, however often it is tried. @param {string} chat @param {"holder" | "desk"} [to] */
async function say(chat, to = "holder") {
    const text = (texts.get(chat) ?? "").trim();
    if (!text || busy || desk.line !== "online") {
        return;
    }
    const asked = unsure?.chat === chat && unsure.text === text && unsure.to === to ? unsure : { chat, text, to, id: freshId() };
    busy = true;
    changed();
    const { ok, code } = await decide("note.add", { conversationId: chat, id: asked.id, text, to });
    busy = false;
    desk.trouble = null; // it is said here
    unsure = !ok && NOT_YET.has(code ?? "") ? asked : null;
    refused = ok ? null : { chat, code: code ?? "INTERNAL" };
    if (ok && texts.get(chat)?.trim() === text) {
        texts.delete(chat);
        const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(".whisper textarea"));
        field && (field.value = "");
    }
    changed();
}
