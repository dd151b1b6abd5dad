// What somebody can choose for themselves, and where they are signed in.
import { h } from "../core/dom.js";
import { keepLooks, looks, sendsWithCtrl } from "../core/keep.js";
import { changed } from "../core/page.js";
import { sees, signOutEverywhere } from "../core/session.js";
import { t } from "../core/words.js";
import { permission, sound } from "../desk/bell.js";
import { RepliesEditor } from "./floor/replies.js";
import { keyList } from "./keys.js";
import { leave } from "./leave.js";
import { choice, choose, looksFields } from "./looks.js";

let trouble = false;

/** @param {"sounds" | "notifications" | "shortcuts"} name */
function switched(name) {
    const options = { on: t("bell.on"), off: t("bell.off") };
    return choice(t(`settings.${name}`), looks()[name] === false ? "off" : "on", options, (value) => {
        keepLooks({ [name]: value === "on" });
        changed();
    });
}

/** How close rows are to each other, except on phones. */
function density() {
    const densities = { cozy: t("density.cozy"), compact: t("density.compact") };
    return choice(t("settings.density"), looks().density ?? "cozy", densities, (chosen) => choose({ density: chosen }));
}

function sendWith() {
    const options = { enter: t("keys.enter"), ctrl_enter: `Ctrl ${t("keys.enter")} / ⌘ ${t("keys.enter")}` };
    return choice(t("settings.send"), sendsWithCtrl() ? "ctrl_enter" : "enter", options, (value) => {
        keepLooks({ send_with: value });
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
        h("div", { class: "row" }, switched("sounds"), answer === "granted" && switched("notifications")),
        h(
            "div",
            { class: "row" },
            h("button", { type: "button", onclick: () => sound("offer") }, t("bell.try")),
            answer === "default" && h("button", { type: "button", onclick: allow }, t("bell.allow")),
        ),
        ["denied", "none"].includes(answer) && h("p", { class: "muted" }, t(`bell.${answer}`)),
    );
}

/** The agent's own canned replies. @type {RepliesEditor | null} */
let own = null;

export function forgetArea() {
    own = null;
}

async function everywhere() {
    trouble = !(await signOutEverywhere().catch(() => false));
    changed();
}

export function area() {
    return h(
        "main",
        { class: "settings", key: "settings" },
        h("h1", { tabindex: "-1" }, t("settings.title")),
        h("section", null, h("h2", null, t("settings.looks")), h("div", { class: "row" }, looksFields(), density())),
        sees("desk") && [bell(), (own ??= new RepliesEditor(true)).view()],
        h(
            "section",
            null,
            h("h2", null, t("settings.keys")),
            h("div", { class: "row" }, switched("shortcuts"), sees("desk") && sendWith()),
            keyList(),
        ),
        h(
            "section",
            null,
            h("h2", null, t("settings.session")),
            h("p", null, t("settings.everywhere")),
            h("button", { type: "button", onclick: () => leave(everywhere) }, t("sign.everywhere")),
            h("p", { class: "refusal", role: "alert" }, trouble && t("refused.away")),
        ),
    );
}
