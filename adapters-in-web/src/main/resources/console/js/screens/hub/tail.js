// What the lanes of one hub try, while it happens, with filters in the address.
import { h } from "../../core/dom.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { instant, number, t, tOr } from "../../core/words.js";
import { Form } from "../../hub/reading.js";
import { Tail } from "../../hub/tail.js";
import { button, field } from "../../ui/form.js";
import { table } from "../../ui/table.js";

const KINDS = ["channel", "sessions", "bot", "desk", "user", "clients"];
const OUTCOMES = ["delivered", "answered", "unavailable", "unknown_outcome", "refused"];
const HEADS = ["when", "target", "outcome", "message", "took", "detail"];

/** @param {Record<string, string>} filter @returns {import("./area.js").Screen} */
export function tailScreen(filter) {
    const { target = "", kind = "", outcome = "", conversation = "" } = filter;
    const form = new Form({ target, kind, outcome, conversation });
    const tail = new Tail(filter);

    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        goTo(hubAddress(["tail"], form.values));
    };

    /** @param {string[]} values @param {(value: string) => string} text @returns {[string, string][]} */
    const choices = (values, text) => [["", t("tail.any")], ...values.map((one) => /** @type {[string, string]} */ ([one, text(one)]))];

    function filters() {
        return h(
            "form",
            { class: "filter", key: "filter", role: "search", "aria-label": t("deliveries.filter"), onsubmit: submit },
            field(form, "target", t("deliveries.target"), { placeholder: "channel:slack" }),
            field(form, "kind", t("tail.kind"), { tag: "select", options: choices(KINDS, (one) => t(`lane.${one}`)) }),
            field(form, "outcome", t("trace.outcome"), { tag: "select", options: choices(OUTCOMES, (one) => tOr(`hop.${one}`, one)) }),
            field(form, "conversation", t("deliveries.conversation")),
            h("button", { type: "submit" }, t("deliveries.apply")),
            Object.keys(filter).length > 0 && h("a", { ...way(hubAddress(["tail"])), key: "all" }, t("deliveries.all")),
        );
    }

    function standing() {
        const text = tOr(`line.${tail.line}`, t("tail.refused", { code: tail.line }));
        return h(
            "p",
            { class: "muted", role: "status", key: "line" },
            text,
            tail.line === "online" && ` · ${tail.hub ? t("tail.hub", { hub: tail.hub }) : t("tail.only")}`,
        );
    }

    return {
        title: t("ways.tail"),
        leave: () => tail.leave(),
        view: () => [
            filters(),
            standing(),
            h(
                "div",
                { class: "row", key: "deeds" },
                button(t(tail.paused ? "tail.resume" : "tail.pause"), () => tail.pause(), { key: "pause", "aria-pressed": String(tail.paused) }),
                button(t("tail.clear"), () => tail.clear(), { key: "clear", class: "quiet" }),
                tail.paused && h("span", { class: "muted", key: "passed" }, t("tail.passed", { n: tail.passed })),
            ),
            tail.dropped > 0 && h("p", { class: "warning", key: "dropped" }, t("tail.dropped", { n: tail.dropped })),
            tail.lines.length === 0
                ? tail.line === "online" && h("p", { class: "empty", key: "empty" }, t("tail.none"))
                : table(
                      t("ways.tail"),
                      HEADS.map((head) => t(`trace.${head}`)),
                      tail.lines.map(row),
                  ),
        ],
    };
}

/** @param {import("../../hub/tail.js").Line} line */
function row({ n, attempt }) {
    const { at, target, messageId, conversationId, seq, outcome, httpStatus, durationMs, detail } = attempt;
    return {
        key: String(n),
        cells: [
            h("time", { datetime: at }, instant(at)),
            h("a", way(hubAddress(["tail"], { target })), target),
            [tOr(`hop.${outcome}`, outcome), ` (${attempt.attempt})`, httpStatus && ` · ${httpStatus}`],
            [
                h("a", { ...way(hubAddress(["messages", messageId])), class: "id" }, messageId),
                h("p", null, h("a", way(hubAddress(["conversations"], { id: conversationId })), `${conversationId} · ${seq}`)),
            ],
            number(durationMs, { style: "unit", unit: "millisecond" }),
            detail,
        ],
    };
}
