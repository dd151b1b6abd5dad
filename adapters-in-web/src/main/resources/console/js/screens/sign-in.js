// Signing in: as a page, and as a dialog over the work when a session is over.
import { h } from "../core/dom.js";
import { BUILD, changed, whenDrawn } from "../core/page.js";
import { session, signIn } from "../core/session.js";
import { t } from "../core/words.js";
import { brand } from "../ui/icon.js";
import { looksFields } from "./looks.js";

/** A hub that did not answer is asked again so much later, in milliseconds. */
const AGAIN = 4000;
/** It is over at a time by the clock that nobody sets. @type {{code: string, until: number} | null} */
let refusal = null;
let busy = false;
/** @type {number | undefined} */
let timer;
/** What had the focus when the session was over. @type {HTMLElement | null} */
let before = null;

/** @param {SubmitEvent} event */
async function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { username, password } = /** @type {any} */ (form.elements);
    clearTimeout(timer);
    busy = true;
    changed();
    const refused = await signIn(username.value.trim(), password.value);
    busy = false;
    refusal = refused && { code: refused.code, until: 0 };
    const away = refused?.code === "away";
    const wait = 1000 * (refused?.wait || 0) || (away ? AGAIN : 0);
    if (refusal && wait) {
        refusal.until = performance.now() + wait;
        timer = setTimeout(() => again(away && form), wait);
    }
    if (!refused) {
        const back = before;
        whenDrawn(() => back?.focus());
    }
    if (!away) {
        password.value = "";
        refusal && password.focus();
    }
    changed();
}

/** @param {HTMLFormElement | false} form that is sent again, with what is in it */
function again(form) {
    refusal = null;
    form && form.isConnected && form.requestSubmit();
    changed();
}

/** Who types on sends it again by hand. */
function typed() {
    if (refusal?.code === "away") {
        clearTimeout(timer);
        again(false);
    }
}

function refused() {
    const seconds = refusal ? Math.ceil((refusal.until - performance.now()) / 1000) : 0;
    return h(
        "p",
        { class: "refusal" },
        h("span", { role: "alert" }, refusal && t(`refused.${refusal.code}`)),
        refusal && seconds > 0 && ` ${t(refusal.code === "away" ? "refused.again" : "refused.wait", { seconds })}`,
    );
}

/** What is to be filled in first. @param {HTMLInputElement} input */
function first(input) {
    const { password } = /** @type {any} */ (input.form).elements;
    return session.name ? password : input;
}

function form() {
    const field = (/** @type {string} */ name, /** @type {object} */ more) =>
        h("label", { class: "field" }, t(`sign.${name}`), h("input", { name, required: true, ...more }));
    return h(
        "form",
        { class: "sign-in", onsubmit: submit, oninput: typed },
        field("username", {
            autocomplete: "username",
            autocapitalize: "none",
            spellcheck: "false",
            init: (/** @type {HTMLInputElement} */ input) => {
                input.value = session.name;
                setTimeout(() => first(input).focus());
            },
        }),
        field("password", { type: "password", autocomplete: "current-password", autofocus: session.name !== "" }),
        refused(),
        h("button", { class: "primary", type: "submit", disabled: busy }, t("sign.in")),
    );
}

export function signInPage() {
    return h(
        "main",
        { class: "sign-in-page", key: "sign-in" },
        h(
            "div",
            { class: "card" },
            h("h1", { class: "brand", tabindex: "-1" }, brand()),
            h("div", { role: "status", key: "trouble" }, session.trouble && t(session.trouble)),
            form(),
            h("small", { class: "muted", key: "build" }, t("sign.build", { build: BUILD, hub: location.host })),
        ),
        h("div", { class: "looks" }, looksFields()),
    );
}

export function asking() {
    return h(
        "main",
        { class: "sign-in-page", key: "asking" },
        h("h1", { class: "brand" }, brand()),
        h("p", { role: "status" }, session.trouble && t(session.trouble)),
    );
}

/** Nothing behind it is lost. */
export function signInAgain() {
    return h(
        "dialog",
        {
            key: "sign-in-again",
            "aria-labelledby": "again",
            init: (/** @type {HTMLDialogElement} */ dialog) => {
                before = /** @type {HTMLElement | null} */ (document.activeElement);
                setTimeout(() => dialog.showModal());
            },
            oncancel: (/** @type {Event} */ event) => event.preventDefault(),
        },
        h("h2", { id: "again" }, t("sign.again")),
        h("p", null, t("sign.kept")),
        form(),
    );
}
