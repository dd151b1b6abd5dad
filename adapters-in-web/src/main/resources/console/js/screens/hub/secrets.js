// Secrets: shown once when they are made, and changed without a message lost.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, path } from "../../core/rest.js";
import { moment, t } from "../../core/words.js";
import { Deed, Form } from "../../hub/reading.js";
import { button, check, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome } from "../../ui/problem.js";
import { table } from "../../ui/table.js";

/** Nothing keeps it: it is gone with the dialog. @param {string} secret @param {string} title @param {() => void} close */
export function secretShown(secret, title, close) {
    return dialog(
        title,
        [
            h("p", { key: "once" }, t("secret.once")),
            h("p", { class: "secret", key: "secret" }, h("code", { translate: "no" }, secret)),
            h(
                "div",
                { class: "row end", key: "ending" },
                button(t("secret.copy"), () => navigator.clipboard.writeText(secret)),
                button(t("secret.kept"), shut, { class: "primary" }),
            ),
        ],
        { close, submit: shut },
    );
}

export class Rotation {
    #asks = false;
    #force = false;
    #deed = new Deed();
    /** @type {string | null} */
    #secret = null;
    #form = new Form({ hours: "24" }, ["previous_expires_in_seconds"]);

    /** @param {string} channel @param {() => void} rotated */
    constructor(channel, rotated) {
        this.channel = channel;
        this.rotated = rotated;
    }

    async #rotate() {
        const body = {
            previous_expires_in_seconds: Math.round(Number(this.#form.values.hours) * 3600),
            ...(this.#force && { force: true }),
        };
        const done = await this.#deed.run(async () => {
            this.#secret = (
                await (await ask("POST", path`/v1/channels/${this.channel}/secrets/rotate`, { body })).json()
            ).signing_secret;
            this.rotated();
        });
        done && shut();
    }

    #end() {
        this.#asks = false;
        this.#force = false;
        changed();
    }

    /** @param {import("./channels.js").Channel["secrets"]} secrets */
    view(secrets) {
        return [
            h(
                "section",
                { key: "secrets" },
                h("h2", null, t("secret.title")),
                table(
                    t("secret.title"),
                    [t("secret.id"), t("secret.made"), t("secret.until")],
                    secrets.map(({ secret_id: id, created_at: made, expires_at: until }) => ({
                        key: id,
                        cells: [id, moment(made), until ? moment(until) : t("secret.always")],
                    })),
                ),
                button(t("secret.rotate"), () => {
                    this.#asks = true;
                    put(this.#deed, { problem: null });
                }),
            ),
            this.#asks && this.#dialog(),
            this.#secret !== null &&
                secretShown(this.#secret, t("secret.signing"), () => {
                    this.#secret = null;
                    changed();
                }),
        ];
    }

    #dialog() {
        return dialog(
            t("secret.rotates", { id: this.channel }),
            [
                h(
                    "ol",
                    { key: "steps" },
                    ["make", "enter", "end"].map((step) => h("li", null, t(`secret.${step}`))),
                ),
                field(this.#form, "hours", t("secret.overlap"), { type: "number", min: "0", max: "168", required: true }),
                this.#deed.problem?.status === 409 &&
                    check(t("secret.force"), this.#force, (force) => {
                        this.#force = force;
                        changed();
                    }),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, now(t("secret.rotate")))),
            ],
            { close: () => this.#end(), submit: () => this.#rotate() },
        );
    }
}
