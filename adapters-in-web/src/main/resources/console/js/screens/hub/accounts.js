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
import { Keys } from "./keys.js";
import { LogIns } from "./log-ins.js";
import { roleBoxes } from "./roles.js";

/**
 * @typedef {{username: string, roles: string[], org_id: string | null, user_id: number | null, client: string | null,
 *   created_at: string}} Account
 */

/** @returns {Promise<{items: Account[]}>} */
function list() {
    return get("/v1/accounts");
}

/** @returns {import("./area.js").Screen} */
export function accountsScreen() {
    const accounts = new Reading(list, 30_000);
    const form = new Form({ username: "", password: "" });
    const roles = new Set(["AGENT"]);
    const deed = new Deed();
    const submit = (/** @type {Event} */ event) => {
        event.preventDefault();
        deed.run(async () => {
            const { username, password } = form.values;
            await ask("POST", "/v1/accounts", { body: { username: username.trim(), password, roles: [...roles] } });
            Object.assign(form.values, { username: "", password: "" });
            accounts.again();
            return t("accounts.made", { name: username });
        });
    };
    return {
        title: t("ways.accounts"),
        view: () => {
            const refused = form.refused(deed.problem);
            return [
                shown(accounts, ({ items }) =>
                    table(
                        t("ways.accounts"),
                        ["name", "roles", "org", "since"].map((head) => t(`accounts.${head}`)),
                        items.map(({ username, roles: has, org_id: org, user_id: user, created_at: at }) => ({
                            key: username,
                            cells: [
                                h("a", way(hubAddress(["accounts", username])), username),
                                has.join(", "),
                                org ? `${org} · ${user}` : "",
                                when(at),
                            ],
                        })),
                    ),
                ),
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
                        roleBoxes(roles),
                        refused.roles && h("p", { class: "refusal", key: "none" }, refused.roles),
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
    const account = new Reading(async () => (await list()).items.find(({ username }) => username === name) ?? false, 30_000);
    const keys = new Keys(name);
    const logIns = new LogIns(name);
    const form = new Form({ password: "", typed: "" });
    const deed = new Deed();
    /** @type {{what: "password" | "log-ins" | "remove" | null}} */
    const asks = { what: null };
    /** @type {Set<string> | null} */
    let roles = null;

    /** @param {() => Promise<any>} doing @param {string} said */
    async function run(doing, said) {
        const done = await deed.run(async () => {
            await doing();
            await account.again();
            logIns.all.again();
            roles = null;
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

    /** @param {Account} value */
    function known(value) {
        roles ??= new Set(value.roles);
        const chosen = roles;
        const same = chosen.size === value.roles.length && value.roles.every((role) => chosen.has(role));
        return [
            facts([
                [t("accounts.org"), value.org_id && `${value.org_id} · ${value.user_id}`],
                [t("accounts.client"), value.client],
                [t("accounts.since"), when(value.created_at)],
            ]),
            h(
                "section",
                { key: "may" },
                roleBoxes(chosen),
                button(
                    t("accounts.save"),
                    () =>
                        run(
                            () => ask("PUT", path`/v1/accounts/${name}/roles`, { body: { roles: [...chosen] } }),
                            t("accounts.changed"),
                        ),
                    {
                        disabled: same || deed.busy,
                        key: "save",
                    },
                ),
                h("p", { class: "muted", key: "hint" }, t("accounts.hint")),
            ),
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
            shown(account, (value) => (value ? [known(value), keys.view(), logIns.view()] : h("p", { key: "none" }, t("accounts.none")))),
            asks.what && asked(),
        ],
    };
}
