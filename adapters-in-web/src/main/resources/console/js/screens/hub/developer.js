// What the developer of a channel's server needs: the first message, and whether a signature fits.
import { h } from "../../core/dom.js";
import { changed } from "../../core/page.js";
import { t } from "../../core/words.js";
import { Deed } from "../../hub/reading.js";
import { button } from "../../ui/form.js";
import { outcome } from "../../ui/problem.js";

export class Developer {
    /** @type {import("./signature.js").SignatureCheck | null} */
    #check = null;
    #deed = new Deed();

    /** @param {string} channel */
    constructor(channel) {
        this.command = [
            `curl -X POST ${location.origin}/channel/message \\`,
            `  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
            `  -d '{"channel_id": "${channel}", "session_id": "first", "message": {"text": "hello"}}'`,
        ].join("\n");
    }

    #open() {
        this.#deed.run(async () => {
            const { SignatureCheck } = await import("./signature.js");
            this.#check = new SignatureCheck(() => {
                this.#check = null;
                changed();
            });
        });
    }

    view() {
        return [
            h(
                "section",
                { key: "developer" },
                h("h2", null, t("developer.title")),
                h("p", null, t("developer.first")),
                h("pre", { translate: "no", dir: "ltr" }, this.command),
                h(
                    "div",
                    { class: "row" },
                    button(t("secret.copy"), () => navigator.clipboard.writeText(this.command)),
                    button(t("signature.open"), () => this.#open(), { disabled: this.#deed.busy }),
                ),
                outcome(this.#deed),
            ),
            this.#check?.view(),
        ];
    }
}
