// Whose an account is: a user of an organisation, and an agent of a client. What the hub knows of is suggested.
import { changed } from "../../core/page.js";
import { get, path } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Form, Reading } from "../../hub/reading.js";
import { field } from "../../ui/form.js";

const TENANT = /^switchboard\.yalo\.tenants[.[]([^.\]]+)/;
const USUAL = "switchboard.yalo.client";

/** @typedef {{org_id: string | null, user_id: number | null, client: string | null}} Owner */
/** @typedef {{name: string, value: string | null}} Setting */

/** The first 500 users of an organisation. @param {string} org */
export function usersOf(org) {
    return new Reading(() => /** @type {Promise<{data: {id: number, name: string}[]}>} */ (get(path`/v1/organisation/${org}/user`, { limit: 500 })));
}

/** @param {ReturnType<usersOf>} users @returns {[string, string][]} */
export function suggested(users) {
    return users.look().value?.data.map(({ id, name }) => [String(id), name]) ?? [];
}

export class OwnerFields {
    form;
    #settings = new Reading(() => /** @type {Promise<{items: Setting[]}>} */ (get("/v1/settings")));
    /** Of the organisation, once it is typed as a whole. @type {ReturnType<usersOf> | null} */
    #users = null;

    /** @param {Partial<Owner>} [owner] who it is now */
    constructor(owner = {}) {
        const { org_id: org, user_id: user, client } = owner;
        this.form = new Form({ org_id: org ?? "", user_id: String(user ?? ""), client: client ?? "" });
        this.#learn();
    }

    #learn() {
        const org = this.#typed("org_id");
        this.#users = org ? usersOf(org) : null;
        changed();
    }

    /** The user in an organisation; nothing if there is none. */
    get identity() {
        const [org, user] = [this.#typed("org_id"), this.#typed("user_id")];
        return { ...(org && { org_id: org }), ...(user && { user_id: Number(user) }) };
    }

    get client() {
        const client = this.#typed("client");
        return client ? { client } : {};
    }

    /** @param {string} name */
    #typed(name) {
        return this.form.values[name].trim();
    }

    /** @param {Owner[]} accounts whose organisations and clients are suggested @param {Record<string, string>} refused */
    view(accounts, refused) {
        return [
            field(this.form, "org_id", t("organisations.id"), {
                refused,
                among: once(accounts.map((one) => one.org_id)),
                hint: t("accounts.nobody"),
                maxlength: "64",
                onchange: () => this.#learn(),
            }),
            field(this.form, "user_id", t("accounts.user"), {
                refused,
                among: this.#users ? suggested(this.#users) : [],
                type: "number",
                min: "1",
                max: String(Number.MAX_SAFE_INTEGER),
            }),
            field(this.form, "client", t("accounts.client"), { refused, among: this.#clients(accounts), hint: t("accounts.tenant"), maxlength: "50" }),
        ];
    }

    /** @param {Owner[]} accounts */
    #clients(accounts) {
        const settings = this.#settings.look().value?.items ?? [];
        const configured = settings.map(({ name, value }) => (name === USUAL ? value : TENANT.exec(name)?.[1]));
        return once([...configured, ...accounts.map(({ client }) => client)]);
    }
}

/** @param {(string | null | undefined)[]} values @returns {[string, string][]} */
function once(values) {
    return [...new Set(values)].filter((value) => value).map((value) => [String(value), ""]);
}
