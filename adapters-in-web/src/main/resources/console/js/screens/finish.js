// Passing a conversation on, and ending it: asked once more, and done once however often it is pressed.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { t } from "../core/words.js";
import { finish } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { NOT_YET } from "../desk/outbox.js";
import { composerField } from "../ui/composer.js";

/** @type {{chat: string, kind: "transfer" | "end", id: string, to: string, busy: boolean, refused: string | null} | null} */
let current = null;

/** @param {import("../desk/chat.js").Chat} chat */
export function finishing(chat) {
    return current?.chat === chat.id;
}

/** @param {"transfer" | "end"} kind @param {import("../desk/chat.js").Chat} chat */
export function startFinish(kind, chat) {
    current = { chat: chat.id, kind, id: crypto.randomUUID(), to: "", busy: false, refused: null };
    changed();
}

function stop() {
    current = null;
    changed();
    composerField()?.focus();
}

/** @param {import("../desk/chat.js").Chat} chat @param {SubmitEvent} event */
async function submit(chat, event) {
    event.preventDefault();
    const asked = current;
    if (!asked || asked.busy) {
        return;
    }
    const { colleague, note } = /** @type {any} */ (event.target).elements;
    const text = note.value.trim() || undefined;
    const to = { bot: { bot: true }, agent: { agentId: colleague?.value.trim() } }[asked.to] ?? { queueId: asked.to.slice(1) };
    asked.busy = true;
    changed();
    const answer =
        asked.kind === "end"
            ? await finish("conversation.end", chat, { id: asked.id, reason: text })
            : await finish("conversation.transfer", chat, { id: asked.id, to, note: text });
    desk.trouble = null; // it is said here
    if (answer.ok) {
        current === asked && stop();
    } else {
        // what the hub may have done is asked for again under the same id; what it refused is another wish
        const unsure = NOT_YET.has(answer.code ?? "");
        Object.assign(asked, { busy: false, refused: answer.code ?? "", id: unsure ? asked.id : crypto.randomUUID() });
        changed();
    }
}

/** @param {string} value @param {string} label */
function target(value, label) {
    const chosen = () => {
        current && (current.to = value);
        changed();
    };
    return h(
        "label",
        { class: "target" },
        h("input", { type: "radio", name: "to", value, required: true, checked: current?.to === value, onchange: chosen }),
        label,
    );
}

/** @param {import("../desk/chat.js").Chat} chat */
export function finishDialog(chat) {
    const asked = /** @type {NonNullable<typeof current>} */ (current);
    const transfer = asked.kind === "transfer";
    return h(
        "dialog",
        {
            key: asked.kind + asked.chat,
            "aria-labelledby": "finish",
            init: (/** @type {HTMLDialogElement} */ dialog) => setTimeout(() => dialog.showModal()),
            onclose: stop,
        },
        h(
            "form",
            { onsubmit: (/** @type {SubmitEvent} */ event) => submit(chat, event) },
            h("h2", { id: "finish" }, t(transfer ? "finish.to" : "finish.over", { name: chat.name })),
            transfer &&
                h(
                    "fieldset",
                    { key: "targets" },
                    h("legend", { class: "unseen" }, t("finish.whom")),
                    target("bot", t("finish.bot")),
                    [...desk.queues.values()].map(({ queueId, name }) => target(`q${queueId}`, t("finish.queue", { name }))),
                    target("agent", t("finish.colleague")),
                    asked.to === "agent" &&
                        h("label", { class: "field", key: "colleague" }, t("finish.name"), h("input", { name: "colleague", required: true, autocapitalize: "none" })),
                ),
            h(
                "label",
                { class: "field", key: "note" },
                t(transfer ? "finish.note" : "finish.reason"),
                h("textarea", { name: "note", rows: "3", leaf: true }),
            ),
            h("p", { class: "refusal", role: "alert", key: "refusal" }, asked.refused !== null && refusal(asked.refused)),
            h(
                "div",
                { class: "row end", key: "row" },
                h("button", { type: "button", onclick: stop }, t("finish.cancel")),
                h("button", { type: "submit", class: "primary", disabled: asked.busy }, t(`finish.${asked.kind}`)),
            ),
        ),
    );
}

/** @param {string} code */
function refusal(code) {
    return ["NO_TARGET", "LEASE_LOST", "OFFLINE", "TIMEOUT", "UNAVAILABLE"].includes(code) ? t(`code.${code}`) : t("code.other", { code });
}
