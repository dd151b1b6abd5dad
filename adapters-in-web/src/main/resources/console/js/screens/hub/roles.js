// What accounts and keys may do.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { t, tOr } from "../../core/words.js";
import { check } from "../../ui/form.js";

const ROLES = ["ADMIN", "SUPERVISOR", "AGENT", "SERVICE", "YALO", "SALESFORCE"];

/** @param {Set<string>} chosen @param {Record<string, string>} refused */
export function roleBoxes(chosen, { roles: why }) {
    return h(
        "fieldset",
        { key: "roles" },
        h("legend", null, t("accounts.roles")),
        ROLES.map((role) =>
            check(`${role}: ${t(`role.${role}`)}`, chosen.has(role), (wanted) => {
                wanted ? chosen.add(role) : chosen.delete(role);
                changed();
            }),
        ),
        h("span", { class: "refusal", key: "why" }, why && tOr(`reason.${why}`, why)),
    );
}
