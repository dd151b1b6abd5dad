// Sending messages of a conversation to one of its targets again: counted first, then confirmed.
import { h } from "../../core/dom.js";
import { changed, freshId } from "../../core/page.js";
import { ask, get, path } from "../../core/rest.js";
import { number, t, tOr } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, check, dialog, ending, field, put, shut } from "../../ui/form.js";
import { outcome, shown } from "../../ui/problem.js";

/** @typedef {{replay_id?: string, count: number, skipped: Record<string, number>, next_seq: number | null}} Counted */

/** In these words the hub is told that people get what they have. */
const CONFIRM = "users see it twice";

export class Replay {
    /** @type {Form | null} */
    #form = null;
    /** The targets of the conversation. @type {Reading<string[]>} */
    #targets;
    /** What the hub said of the fields as they are. @type {Counted | null} */
    #counted = null;
    /** Of this request, so that a second press sends nothing twice. */
    #key = "";
    #aware = false;
    #counting = new Deed();
    #deed = new Deed();

    /** @param {string} conversation @param {() => void} sent */
    constructor(conversation, sent) {
        this.conversation = conversation;
        this.sent = sent;
        this.#targets = new Reading(async () => {
            const { items } = await get("/v1/conversations", { id: conversation });
            const all = /** @type {string[]} */ (items[0]?.targets ?? []);
            return all.filter((target) => !target.startsWith("clients:"));
        });
    }

    /** @param {string} from the first message */
    open(from) {
        this.#forget();
        put(this.#deed, { problem: null, done: null });
        this.#form = new Form({ target: "", from_seq: from, to_seq: "", what: "missing" });
    }

    view() {
        return [
            h("div", { class: "row", key: "replay" }, button(t("replay.start"), () => this.open("1"))),
            !this.#form && outcome(this.#deed),
            this.#form && this.#dialog(this.#form),
        ];
    }

    #forget() {
        put(this.#counting, { problem: null });
        this.#counted = null;
        this.#aware = false;
        this.#key = freshId();
    }

    /** @param {Form} form @param {object} more */
    async #ask(form, more) {
        const { target = "", from_seq: from, to_seq: to, what } = form.values;
        const answer = await ask("POST", path`/v1/conversations/${this.conversation}/replay`, {
            body: { target, from_seq: Number(from), ...(to && { to_seq: Number(to) }), what, ...more },
            key: this.#key,
        });
        return /** @type {Promise<Counted>} */ (answer.json());
    }

    /** @param {Form} form */
    #count(form) {
        this.#counting.run(async () => {
            this.#counted = await this.#ask(form, { dry_run: true });
        });
    }

    /** @param {Form} form */
    async #send(form) {
        const done = await this.#deed.run(async () => {
            const { count, next_seq: next } = await this.#ask(form, this.#aware ? { confirm: CONFIRM } : {});
            const said = t("replay.done", { n: count, target: form.values.target ?? "" });
            return next === null ? said : `${said} ${t("replay.next", { seq: String(next) })}`;
        });
        if (done) {
            shut();
            this.sent();
        }
    }

    /** @param {Form} form */
    #dialog(form) {
        const { target = "", what } = form.values;
        const [refused, counted] = [form.refused(this.#counting.problem), this.#counted];
        const more = { refused, onchange: () => this.#forget(), required: true };
        const twice = what === "all" && target.startsWith("user:");
        const ready = counted && counted.count > 0 && (!twice || this.#aware);
        return dialog(
            t("replay.title"),
            [
                shown(this.#targets, (targets) =>
                    field(form, "target", t("replay.target"), {
                        ...more,
                        tag: "select",
                        options: [["", t("replay.choose")], ...targets.map((one) => [one, one])],
                    }),
                ),
                field(form, "what", t("replay.what"), {
                    ...more,
                    tag: "select",
                    options: ["missing", "all"].map((one) => [one, t(`replay.${one}`)]),
                }),
                field(form, "from_seq", t("replay.from"), { ...more, type: "number", min: "1" }),
                field(form, "to_seq", t("replay.to"), {
                    ...more,
                    type: "number",
                    min: "1",
                    required: false,
                    hint: t("replay.newest"),
                }),
                what === "all" && h("p", { key: "repeat", class: "warning" }, t(twice ? "replay.users" : "replay.again")),
                outcome(this.#counting),
                counted && result(counted),
                counted && twice && check(t("replay.aware"), this.#aware, (aware) => this.#know(aware)),
                outcome(this.#deed),
                ending(
                    counted
                        ? h(
                              "button",
                              { type: "submit", class: "primary", disabled: this.#deed.busy || !ready, key: "send" },
                              t("redrive.send", { n: counted.count }),
                          )
                        : h("button", { type: "submit", class: "primary", disabled: this.#counting.busy, key: "count" }, t("replay.count")),
                ),
            ],
            {
                close: () => this.#leave(),
                submit: () => (counted ? ready && this.#send(form) : this.#count(form)),
            },
        );
    }

    /** @param {boolean} aware */
    #know(aware) {
        this.#aware = aware;
        changed();
    }

    #leave() {
        this.#form = null;
        changed();
    }
}

/** @param {Counted} counted */
function result({ count, skipped, next_seq: next }) {
    const why = Object.entries(skipped).map(([code, n]) => `${tOr(`skip.${code}`, code)} ${number(n)}`);
    return h(
        "div",
        { class: "counted", key: "counted", role: "status" },
        h("p", null, t("replay.fits", { n: count })),
        why.length > 0 && h("p", { key: "why" }, t("replay.left"), " ", why.join(", ")),
        next !== null && h("p", { key: "next" }, t("replay.next", { seq: String(next) })),
    );
}
