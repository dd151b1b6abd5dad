// Who may sign in: accounts, what each may do, and the end of its sessions.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { ask, get, path } from "../../core/rest.js";
import { goTo, hubAddress, way } from "../../core/route.js";
import { t } from "../../core/words.js";
import { Deed, Form, Reading } from "../../hub/reading.js";
import { button, dialog, ending, field, now, put, shut } from "../../ui/form.js";
import { outcome, shown, when } from "../../ui/problem.js";
import { facts, table } from "../../ui/table.js";
import { AccountEdit } from "./account-edit.js";
import { Keys } from "./keys.js";
import { LogIns } from "./log-ins.js";
import { OwnerFields } from "./owner.js";
import { roleBoxes } from "./roles.js";

/**
 * @typedef {{username: string, version: string, roles: string[], org_id: string | null, user_id: number | null, client: string | null,
 *   created_at: string}} Account
 */

/** @returns {Promise<{items: Account[]}>} */
function read() {
    return get("/v1/accounts");
}

/** @returns {import("./area.js").Screen} */
export function accountsScreen() {
    const accounts = new Reading(read, 30_000);
    const form = new Form({ username: "", password: "" });
    const find = new Form({ words: "" });
    const roles = new Set(["AGENT"]);
    let owner = new OwnerFields();
    const deed = new Deed();
    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        deed.run(async () => {
            const { username, password } = form.values;
            const body = { username: username.trim(), password, roles: [...roles], ...owner.identity, ...owner.client };
            await ask("POST", "/v1/accounts", { body });
            Object.assign(form.values, { username: "", password: "" });
            owner = new OwnerFields();
            accounts.again();
            return t("accounts.made", { name: username });
        });
    };
    /** @param {Account[]} items */
    function list(items) {
        const words = find.values.words.toLowerCase().split(/\s+/);
        const found = items.filter((one) => {
            const text = [one.username, ...one.roles, one.org_id, one.client].join(" ").toLowerCase();
            return words.every((word) => text.includes(word));
        });
        return [
            h("p", { class: "muted", role: "status", key: "found" }, t("accounts.found", { n: found.length })),
            table(
                t("ways.accounts"),
                ["name", "roles", "org", "client", "since"].map((head) => t(`accounts.${head}`)),
                found.map(({ username, roles: has, org_id: org, user_id: user, client, created_at: at }) => ({
                    key: username,
                    cells: [
                        h("a", way(hubAddress(["accounts", username])), username),
                        has.join(", "),
                        org ? `${org} · ${user}` : "",
                        client ?? "",
                        when(at),
                    ],
                })),
            ),
        ];
    }

    return {
        title: t("ways.accounts"),
        view: () => {
            const refused = form.refused(deed.problem);
            return [
                h(
                    "div",
                    { class: "filter", key: "find" },
                    field(find, "words", t("accounts.find"), { type: "search", onkeyup: changed, onsearch: changed }),
                ),
                shown(accounts, ({ items }) => list(items)),
                h(
                    "section",
                    { key: "new" },
                    h("h2", null, t("accounts.new")),
                    h(
                        "form",
                        { class: "sheet", onsubmit: submit },
                        field(form, "username", t("sign.username"), { refused, required: true, autocapitalize: "none" }),
                        field(form, "password", t("sign.password"), {
                            refused,
                            required: true,
                            type: "password",
                            minlength: "12",
                            autocomplete: "new-password",
                            hint: t("accounts.length"),
                        }),
                        roleBoxes(roles, refused),
                        owner.view(accounts.value?.items ?? [], refused),
                        h("button", { type: "submit", class: "primary", key: "submit", disabled: deed.busy }, t("accounts.make")),
                    ),
                    outcome(deed),
                ),
            ];
        },
    };
}

/** @param {string} name @returns {import("./area.js").Screen} */
export function accountScreen(name) {
    const accounts = new Reading(read, 30_000);
    const keys = new Keys(name);
    const logIns = new LogIns(name);
    const form = new Form({ password: "", typed: "" });
    const deed = new Deed();
    /** @type {{what: "password" | "log-ins" | "remove" | null}} */
    const asks = { what: null };
    const find = () => accounts.value?.items.find(({ username }) => username === name);
    const edit = new AccountEdit(deed, async () => {
        await accounts.again();
        logIns.all.again();
        return find();
    });

    /** @param {() => Promise<any>} doing @param {string} said */
    async function run(doing, said) {
        const done = await deed.run(async () => {
            await doing().finally(() => accounts.again());
            logIns.all.again();
            edit.forget();
            return said;
        });
        done && shut();
    }

    const deeds = {
        password: () =>
            run(
                () => ask("PUT", path`/v1/accounts/${name}/password`, { body: { password: form.values.password } }),
                t("accounts.changed"),
            ),
        "log-ins": () => run(() => ask("DELETE", path`/v1/accounts/${name}/log-ins`), t("accounts.ended")),
        remove: () =>
            run(async () => {
                await ask("DELETE", path`/v1/accounts/${name}`);
                goTo(hubAddress(["accounts"]));
            }, ""),
    };

    function close() {
        asks.what = null;
        Object.assign(form.values, { password: "", typed: "" });
        changed();
    }

    function asked() {
        const what = /** @type {"password" | "log-ins" | "remove"} */ (asks.what);
        const refused = form.refused(deed.problem);
        return dialog(
            now(t(`account.${what}`)),
            [
                h("p", { key: "what" }, t(`does.${what}`, { name })),
                what === "password" &&
                    field(form, "password", t("sign.password"), {
                        refused,
                        type: "password",
                        required: true,
                        minlength: "12",
                        autocomplete: "new-password",
                        hint: t("accounts.length"),
                    }),
                what === "remove" && field(form, "typed", t("accounts.type", { name }), { required: true, oninput: typed }),
                outcome(deed),
                ending(
                    h(
                        "button",
                        {
                            type: "submit",
                            class: what === "password" ? "primary" : "danger",
                            disabled: deed.busy || (what === "remove" && form.values.typed !== name),
                        },
                        now(t(`account.${what}`)),
                    ),
                ),
            ],
            { close, submit: deeds[what] },
        );
    }

    const typed = (/** @type {Event} */ event) => {
        form.values.typed = /** @type {HTMLInputElement} */ (event.target).value;
        changed();
    };

    /** @param {Account} value @param {Account[]} all */
    function known(value, all) {
        return [
            facts([
                [t("organisations.id"), value.org_id && h("a", way(hubAddress(["organisations", value.org_id])), value.org_id)],
                [t("accounts.since"), when(value.created_at)],
            ]),
            edit.view(value, all),
            h(
                "div",
                { class: "row", key: "deeds" },
                Object.keys(deeds).map((what) =>
                    button(
                        t(`account.${what}`),
                        () => {
                            asks.what = /** @type {keyof typeof deeds} */ (what);
                            put(deed, { problem: null, done: null });
                        },
                        { key: what },
                    ),
                ),
            ),
        ];
    }

    return {
        title: name,
        raw: true,
        view: () => [
            asks.what === null && outcome(deed),
            shown(accounts, ({ items }) => {
                const value = find();
                return value ? [known(value, items), keys.view(), logIns.view()] : h("p", { key: "none" }, t("accounts.none"));
            }),
            asks.what && asked(),
        ],
    };
}
