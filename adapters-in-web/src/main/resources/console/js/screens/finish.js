// Passing a conversation on, and ending it: asked once more, and done once however often it is pressed.
import { h } from "../core/dom.js";
import { changed, freshId, whenDrawn } from "../core/page.js";
import { address, route, visit } from "../core/route.js";
import { t } from "../core/words.js";
import { close, finish, labelTrouble, unsaid } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { offered, outcomes, tags } from "../desk/shared.js";
import { NOT_YET } from "../desk/outbox.js";
import { composerField } from "../ui/composer.js";
import { choice, labelled } from "../ui/label.js";
import { countFiles } from "./compose.js";
import { tagBoxes } from "./tags.js";
import { destination, forgetTargets, targets } from "./targets.js";

/**
 * @typedef {{chat: string, kind: "transfer" | "end", id: string, leaseId: string | undefined, to: string, outcome: string | null, tags: string[] | null,
 *   busy: boolean, refused: string | null}} Finish the outcome is null before one is chosen, and empty for none; the tags
 *   are null if they stay as they are
 */

/** @type {Finish | null} */
let current = null;

/** @param {import("../desk/chat.js").Chat} chat */
export function finishing(chat) {
    [outcomes, tags].forEach((list) => list.look()); // so that they are there when the dialog opens, and the first has the focus
    return current?.chat === chat.id;
}

/** @param {"transfer" | "end"} kind @param {import("../desk/chat.js").Chat} chat */
export function startFinish(kind, chat) {
    forgetTargets();
    current = { chat: chat.id, kind, id: freshId(), leaseId: chat.lease?.leaseId, to: "", outcome: null, tags: null, busy: false, refused: null };
    changed();
}

function stop() {
    current = null;
    changed();
    whenDrawn(() => composerField()?.focus()); // not while the dialog keeps the focus to itself
}

/** @param {import("../desk/chat.js").Chat} chat @param {SubmitEvent} event */
async function submit(chat, event) {
    event.preventDefault();
    const asked = current;
    if (!asked || asked.busy) {
        return;
    }
    const { note } = /** @type {any} */ (event.target).elements;
    const text = note.value.trim() || undefined;
    asked.busy = true;
    changed();
    const { id, leaseId, kind, outcome, tags: chosen } = asked;
    const command = { id, leaseId, note: text };
    const answer =
        kind === "end"
            ? await finish("conversation.end", chat, { ...command, outcome: outcome || undefined, tags: chosen ?? undefined })
            : await finish("conversation.transfer", chat, { ...command, to: destination(asked.to) });
    desk.trouble = null; // it is said here
    if (answer.ok) {
        current === asked && stop();
        isDone(chat) && leave(chat);
    } else {
        // what the hub may have done is asked for again under the same id; what it refused is another wish
        const unsure = NOT_YET.has(answer.code ?? "");
        answer.outcomes ? outcomes.take({ version: 0, required: true, items: answer.outcomes }) : outcomes.again();
        tags.again();
        const refused = (asked.kind === "end" && labelTrouble(answer.code)) || (answer.code ?? "");
        Object.assign(asked, { busy: false, refused, id: unsure ? asked.id : freshId() });
        changed();
    }
}

/** Whether nothing was written there that nobody got. @param {import("../desk/chat.js").Chat} chat */
function isDone(chat) {
    const { id } = chat;
    return !unsaid(id) && countFiles(chat) === 0 && !desk.outbox?.of(id).length;
}

/** @param {import("../desk/chat.js").Chat} chat */
function leave({ id }) {
    const open = route().chat === id;
    close(id);
    open && visit(address("inbox"));
}

/** @param {"to" | "outcome"} name @param {string} value @param {import("../core/dom.js").Child} label */
function choose(name, value, label) {
    return choice(name, value, label, current?.[name] === value, () => {
        current && (current[name] = value);
        changed();
    });
}

/** @param {Finish} asked @param {string[]} chosen */
function chooseTags(asked, chosen) {
    asked.tags = chosen;
    changed();
}

/** How it ended, where the tenant has words for that. @param {Finish} asked */
function outcomeChoice(asked) {
    const items = offered(outcomes);
    if (items.length === 0) {
        return null;
    }
    if (!outcomes.value.required) {
        asked.outcome ??= "";
    }
    return h(
        "fieldset",
        { key: "outcomes", class: "choices" },
        h("legend", null, t("finish.outcome")),
        items.map((label) => choose("outcome", label.id, labelled(label))),
        outcomes.value.required || choose("outcome", "", t("finish.without")),
    );
}

/** @param {import("../desk/chat.js").Chat} chat */
export function finishDialog(chat) {
    const asked = /** @type {Finish} */ (current);
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
            transfer && targets(asked.to, (value, label) => choose("to", value, label)),
            transfer || [outcomeChoice(asked), tagBoxes(chat, asked.tags ?? chat.tags, (chosen) => chooseTags(asked, chosen))],
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
                h("button", { type: "submit", class: "primary", disabled: asked.busy || (transfer && !asked.to) }, t(`finish.${asked.kind}`)),
            ),
        ),
    );
}

/** @param {string} code */
function refusal(code) {
    return ["NO_TARGET", "OUTCOME_REQUIRED", "TAGS", "LABEL", "LEASE_LOST", "OFFLINE", "TIMEOUT", "UNAVAILABLE"].includes(code) ? t(`code.${code}`) : t("code.other", { code });
}
