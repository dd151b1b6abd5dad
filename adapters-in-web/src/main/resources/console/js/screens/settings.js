// How the page looks and speaks, and where the agent is signed in.
import { h } from "../core/dom.js";
import { keepLooks, looks } from "../core/keep.js";
import { changed } from "../core/page.js";
import { onSession, sees, session, signOutEverywhere } from "../core/session.js";
import { currentLanguage, LANGUAGES, speak, t, withWords } from "../core/words.js";
import { permission, sound } from "../desk/bell.js";

let trouble = false;

export function applyTheme() {
    document.documentElement.dataset.theme = looks().theme ?? "auto";
}

/** @param {string} theme */
function choose(theme) {
    keepLooks({ theme });
    applyTheme();
    changed();
}

/** @param {string} label @param {string} value @param {Record<string, string>} options @param {(value: string) => void} chosen */
function choice(label, value, options, chosen) {
    const made = Object.entries(options).map(([name, text]) => h("option", { value: name }, text));
    const onchange = (/** @type {Event} */ event) => chosen(/** @type {HTMLSelectElement} */ (event.target).value);
    return h("label", { class: "field" }, label, h("select", { value, onchange }, made));
}

export function looksFields() {
    const themes = { auto: t("theme.auto"), light: t("theme.light"), dark: t("theme.dark") };
    return [
        choice(t("settings.language"), currentLanguage(), LANGUAGES, speak),
        choice(t("settings.theme"), looks().theme ?? "auto", themes, choose),
    ];
}

/** @param {"sounds" | "desktop"} name */
function switched(name) {
    const options = { on: t("bell.on"), off: t("bell.off") };
    return choice(t(`bell.${name}`), looks()[name] ?? "on", options, (value) => {
        keepLooks({ [name]: value });
        changed();
    });
}

/** How the page calls an agent who looks elsewhere. */
function bell() {
    const answer = permission();
    const allow = () => Notification.requestPermission().finally(changed);
    return h(
        "section",
        null,
        h("h2", null, t("bell.title")),
        h("p", null, t("bell.text")),
        h("div", { class: "row" }, switched("sounds"), answer === "granted" && switched("desktop")),
        h(
            "div",
            { class: "row" },
            h("button", { type: "button", onclick: () => sound("offer") }, t("bell.try")),
            answer === "default" && h("button", { type: "button", onclick: allow }, t("bell.allow")),
        ),
        ["denied", "none"].includes(answer) && h("p", { class: "muted" }, t(`bell.${answer}`)),
    );
}

/** The agent's own canned replies, read when the settings are. @type {InstanceType<typeof import("./floor/replies.js").RepliesEditor> | null} */
let own = null;
let asked = false;
onSession(() => {
    if (session.state === "out") {
        own = null;
        asked = false;
    }
});

function ownReplies() {
    if (!asked) {
        asked = true;
        withWords(import("./floor/replies.js")).then(
            ({ RepliesEditor }) => {
                own = new RepliesEditor(true);
                changed();
            },
            () => (asked = false),
        );
    }
    return own?.view();
}

async function everywhere() {
    trouble = !(await signOutEverywhere().catch(() => false));
    changed();
}

export function settings() {
    const keys = ["palette", "enter", "line", "reply", "note", "quote", "choices", "slash", "next", "nth", "first", "decline", "transfer", "end", "ready"];
    return h(
        "main",
        { class: "settings", key: "settings" },
        h("h1", { tabindex: "-1" }, t("settings.title")),
        h("section", null, h("h2", null, t("settings.looks")), h("div", { class: "row" }, looksFields())),
        sees("desk") && [bell(), ownReplies()],
        h(
            "section",
            null,
            h("h2", null, t("settings.keys")),
            h(
                "dl",
                { class: "keys" },
                keys.map((key) => [h("dt", null, h("kbd", null, t(`keys.${key}`))), h("dd", null, t(`does.${key}`))]),
            ),
        ),
        h(
            "section",
            null,
            h("h2", null, t("settings.session")),
            h("p", null, t("settings.everywhere")),
            h("button", { type: "button", onclick: everywhere }, t("sign.everywhere")),
            h("p", { class: "refusal", role: "alert" }, trouble && t("refused.away")),
        ),
    );
}
