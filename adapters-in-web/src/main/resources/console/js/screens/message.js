// One message as it is read. All that people wrote is text.
import { h } from "../core/dom.js";
import { save, tried } from "../core/page.js";
import { hubAddress, visit } from "../core/route.js";
import { rest, sees } from "../core/session.js";
import { clock, moment, t, tOr, withWords } from "../core/words.js";
import { PICTURES, pictureOf, playedAs, read } from "../desk/files.js";
import { labelOf, outcomes } from "../desk/shared.js";
import { icon } from "../ui/icon.js";
import { labelled } from "../ui/label.js";
import { tagLine } from "./tags.js";

/** Steps that say who made them. @type {Record<string, string>} */
const BY_NAME = { handoff_tagged: "step.tagged", handoff_taken: "step.taken", handoff_assigned: "step.assigned", handoff_prioritised: "step.prioritised" };

/** Read with the first sound or film that somebody asks for. @type {typeof import("./player.js") | null} */
let player = null;

/** @typedef {Pick<import("../desk/chat.js").Chat, "messages" | "language">} Talk */

/** @param {import("../desk/chat.js").Message} message in one line */
export function said(message) {
    if (message.type === "unsupported") {
        return t("message.unsupported");
    }
    return message.text || (message.attachments?.length ? t("message.file") : "");
}

/**
 * @param {import("../desk/chat.js").Message} message
 * @param {string | null} me
 * @param {{status: string, reason?: string} | undefined} status
 * @param {Talk} talk where what it quotes is looked for
 * @param {{quote: () => void, again: () => void} | null} [deeds] quotes it in an answer; says anew what was given up
 * @returns {import("../core/dom.js").Described | null}
 */
export function article(message, me, status, talk, deeds = null) {
    return tried(() => described(message, me, status, talk, deeds), () => unknown(message));
}

/** Marks what is looked for. @param {ReturnType<typeof article>} line @param {boolean} is */
export function meant(line, is) {
    is && line && Object.assign(line.props, { class: `${line.props.class} found`, "aria-current": "true" });
    return line;
}

/** @param {import("../desk/chat.js").Message} message */
function unknown({ seq, author }) {
    return h("div", { key: `m${seq}`, class: "step" }, tOr(`author.${author.kind}`, ""), ": ", t("message.unsupported"));
}

/** @type {typeof article} */
function described(message, me, status, talk, deeds = null) {
    const { author, type } = message;
    if (type === "event") {
        return step(message);
    }
    if (type === "unsupported") {
        return unknown(message);
    }
    const own = isOwn(author, me);
    const name = nameOfAuthor(author, me);
    const who = author.kind === "user" ? "" : name;
    if (type === "note") {
        return note(`m${message.seq}`, noteHead(message, own ? name : undefined), message.text, message.at);
    }
    return h(
        "article",
        { key: `m${message.seq}`, class: `said ${own ? "own" : author.kind}`, "aria-label": `${name}, ${clock(message.at)}` },
        who && h("header", null, author.kind === "bot" && icon("bot"), who),
        parts(message, talk, me),
        h(
            "footer",
            null,
            deeds &&
                h(
                    "button",
                    // by the keyboard the arrows quote, from where the answer is written
                    { type: "button", class: "quiet quote", tabindex: "-1", "aria-label": t("quote.this"), title: t("quote.this"), onclick: deeds.quote },
                    icon("quote"),
                ),
            h("time", { title: moment(message.at) }, clock(message.at)),
            own && mark(status),
        ),
        status?.status === "parked" && undelivered(message, status.reason, own ? deeds : null),
    );
}

/** @param {import("../desk/chat.js").Message} message @param {string} [name] */
export function noteHead({ audience, author }, name = author.name || author.id) {
    return t(audience ? "message.whisper" : "message.note", { name });
}

/**
 * @param {import("../desk/chat.js").Message} message @param {string | undefined} reason
 * @param {{again: () => void} | null} deeds
 */
function undelivered({ conversationId, seq, attachments }, reason, deeds) {
    return h(
        "p",
        { class: "undelivered" },
        icon("failed"),
        t("message.parked", { reason: tOr(`parked.${reason}`, t("parked.other", { code: reason ?? "" })) }),
        deeds && h("button", { type: "button", class: "quiet", onclick: deeds.again }, t(attachments?.length ? "message.again" : "message.back")),
        sees("hub") && h("button", { type: "button", class: "quiet", onclick: () => toWay(conversationId, seq) }, t("message.way")),
    );
}

/** The id of what an agent said is the console's own; the hub's is found by its place. @param {string} conversation @param {number} seq */
async function toWay(conversation, seq) {
    const answer = await rest(`/v1/messages?${new URLSearchParams({ conversation, after: String(seq - 1), limit: "1" })}`).catch(() => null);
    const [found] = answer?.ok ? (await answer.json()).items : [];
    visit(found ? hubAddress(["messages", found.message_id]) : hubAddress(["conversations"], { id: conversation }));
}

/** @param {import("../desk/chat.js").Message["author"]} author @param {string | null} me */
function isOwn({ kind, id }, me) {
    return kind === "agent" && id === me;
}

/** @param {import("../desk/chat.js").Message["author"]} author @param {string | null} me */
function nameOfAuthor(author, me) {
    return isOwn(author, me) ? t("author.you") : author.name || tOr(`author.${author.kind}`, author.id);
}

/**
 * What is said, after what it quotes.
 *
 * @param {import("../desk/outbox.js").Entry["said"]} said
 * @param {Talk} talk
 * @param {string | null} me
 */
function parts({ text, attachments, options, replyTo }, talk, me) {
    const { language: lang } = talk;
    return [
        replyTo && quotation(replyTo, talk, me),
        text && h("p", { class: "text", dir: "auto", lang }, text),
        attachments?.map((file) => attachment(file)),
        options && h("ul", { class: "options", "aria-label": t("choice.label") }, options.map(({ title }) => h("li", { dir: "auto", lang }, title))),
    ];
}

/**
 * A message in the answer to it, as far as it is there.
 *
 * @param {string} id
 * @param {Talk} talk
 * @param {string | null} me
 */
export function quotation(id, { messages, language }, me) {
    const quoted = messages.find((message) => message.id === id);
    return h(
        "blockquote",
        { class: "quoted", key: "quoted" },
        quoted && h("b", null, nameOfAuthor(quoted.author, me)),
        h("span", { dir: "auto", lang: quoted?.text ? language : null }, quoted ? said(quoted) : t("quote.gone")),
    );
}

/**
 * Unlike all that is said to the customer, on either side.
 *
 * @param {string} key @param {string} head @param {string | undefined} text @param {string} at
 * @param {...import("../core/dom.js").Child} more
 */
function note(key, head, text, at, ...more) {
    return h(
        "article",
        { key, class: "said noted", "aria-label": `${head}, ${clock(at)}` },
        h("header", null, icon("unseen"), head),
        h("p", { class: "text", dir: "auto" }, text),
        h("footer", null, h("time", { title: moment(at) }, clock(at)), more[0]),
        more[1],
    );
}

/** @param {{status: string} | undefined} status */
function mark(status) {
    switch (status?.status) {
        case "delivered":
            return icon("delivered", t("mark.delivered"));
        case "parked":
            return icon("failed", t("mark.parked"));
        case "retrying":
            return icon("clock", t("mark.retrying"));
        default:
            return icon("stored", t("mark.stored"));
    }
}

/** A step of the handoff; nothing where other systems alone are told. @param {import("../desk/chat.js").Message} message */
function step(message) {
    const { raw, text, at } = message;
    const owner = raw?.owner ?? {};
    const name = owner.id ?? "";
    const tagged = raw?.event === "handoff_tagged";
    const words = BY_NAME[raw?.event] ? t(BY_NAME[raw.event], { name: raw.by }) : raw?.event === "fence" ? t("step.fence") : raw?.state ? t(`step.${raw.state}`, { name }) : "";
    if (!words && !text) {
        return null;
    }
    return h(
        "div",
        { key: `m${message.seq}`, class: "step" },
        h("span", null, words && `${words} · `, h("time", { title: moment(at) }, clock(at))),
        raw?.outcome && h("p", { key: "outcome" }, labelled(labelOf(outcomes, raw.outcome))),
        (tagged || raw?.outcome) && tagLine(raw.tags),
        text && h("p", { class: "note", dir: "auto" }, h("b", null, t("step.note")), " ", text),
    );
}

/**
 * @param {import("../desk/outbox.js").Entry} entry
 * @param {Talk} talk where what it quotes is looked for
 * @param {string | null} me
 * @param {() => void} back brings it back into the composer
 */
export function outgoing(entry, talk, me, back) {
    const { said: { type, text }, refused } = entry;
    const state = refused ? icon("failed", t("mark.refused")) : entry.sent ? icon("stored", t("mark.stored")) : icon("clock", t("mark.sending"));
    const why =
        refused &&
        h(
            "p",
            { class: "undelivered" },
            icon("failed"),
            t("message.refused", { reason: tOr(`code.${refused}`, refused) }),
            h("button", { type: "button", class: "quiet", onclick: back }, text ? t("message.back") : t("close")),
        );
    if (type === "note") {
        return note(entry.id, t("message.note", { name: t("author.you") }), text, entry.at, state, why);
    }
    return h(
        "article",
        { key: entry.id, class: `said own ${refused ? "refused" : "sending"}`, "aria-label": `${t("author.you")}, ${clock(entry.at)}` },
        parts(entry.said, talk, me),
        h("footer", null, h("time", { title: moment(entry.at) }, clock(entry.at)), state),
        why,
    );
}

/** @param {import("../desk/chat.js").Attachment} file */
function attachment(file) {
    const name = file.name || t("message.file");
    if (!file.mediaId) {
        return foreign(file, name);
    }
    const id = file.mediaId;
    const picture = PICTURES.has(file.mimeType ?? "") && pictureOf(id);
    if (picture) {
        return h("button", { type: "button", class: "picture", onclick: () => download(id, name) }, h("img", { src: picture, alt: name }));
    }
    const type = playedAs(file);
    return [
        type && (player?.player(id, type, name) || h("button", { type: "button", class: "file", key: `play ${id}`, onclick: () => play(id, type) }, icon("play"), t("message.play"))),
        h("button", { type: "button", class: "file", key: id, onclick: () => download(id, name) }, icon("file"), name),
    ];
}

/** @param {string} id @param {string} type */
async function play(id, type) {
    player ??= await withWords(import("./player.js")).catch(() => null);
    player?.play(id, type);
}

/** @param {string} text @returns {URL | null} where it leads, if that is on the web */
function addressOf(text) {
    try {
        const address = new URL(text);
        return /^https?:$/.test(address.protocol) ? address : null;
    } catch {
        return null;
    }
}

/** What lies elsewhere is not shown: its server would learn who looks. @param {{url?: string}} file @param {string} name */
function foreign({ url }, name) {
    const address = addressOf(url ?? "");
    return address
        ? h("a", { class: "file", href: address.href, target: "_blank", rel: "noreferrer noopener" }, icon("file"), `${name} (${address.host})`)
        : h("span", { class: "file" }, icon("file"), name);
}

/** @param {string} id @param {string} name */
async function download(id, name) {
    save(await read(id), name);
}
