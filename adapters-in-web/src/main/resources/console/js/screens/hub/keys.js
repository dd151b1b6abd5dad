// The keys by which machines act as an account.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, get, path } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { table } from "../../ui/table.js";
import { roleBoxes } from "./roles.js";
import { secretShown } from "./secrets.js";

/**
 * @typedef {{id: string, name: string, prefix: string, roles: string[], channels: string[] | null, client: string | null,
 *   created_at: string, expires_at: string, last_used_at: string | null}} Key
 */

export class Keys {
    #form = new Form({ name: "", channels: "" });
    #deed = new Deed();
    #roles = new Set(["SERVICE"]);
    #asks = false;
    /** @type {Key | null} */
    #revokes = null;
    /** @type {string | null} */
    #secret = null;

    /** @param {string} account */
    constructor(account) {
        this.account = account;
        this.keys = new Reading(() => /** @type {Promise<{items: Key[]}>} */ (get(path`/v1/accounts/${account}/keys`)), 30_000);
    }

    async #make() {
        const { name, channels } = this.#form.values;
        const only = channels
            .split(",")
            .map((one) => one.trim())
            .filter(Boolean);
        const body = { name: name.trim(), roles: [...this.#roles], ...(only.length > 0 && { channels: only }) };
        const done = await this.#deed.run(async () => {
            // one that was made without our hearing of it is seen in the list, to be revoked
            const answer = await ask("POST", path`/v1/accounts/${this.account}/keys`, { body }).finally(() => this.keys.again());
            this.#secret = (await answer.json()).key;
        });
        done && shut();
    }

    /** @param {Key} key */
    async #revoke({ id }) {
        const done = await this.#deed.run(async () => {
            await ask("DELETE", path`/v1/accounts/${this.account}/keys/${id}`);
            this.keys.again();
            return t("keys.revoked");
        });
        done && shut();
    }

    #end() {
        Object.assign(this.#form.values, { name: "", channels: "" });
        this.#asks = false;
        this.#revokes = null;
        changed();
    }

    view() {
        return [
            h(
                "section",
                { key: "keys" },
                h("h2", null, t("keys.title")),
                shown(this.keys, ({ items }) =>
                    items.length === 0 ? h("p", { class: "empty", key: "empty" }, t("keys.none")) : this.#table(items),
                ),
                button(
                    t("keys.make"),
                    () => {
                        this.#asks = true;
                        put(this.#deed, { problem: null, done: null });
                    },
                    { key: "make" },
                ),
                !this.#asks && !this.#revokes && outcome(this.#deed),
            ),
            this.#asks && this.#making(),
            this.#revokes && this.#revoking(this.#revokes),
            this.#secret !== null &&
                secretShown(this.#secret, t("keys.made"), () => {
                    this.#secret = null;
                    changed();
                }),
        ];
    }

    /** @param {Key[]} items */
    #table(items) {
        return table(
            t("keys.title"),
            ["name", "prefix", "may", "used", "until", "do"].map((head) => t(`keys.${head}`)),
            items.map((key) => ({
                key: key.id,
                cells: [
                    key.name,
                    h("code", null, `${key.prefix}…`),
                    [key.roles.join(", "), h("p", { class: "muted" }, (key.channels ?? [key.client ?? ""]).join(", "))],
                    when(key.last_used_at) || t("keys.never"),
                    when(key.expires_at),
                    button(
                        t("keys.revoke"),
                        () => {
                            this.#revokes = key;
                            put(this.#deed, { problem: null, done: null });
                        },
                        { "aria-label": t("keys.this", { name: key.name }) },
                    ),
                ],
            })),
        );
    }

    #making() {
        const refused = this.#form.refused(this.#deed.problem);
        return dialog(
            now(t("keys.make")),
            [
                field(this.#form, "name", t("keys.name"), { refused, required: true }),
                roleBoxes(this.#roles, refused),
                field(this.#form, "channels", t("keys.channels"), { refused, hint: t("channels.commas") }),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, now(t("keys.make")))),
            ],
            { close: () => this.#end(), submit: () => this.#make() },
        );
    }

    /** @param {Key} key */
    #revoking(key) {
        return dialog(
            now(t("keys.revoke")),
            [
                h("p", { key: "what" }, t("keys.gone", { name: key.name })),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "danger", disabled: this.#deed.busy }, now(t("keys.revoke")))),
            ],
            { close: () => this.#end(), submit: () => this.#revoke(key) },
        );
    }
}
