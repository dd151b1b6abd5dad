// What can be changed of an account: its roles, and whose it is. What somebody else changed meanwhile is not overwritten.
import { h } from "../../core/dom.js";
import { ask, path } from "../../core/rest.js";
import { t } from "../../core/words.js";
import { Form } from "../../hub/reading.js";
import { clashAfter } from "../../ui/clash.js";
import { button } from "../../ui/form.js";
import { OwnerFields } from "./owner.js";
import { roleBoxes } from "./roles.js";

/**
 * @typedef {import("./accounts.js").Account} Account
 * @typedef {{roles: Set<string>, owner: OwnerFields}} Choice
 * @typedef {Choice & {version: string | null, base: Record<string, string>, clash?: import("../../ui/clash.js").Clash}} Chosen
 */

/** What is saved by itself, with its fields. @type {Record<string, string[]>} */
const PARTS = { roles: ["roles"], identity: ["org_id", "user_id"], client: ["client"] };
/** @type {Record<string, string>} */
const LABELS = { roles: "accounts.roles", org_id: "organisations.id", user_id: "accounts.user", client: "accounts.client" };

/** What is chosen belongs to the version that it began from. @param {Account} account @returns {Chosen} */
function begun(account) {
    const choice = { roles: new Set(account.roles), owner: new OwnerFields(account) };
    return { ...choice, version: account.version, base: said(choice) };
}

/** Field by field. @param {Choice} choice @returns {Record<string, string>} */
function said({ roles, owner }) {
    return { roles: [...roles].sort().join(", "), ...owner.form.values };
}

export class AccountEdit {
    /** @type {Chosen | null} */
    #chosen = null;
    #form = new Form({ roles: "" });

    /** @param {import("../../hub/reading.js").Deed} deed @param {() => Promise<Account | undefined>} readAnew */
    constructor(deed, readAnew) {
        this.deed = deed;
        this.readAnew = readAnew;
    }

    forget() {
        this.#chosen = null;
    }

    /** @param {string} name of the account @param {string[]} parts that are saved */
    #save(name, parts) {
        const mine = /** @type {Chosen} */ (this.#chosen);
        this.deed.run(async () => {
            if (mine.clash) {
                const { roles, ...own } = mine.clash.values;
                mine.roles = new Set(roles.split(", ").filter(Boolean));
                Object.assign(mine.owner.form.values, own);
            }
            /** @type {Record<string, object>} */
            const bodies = { roles: { roles: [...mine.roles] }, identity: mine.owner.identity, client: mine.owner.client };
            const now = said(mine);
            try {
                for (const part of parts.filter((one) => PARTS[one].some((field) => now[field] !== mine.base[field]))) {
                    const body = bodies[part];
                    const { headers } = await ask("PUT", path`/v1/accounts/${name}/${part}`, { body, version: mine.version });
                    mine.version = headers.get("ETag")?.slice(1, -1) ?? null;
                }
            } catch (failure) {
                return this.#late(failure, mine);
            }
            await this.readAnew();
            this.forget();
            return t("accounts.changed");
        });
    }

    /** @param {unknown} failure @param {Chosen} mine */
    async #late(failure, mine) {
        /** @type {{theirs: Chosen | undefined}} */
        const found = { theirs: undefined };
        const clash = await clashAfter(failure, mine.base, said(mine), async () => {
            const account = await this.readAnew();
            found.theirs = account && begun(account);
            return found.theirs?.base;
        });
        this.#chosen = clash && found.theirs ? { ...found.theirs, roles: mine.roles, owner: mine.owner, clash } : null;
        return t(clash ? "clash.met" : "accounts.changed");
    }

    /** @param {Account} account @param {Account[]} all */
    view(account, all) {
        const { deed } = this;
        const chosen = (this.#chosen ??= begun(account));
        const { roles, owner, clash } = chosen;
        const refused = this.#form.refused(deed.problem);
        const saves = (/** @type {string[]} */ parts) => (/** @type {Event} */ event) => {
            event.preventDefault();
            this.#save(account.username, parts);
        };
        return clash
            ? h(
                  "form",
                  { key: "clash", class: "edit", onsubmit: saves(Object.keys(PARTS)) },
                  clash.view((field) => t(LABELS[field])),
                  h("button", { type: "submit", class: "primary", key: "save", disabled: deed.busy }, t("channels.save")),
              )
            : [
                  h(
                      "section",
                      { key: "may" },
                      roleBoxes(roles, refused),
                      button(t("accounts.save"), () => this.#save(account.username, ["roles"]), { disabled: deed.busy, key: "save" }),
                      h("p", { class: "muted", key: "hint" }, t("accounts.hint")),
                  ),
                  h(
                      "section",
                      { key: "owner" },
                      h("h2", null, t("accounts.place")),
                      h(
                          "form",
                          { class: "sheet", onsubmit: saves(["identity", "client"]) },
                          owner.view(all, refused),
                          h("button", { type: "submit", key: "save", disabled: deed.busy }, t("accounts.move")),
                      ),
                  ),
              ];
    }
}
