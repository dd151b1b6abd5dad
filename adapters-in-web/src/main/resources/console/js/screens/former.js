// What became of a customer before, and what was said then, to read only.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { moment, refusal, t } from "../core/words.js";
import { isOpen } from "../desk/deeds.js";
import { desk, socket } from "../desk/desk.js";
import { labelOf, outcomes } from "../desk/shared.js";
import { labelled } from "../ui/label.js";
import { article } from "./message.js";
import { tagLine } from "./tags.js";

const AT_ONCE = 10;
const MOST_READ = 200;

/**
 * @typedef {import("../desk/chat.js").Chat} Chat
 * @typedef {import("../desk/chat.js").Message} Message
 * @typedef {{handoffId: string, agent?: string, askedAt: string, endedAt: string, outcome?: string, tags: string[], from: number, to: number}} Former
 */

/** Of the conversation whose customer is shown. */
const shown = { of: "", handoffs: /** @type {Former[]} */ ([]), next: /** @type {number | undefined} */ (undefined), asking: false, code: "" };
/** The one that is read. @type {{former: Former, messages: Message[] | null, complete: boolean, code: string | null, language?: string} | null} */
let open = null;

/** @param {Chat} chat */
function look(chat) {
    const of = `${chat.id} ${chat.lease?.leaseId} ${desk.connections}`;
    if (shown.of !== of && isOpen(chat) && desk.line === "online") {
        Object.assign(shown, { of, handoffs: [], next: undefined });
        open = null;
        more(chat, of);
    }
}

/** @param {Chat} chat @param {string} of */
async function more(chat, of) {
    Object.assign(shown, { asking: true, code: "" });
    const answer = await socket.ask("history.list", { conversationId: chat.id, before: shown.next, limit: AT_ONCE });
    if (shown.of === of) {
        shown.asking = false;
        if (answer.ok) {
            Object.assign(shown, { handoffs: [...shown.handoffs, ...answer.handoffs], next: answer.next });
        } else {
            shown.code = answer.code ?? "INTERNAL";
        }
        changed();
    }
}

/** @param {Chat} chat */
export function formers(chat) {
    look(chat);
    const { of, handoffs, next, asking, code } = shown;
    if (!of.startsWith(`${chat.id} `) || (handoffs.length + (next ?? 0) === 0 && !code)) {
        return null;
    }
    const disabled = asking || desk.line !== "online";
    return h(
        "section",
        { class: "formers", key: "formers", "aria-label": t("former.label") },
        h("h3", null, t("former.label")),
        h(
            "ul",
            null,
            handoffs.map((former) => h("li", { key: former.handoffId }, row(chat, former))),
        ),
        h("p", { class: "refusal", role: "alert", key: "code" }, code && refusal(code)),
        (next || code) && h("button", { type: "button", key: "more", disabled, onclick: () => more(chat, of) }, t("former.more")),
        open && dialog(open),
    );
}

/** @param {Chat} chat @param {Former} former */
function row(chat, former) {
    const { agent, endedAt, outcome, tags } = former;
    return h(
        "button",
        { type: "button", disabled: desk.line !== "online", onclick: () => read(chat, former) },
        h("time", null, moment(endedAt)),
        h("bdi", { class: "muted" }, agent ?? t("former.nobody")),
        outcome && labelled(labelOf(outcomes, outcome)),
        tagLine(tags),
    );
}

/** @param {Chat} chat @param {Former} former */
async function read(chat, former) {
    const reading = { former, messages: /** @type {Message[] | null} */ (null), complete: false, code: /** @type {string | null} */ (null), language: chat.language };
    open = reading;
    changed();
    const limit = Math.min(MOST_READ, former.to - former.from + 1);
    const answer = await socket.ask("context.get", { conversationId: chat.id, before: former.to + 1, limit });
    if (answer.ok) {
        const messages = answer.messages.filter((/** @type {Message} */ { seq }) => seq >= former.from);
        Object.assign(reading, { messages, complete: messages[0]?.seq === former.from });
    } else {
        reading.code = answer.code ?? "INTERNAL";
    }
    changed();
}

/** @param {NonNullable<typeof open>} reading */
function dialog({ former, messages, complete, code, language }) {
    return h(
        "dialog",
        {
            key: `former-${former.handoffId}`,
            class: "former",
            "aria-labelledby": "former",
            init: (/** @type {HTMLDialogElement} */ element) => setTimeout(() => element.showModal()),
            onclose: close,
        },
        h("h2", { id: "former" }, t("former.of", { time: moment(former.askedAt) })),
        code && h("p", { class: "refusal", role: "alert", key: "refusal" }, refusal(code)),
        !messages && !code && h("p", { class: "muted", role: "status", key: "asked" }, t("loading")),
        messages && !complete && h("p", { class: "muted", key: "old" }, t("former.old")),
        messages &&
            messages.length > 0 &&
            h(
                "div",
                { class: "log", key: "log", tabindex: "0", role: "log", "aria-label": t("talk.log"), "aria-live": "off" },
                messages.map((message) => article(message, desk.me, message.status ? { status: message.status, reason: message.reason } : undefined, { messages, language })),
            ),
        h("div", { class: "row end", key: "row" }, h("button", { type: "button", onclick: close }, t("close"))),
    );
}

function close() {
    open = null;
    changed();
}
