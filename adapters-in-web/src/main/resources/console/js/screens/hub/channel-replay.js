// What a channel was sent between two times is sent to it again: counted first, then confirmed, part by part.
import { h } from "../../core/dom.js";
import { changed, freshId } from "../../core/page.js";
import { ask, path } from "../../core/rest.js";
import { number, t, tOr } from "../../core/words.js";
import { Deed, Form } from "../../hub/reading.js";
import { button, check, field, MOMENT } from "../../ui/form.js";
import { outcome } from "../../ui/problem.js";

/**
 * @typedef {{count: number, conversations: number, skipped: Record<string, number>, next: string | null}} Part
 * @typedef {Part & {begun: boolean}} Total what the parts so far came to
 */

/** In these words the hub is told that the channel gets what it has. */
const CONFIRM = "the channel gets it twice";

/** @returns {Total} */
function nothing() {
    return { count: 0, conversations: 0, skipped: {}, next: null, begun: false };
}

/** @param {Total} total */
function isWhole({ begun, next }) {
    return begun && next === null;
}

export class ChannelReplay {
    #form = new Form({ from: "", to: "", what: "missing" });
    #counted = nothing();
    #sent = nothing();
    /** Of this request, so that going on sends nothing twice. */
    #key = "";
    #aware = false;
    #stopped = false;
    #counting = new Deed();
    #sending = new Deed();

    /** @param {string} channel */
    constructor(channel) {
        this.channel = channel;
    }

    #forget() {
        this.#stopped = true;
        this.#counted = nothing();
        this.#sent = nothing();
        this.#aware = false;
        this.#key = freshId();
        Object.assign(this.#counting, { problem: null, done: null });
        Object.assign(this.#sending, { problem: null, done: null });
        changed();
    }

    /** Goes on where the last part ended. @param {Total} total @param {object} more */
    async #walk(total, more) {
        const { from = "", to = "", what } = this.#form.values;
        this.#stopped = false;
        while (!isWhole(total) && !this.#stopped) {
            const answer = await ask("POST", path`/v1/channels/${this.channel}/replay`, {
                body: {
                    from: from && new Date(from).toISOString(),
                    to: to && new Date(to).toISOString(),
                    what,
                    ...(total.next && { after: total.next }),
                    ...more,
                },
                key: this.#key,
            });
            const { count, conversations, skipped, next } = /** @type {Part} */ (await answer.json());
            Object.entries(skipped).forEach(([why, n]) => (total.skipped[why] = (total.skipped[why] ?? 0) + n));
            Object.assign(total, {
                count: total.count + count,
                conversations: total.conversations + conversations,
                next,
                begun: true,
            });
            changed();
        }
    }

    #count() {
        this.#forget();
        this.#counting.run(() => this.#walk(this.#counted, { dry_run: true }));
    }

    #send() {
        this.#sending.run(async () => {
            await this.#walk(this.#sent, this.#aware ? { confirm: CONFIRM } : {});
            return isWhole(this.#sent) ? t("period.done", { n: this.#sent.count }) : null;
        });
    }

    view() {
        const { values } = this.#form;
        const [counted, sent] = [this.#counted, this.#sent];
        const busy = this.#counting.busy || this.#sending.busy;
        const refused = this.#form.refused(this.#counting.problem ?? this.#sending.problem);
        const more = { refused, required: true, disabled: busy, onchange: () => this.#forget() };
        const known = isWhole(counted);
        const ready = known && counted.count > 0 && !isWhole(sent) && (values.what !== "all" || this.#aware);
        const submit = (/** @type {Event} */ event) => {
            event.preventDefault();
            known ? ready && this.#send() : this.#count();
        };
        return h(
            "section",
            { key: "period" },
            h("h2", null, t("period.title")),
            h(
                "form",
                { class: "sheet period", onsubmit: submit },
                field(this.#form, "from", t("period.from"), { ...more, ...MOMENT }),
                field(this.#form, "to", t("period.to"), { ...more, ...MOMENT }),
                field(this.#form, "what", t("replay.what"), {
                    ...more,
                    tag: "select",
                    options: ["missing", "all"].map((one) => [one, t(`replay.${one}`)]),
                }),
                values.what === "all" && h("p", { key: "repeat", class: "warning" }, t("replay.again")),
                outcome(this.#counting),
                counted.begun && result(counted),
                known &&
                    values.what === "all" &&
                    counted.count > 0 &&
                    check(t("period.aware"), this.#aware, (aware) => {
                        this.#aware = aware;
                        changed();
                    }),
                sent.begun &&
                    h(
                        "p",
                        { key: "sent", role: "status", class: "progress" },
                        t("period.sent", { n: sent.count, all: counted.count }),
                    ),
                outcome(this.#sending),
                h(
                    "div",
                    { class: "row", key: "buttons" },
                    known
                        ? h("button", { type: "submit", class: "primary", key: "send", disabled: busy || !ready }, sendWord(counted, sent))
                        : h("button", { type: "submit", class: "primary", key: "count", disabled: busy }, t("replay.count")),
                    busy && button(t("period.stop"), () => (this.#stopped = true), { key: "stop" }),
                ),
            ),
        );
    }
}

/** @param {Total} counted @param {Total} sent */
function sendWord(counted, sent) {
    return sent.begun && !isWhole(sent) ? t("period.on") : t("redrive.send", { n: counted.count });
}

/** @param {Total} counted */
function result({ count, conversations, skipped }) {
    const why = Object.entries(skipped).map(([code, n]) => `${tOr(`skip.${code}`, code)} ${number(n)}`);
    return h(
        "div",
        { class: "counted", key: "counted", role: "status" },
        h("p", null, t("replay.fits", { n: count }), " ", t("period.conversations", { n: conversations })),
        why.length > 0 && h("p", { key: "why" }, t("replay.left"), " ", why.join(", ")),
    );
}
