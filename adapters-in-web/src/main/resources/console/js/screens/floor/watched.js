// One conversation as a supervisor watches it: read only, and nobody is told.
import { h } from "../../core/dom.js";
import { Lazy, whenDrawn } from "../../core/page.js";
import { go, route } from "../../core/route.js";
import { t, tOr, withWords } from "../../core/words.js";
import { nameOf } from "../../desk/chat.js";
import { desk } from "../../desk/desk.js";
import { agentName, wall } from "../../desk/wall.js";
import { Extent, sight } from "../../ui/extent.js";
import { icon } from "../../ui/icon.js";
import { wait } from "../../ui/wait.js";
import { about } from "../details.js";
import { formers } from "../former.js";
import { article, meant } from "../message.js";
import { tagEditor } from "../tags.js";
import { decisions } from "./decide.js";
import { targetsOf } from "./waits.js";
import { whisper } from "./whisper.js";

let shown = "";
let extent = new Extent();
/** The last that was drawn. */
let last = 0;
/** Read for the first message that is named. */
const finder = new Lazy(() => withWords(import("../find.js")));

/** @param {string} id */
export function watched(id) {
    const chat = desk.watched.get(id);
    const line = wall.chats.get(id);
    if (shown !== id) {
        [shown, extent, last] = [id, new Extent(), 0];
    }
    const found = route().seq;
    chat && found > 0 && finder.want()?.lead(chat, show);
    const drawn = extent.of(chat?.messages ?? []);
    chat && toEnd(chat);
    chat && line && Object.assign(chat, { system: line.system, queue: line.queueId, tags: line.tags });
    const name = nameOf(line?.customer ?? chat?.customer) || id;
    return h(
        "aside",
        { class: "watched", "aria-label": t("wall.watching"), key: `w${id}` },
        h(
            "header",
            { class: "row" },
            h("h2", { tabindex: "-1" }, h("bdi", null, name)),
            h("button", { type: "button", class: "quiet", "aria-label": t("wall.close"), onclick: close }, icon("close")),
        ),
        h(
            "p",
            { class: "muted", key: "who" },
            line
                ? [t("wall.with", { name: agentName(line.agentId) }), " · ", t("wall.unanswered"), " ", wait(line.unansweredSince, targetsOf(line.queueId).replyWithin)]
                : t("wall.over"),
        ),
        line && h("div", { class: "row", key: "deeds" }, decisions(id, name)),
        chat && !chat.lost && known(chat, line !== undefined),
        chat?.lost
            ? h("p", { class: "refusal", role: "alert" }, tOr(`wall.${chat.lost}`, t("code.other", { code: chat.lost })))
            : h(
                  "div",
                  { class: "log", key: `l${id}`, tabindex: "0", role: "log", "aria-label": t("talk.log"), "aria-live": "off", "aria-busy": (chat?.seq ?? null) === null && "true" },
                  chat && (drawn.length > extent.most || !chat.complete) && h("button", { type: "button", key: "earlier", onclick: () => extent.more(chat) }, t("talk.earlier")),
                  chat && drawn.slice(-extent.most).map((message) => meant(article(message, null, chat.statuses.get(message.id), chat), found === message.seq)),
                  chat && extent.until !== null && h("button", { type: "button", key: "later", onclick: () => extent.later(chat) }, t("talk.later")),
              ),
        line && line.agentId !== desk.me && !chat?.lost && whisper(id, agentName(line.agentId)),
    );
}

/** What the agent sees of the customer. @param {import("../../desk/chat.js").Chat} chat @param {boolean} goesOn */
function known(chat, goesOn) {
    return h("details", { class: "known", key: `k${chat.id}` }, h("summary", null, t("details.label")), goesOn && tagEditor(chat), about(chat), formers(chat));
}

/** What is new stays in sight. @param {import("../../desk/chat.js").Chat} chat */
function toEnd(chat) {
    if (extent.until === null && (chat.seq ?? 0) > last) {
        last = chat.seq ?? 0;
        whenDrawn(() => {
            const log = document.querySelector(".watched .log");
            log && (log.scrollTop = log.scrollHeight);
        });
    }
}

/** Shows what is around a message. @param {import("../../desk/chat.js").Chat} chat @param {number} seq */
function show(chat, seq) {
    last = chat.messages.at(-1)?.seq ?? 0;
    extent.around(chat, seq);
    whenDrawn(sight);
}

function close() {
    go("floor");
    /** @type {HTMLElement | null} */ (document.querySelector("h1"))?.focus();
}
