// What is around every screen: who works here, how the line is, and the ways to the screens.
import { h } from "../core/dom.js";
import { changed } from "../core/page.js";
import { link, route } from "../core/route.js";
import { session, signOut } from "../core/session.js";
import { t, tOr } from "../core/words.js";
import { beAvailable } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { icon, mark } from "../ui/icon.js";
import { inbox } from "./inbox.js";
import { settings } from "./settings.js";
import { asking, signInAgain, signInPage } from "./sign-in.js";

export function page() {
    if (session.state === "asking") {
        return [asking()];
    }
    if (session.state === "out") {
        return [signInPage()];
    }
    return [
        h("a", { class: "skip", href: "#main", key: "skip", onclick: skip }, t("skip")),
        header(),
        banner(),
        screen(),
        h("div", { class: "unseen", role: "status", key: "news" }, desk.offers.size > 0 && t("news.offer")),
        session.state === "over" && signInAgain(),
    ];
}

/** @param {Event} event */
function skip(event) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector("main [tabindex], main textarea"))?.focus();
}

function screen() {
    switch (route().screen) {
        case "inbox":
            return inbox();
        case "settings":
            return settings();
        default:
            return h(
                "main",
                { class: "settings", key: "nowhere" },
                h("h1", { tabindex: "-1" }, t("nowhere.title")),
                h("p", null, h("a", link("inbox"), t("nowhere.back"))),
            );
    }
}

function header() {
    const held = [...desk.chats.values()].filter(({ lease }) => lease).length;
    return h(
        "header",
        { class: "top", key: "top" },
        h("span", { class: "brand" }, mark(), h("span", null, "Switchboard")),
        h(
            "nav",
            { "aria-label": t("nav.label") },
            h("a", link("inbox"), icon("inbox"), h("span", null, t("nav.inbox"))),
            h("a", link("settings"), icon("gear"), h("span", null, t("nav.settings"))),
        ),
        h("span", { class: `line ${desk.line}`, role: "status" }, h("i", null), h("span", null, t(lineWords()))),
        desk.me && h("span", { class: "load", title: t("load.title") }, `${held}/${desk.limits.chats}`),
        availability(),
        desk.me && h("span", { class: "me", title: desk.me }, h("bdi", null, desk.name)),
        h(
            "button",
            { type: "button", class: "quiet", title: t("sign.out"), "aria-label": t("sign.out"), onclick: leave },
            icon("leave"),
        ),
    );
}

function lineWords() {
    return { online: "line.online", lost: "line.lost", connecting: "line.connecting" }[desk.line] ?? "line.refused";
}

function availability() {
    if (!desk.availability) {
        return null;
    }
    return h(
        "select",
        {
            class: `availability ${desk.availability.kind.toLowerCase()}`,
            "aria-label": t("availability"),
            value: String(desk.availability.availabilityStateId),
            disabled: desk.line !== "online",
            onchange: (/** @type {Event} */ event) =>
                beAvailable(desk.states[/** @type {HTMLSelectElement} */ (event.target).selectedIndex]),
        },
        desk.states.map(({ availabilityStateId: id, name }) => h("option", { value: String(id) }, tOr(`state.${name}`, name))),
    );
}

/** One line that says what is wrong and what becomes of what is written. */
function banner() {
    const waiting = desk.outbox?.waiting ?? 0;
    if (desk.line === "lost") {
        const text = waiting ? t("banner.kept", { n: waiting }) : t("banner.lost");
        return h("p", { class: "banner", role: "status", key: "banner" }, text);
    }
    if (!["online", "connecting"].includes(desk.line)) {
        const text = tOr(`closed.${desk.line}`, t("closed.other"));
        return h("p", { class: "banner bad", role: "alert", key: "banner" }, text);
    }
    if (desk.trouble) {
        const text = tOr(`code.${desk.trouble}`, t("code.other", { code: desk.trouble }));
        return h(
            "p",
            { class: "banner bad", role: "alert", key: "banner" },
            text,
            h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: dismiss }, icon("close")),
        );
    }
    return null;
}

/** What waits to be sent would be forgotten. */
function leave() {
    const waiting = desk.outbox?.waiting ?? 0;
    if (waiting === 0 || confirm(t("sign.waits", { n: waiting }))) {
        Promise.race([desk.drafts?.tell(), new Promise((late) => setTimeout(late, 1000))]).finally(signOut);
    }
}

function dismiss() {
    desk.trouble = null;
    changed();
}
