// Whether a signature fits, by Standard Webhooks. It is worked out in the page: the hub gets nothing of what is pasted here.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { Deed, Form } from "../../hub/reading.js";
import { dialog, ending, field, now } from "../../ui/form.js";
import { outcome } from "../../ui/problem.js";

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"];
const PREFIX = "whsec_";

/** @typedef {Record<string, string>} Pasted */

export class SignatureCheck {
    #form = new Form({ secret: "", body: "", ...Object.fromEntries(HEADERS.map((name) => [name, ""])) });
    #deed = new Deed();
    /** @type {{fits: boolean, words: string[]} | null} */
    #found = null;

    /** @param {() => void} close */
    constructor(close) {
        this.close = close;
    }

    async #look() {
        this.#found = null;
        await this.#deed.run(async () => {
            this.#found = await compared(this.#form.values);
        });
    }

    view() {
        const found = this.#found;
        const must = { required: true };
        return dialog(
            now(t("signature.open")),
            [
                h("p", { key: "local" }, t("signature.local")),
                field(this.#form, "secret", t("signature.secret"), { ...must, placeholder: PREFIX }),
                HEADERS.map((name) => field(this.#form, name, name, must)),
                field(this.#form, "body", t("signature.body"), { tag: "textarea", rows: "4" }),
                h(
                    "div",
                    { key: "found", role: "status" },
                    found?.words.map((text) => h("p", { class: found.fits ? "told" : "warning" }, text)),
                ),
                outcome(this.#deed),
                ending(h("button", { type: "submit", class: "primary", disabled: this.#deed.busy }, t("signature.check"))),
            ],
            { close: this.close, submit: () => this.#look() },
        );
    }
}

/** @param {Pasted} pasted */
async function compared({ secret, body, ...headers }) {
    const [id, at, given] = HEADERS.map((name) => headers[name].trim());
    const key = decoded(secret.trim());
    if (!globalThis.crypto.subtle) {
        return { fits: false, words: [t("signature.https")] };
    }
    if (!key) {
        return { fits: false, words: [t("signature.none")] };
    }
    const all = given.split(/\s+/);
    const signed = (/** @type {BufferSource} */ by, /** @type {string} */ text) => signature(by, `${id}.${at}.${text}`);
    const expected = await signed(key, body);
    if (all.includes(expected)) {
        return { fits: true, words: [t("signature.fits")] };
    }
    const [fails, instead] = [t("signature.not"), t("signature.expected", { signature: expected })];
    for (const [name, by, text] of mistakes(secret.trim(), key, body)) {
        if (all.includes(await signed(by, text))) {
            return { fits: false, words: [fails, t(`signature.${name}`), instead] };
        }
    }
    return { fits: false, words: [fails, instead] };
}

/** The text after its prefix, if that is what a secret is. @param {string} secret */
function decoded(secret) {
    try {
        const bytes = Uint8Array.from(atob(secret.slice(PREFIX.length)), (letter) => letter.charCodeAt(0));
        return secret.startsWith(PREFIX) && bytes.length > 0 ? bytes : null;
    } catch {
        return null;
    }
}

/**
 * What is often signed instead.
 *
 * @param {string} secret
 * @param {BufferSource} key
 * @param {string} body
 * @returns {[string, BufferSource, string][]}
 */
function mistakes(secret, key, body) {
    const bytes = new TextEncoder();
    return [
        ["undecoded", bytes.encode(secret.slice(PREFIX.length)), body],
        ["undecoded", bytes.encode(secret), body],
        ["ending", key, `${body}\n`],
        ["ending", key, body.replace(/\r?\n$/, "")],
        ["ending", key, body.replaceAll("\n", "\r\n")],
        ["rewritten", key, rewritten(body)],
    ];
}

/** As most libraries write the same JSON. @param {string} body */
function rewritten(body) {
    try {
        return JSON.stringify(JSON.parse(body));
    } catch {
        return body;
    }
}

/** @param {BufferSource} key @param {string} text */
async function signature(key, text) {
    const made = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", made, new TextEncoder().encode(text)));
    return `v1,${btoa(String.fromCharCode(...bytes))}`;
}
