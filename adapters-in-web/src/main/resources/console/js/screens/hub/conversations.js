// From a conversation's or a message's id to the way of a message.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { get } from "../../core/rest.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { t, tOr } from "../../core/words.js";
import { Form, Reading } from "../../hub/reading.js";
import { button, field } from "../../ui/form.js";
import { shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { Replay } from "./replay.js";

/**
 * @typedef {{conversation_id: string, last_activity_at: string, last_seq: number, targets: string[]}} Conversation
 * @typedef {{message_id: string, seq: number, author: {party: string, name: string}, accepted_at: string,
 *   deliveries: {target: string, status: string}[]}} Message
 */

/** @returns {import("./area.js").Screen} */
export function conversationsScreen() {
    const recent = new Reading(
        () => /** @type {Promise<{items: Conversation[]}>} */ (get("/v1/conversations", { order: "recent", limit: 50 })),
    );
    const form = new Form({ id: "" });
    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        const id = form.values.id.trim();
        id && goTo(id.startsWith("msg_") ? hubAddress(["messages", id]) : hubAddress(["conversations"], { id }));
    };
    return {
        title: t("ways.conversations"),
        view: () => [
            h(
                "form",
                { class: "filter", key: "find", role: "search", onsubmit: submit },
                field(form, "id", t("find.id"), { hint: t("find.hint"), required: true }),
                h("button", { type: "submit" }, t("find.go")),
            ),
            h("h2", { key: "recent" }, t("find.recent")),
            shown(recent, ({ items }) =>
                items.length === 0
                    ? h("p", { class: "empty", key: "empty" }, t("find.none"))
                    : table(
                          t("find.recent"),
                          [t("find.conversation"), t("find.last"), t("find.messages"), t("find.targets")],
                          items.map(({ conversation_id: id, last_activity_at: at, last_seq: seq, targets }) => ({
                              key: id,
                              cells: [
                                  h("a", way(hubAddress(["conversations"], { id })), id),
                                  when(at),
                                  String(seq),
                                  targets.join(", "),
                              ],
                          })),
                      ),
            ),
        ],
    };
}

/** @param {string} id @param {string | undefined} replayed the first message to send again @returns {import("./area.js").Screen} */
export function conversationScreen(id, replayed) {
    /** Where the pages begin. @type {number[]} */
    const pages = [];
    let from = 0;
    const messages = new Reading(
        () =>
            /** @type {Promise<{items: Message[], next: number | null}>} */ (
                get("/v1/messages", { conversation: id, after: from || null, limit: 200 })
            ),
    );
    const replay = new Replay(id, () => messages.again());
    replayed && replay.open(replayed);
    const turn = (/** @type {number} */ to) => {
        from = to;
        messages.again();
        changed();
    };
    return {
        title: id,
        raw: true,
        view: () =>
            shown(messages, ({ items, next }) => [
                h("p", { key: "parked" }, h("a", way(hubAddress(["parked"], { conversation: id })), t("find.parked"))),
                replay.view(),
                table(
                    t("find.messages"),
                    [t("find.seq"), t("find.message"), t("find.author"), t("find.at"), t("find.states")],
                    items.map(({ message_id: message, seq, author, accepted_at: at, deliveries }) => ({
                        key: message,
                        cells: [
                            String(seq),
                            h("a", { ...way(hubAddress(["messages", message])), class: "id" }, message),
                            `${tOr(`author.${author.party.toLowerCase()}`, author.party)} ${author.name}`,
                            when(at),
                            h(
                                "ul",
                                null,
                                deliveries.map(({ target, status }) =>
                                    h(
                                        "li",
                                        { key: target },
                                        h("span", { class: `state ${status}` }, tOr(`status.${status}`, status)),
                                        " ",
                                        h("bdi", null, target),
                                    ),
                                ),
                            ),
                        ],
                    })),
                ),
                h(
                    "div",
                    { class: "row", key: "pages" },
                    pages.length > 0 && button(t("find.before"), () => turn(pages.pop() ?? 0), { key: "before" }),
                    next !== null && button(t("find.after"), () => (pages.push(from), turn(next)), { key: "after" }),
                ),
            ]),
    };
}
