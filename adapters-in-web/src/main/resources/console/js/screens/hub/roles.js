// What accounts and keys may do.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { t } from "../../core/words.js";
import { check } from "../../ui/form.js";

export const ROLES = ["ADMIN", "SUPERVISOR", "AGENT", "SERVICE", "YALO", "SALESFORCE"];

/** @param {Set<string>} chosen @param {string[]} [among] */
export function roleBoxes(chosen, among = ROLES) {
    return h(
        "fieldset",
        { key: "roles" },
        h("legend", null, t("accounts.roles")),
        among.map((role) =>
            check(`${role}: ${t(`role.${role}`)}`, chosen.has(role), (wanted) => {
                wanted ? chosen.add(role) : chosen.delete(role);
                changed();
            }),
        ),
    );
}
