// What is around every screen: who works here, how the line is, and the ways to the screens.
import { h } from "../core/dom.js";
import { isForgetful } from "../core/keep.js";
import { changed, part, release, tried } from "../core/page.js";
import { link, route } from "../core/route.js";
import { onSession, sees, session, signOut } from "../core/session.js";
import { refusal, t, tOr, withWords } from "../core/words.js";
import { isSilenced } from "../desk/bell.js";
import { beAvailable, maySearch, tellDrafts } from "../desk/deeds.js";
import { desk } from "../desk/desk.js";
import { brand, icon } from "../ui/icon.js";
import { lineName, stateName } from "../ui/label.js";
import { inbox } from "./inbox.js";
import { notices } from "./notices.js";
import { asking, signInAgain, signInPage } from "./sign-in.js";

export function page() {
    if (session.state === "asking") {
        return [newer(), asking()];
    }
    if (session.state === "out") {
        return [newer(), signInPage()];
    }
    const skipped = route().screen === "inbox" ? "skip" : "skip.page";
    return [
        h("a", { class: "skip", href: "#main", key: "skip", onclick: skip }, t(skipped)),
        header(),
        banner(),
        newer(),
        sees("desk") && notices(),
        wrapup?.wrapUps(),
        tried(screen, () => nowhere(t("nowhere.broken"))),
        h("div", { class: "unseen", role: "alert", key: `news${desk.offers.size}` }, desk.offers.size > 0 && t("news.offer")),
        palette?.palette(),
        leaving?.leaving(),
        session.state === "over" && signInAgain(),
    ];
}

/** Read before it is needed, so that no key is lost. @type {typeof import("./palette.js") | null} */
let palette = null;
const ON_A_MAC = navigator.platform.startsWith("Mac");

/** @type {typeof import("./wrapup.js") | null} */
let wrapup = null;
/** @type {typeof import("./leave.js") | null} */
let leaving = null;

async function readPalette() {
    part(import("./follow.js")).catch(() => null);
    palette ??= await withWords(import("./palette.js")).catch(() => null);
    wrapup ??= await withWords(import("./wrapup.js")).catch(() => null);
    leaving ??= await withWords(import("./leave.js")).catch(() => null);
}

onSession(() => session.state === "in" && readPalette());

/** On a Mac, Ctrl K deletes to the end of the line. @param {KeyboardEvent} event @param {"F" | "K"} letter */
export function isCommand(event, letter) {
    const { altKey, ctrlKey, metaKey, shiftKey } = event;
    const modified = (ON_A_MAC ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
    const meant = /^[a-z]$/i.test(event.key) ? event.key.toUpperCase() === letter : event.code === `Key${letter}`;
    return modified && meant && !event.isComposing;
}

/** @param {KeyboardEvent} event */
export function hearPalette(event) {
    if (isCommand(event, "K") && session.state !== "out") {
        event.preventDefault(); // in a browser it leads to the address
        readPalette().then(() => session.state === "in" && palette?.openPalette());
    }
}

/** @param {Event} event */
function skip(event) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector("main [tabindex], main textarea"))?.focus();
}

function screen() {
    const [name] = route().screen.split("/");
    name === "floor" || AREAS.floor.found?.leaveArea?.();
    name === "hub" || AREAS.hub.found?.leaveArea?.();
    switch (name) {
        case "inbox":
            return sees("desk") ? inbox() : nowhere(t("nowhere.desk"));
        case "search":
            return lazily("search");
        case "floor":
            return sees("floor") ? lazily("floor") : nowhere(t("nowhere.floor"));
        case "hub":
            return sees("hub") ? lazily("hub") : nowhere(t("nowhere.hub"));
        case "settings":
            return lazily("settings");
        default:
            return nowhere(t("nowhere.title"));
    }
}

/** @param {string} why */
function nowhere(why) {
    const back = sees("desk") ? "inbox" : "hub";
    return h(
        "main",
        { class: "settings", key: "nowhere" },
        h("h1", { tabindex: "-1" }, why),
        h("p", null, h("a", link(back), t(`back.${back}`))),
    );
}

/**
 * @typedef {{area: () => import("../core/dom.js").Described, forgetArea: () => void, leaveArea?: () => void}} Area
 * @typedef {{load: () => Promise<Area>, found: Area | null, state: "unknown" | "asked" | "missing"}} Place
 * @typedef {"floor" | "hub" | "search" | "settings"} AreaName
 */

/** Most agents need none of them, so each is fetched when it is opened. @type {Record<AreaName, Place>} */
const AREAS = {
    floor: { load: () => import("./floor/area.js"), found: null, state: "unknown" },
    hub: { load: () => import("./hub/area.js"), found: null, state: "unknown" },
    search: { load: () => import("./search.js"), found: null, state: "unknown" },
    settings: { load: () => import("./settings.js"), found: null, state: "unknown" },
};

/** @param {AreaName} name */
function lazily(name) {
    const place = AREAS[name];
    if (place.found) {
        return place.found.area();
    }
    if (place.state === "unknown") {
        place.state = "asked";
        withWords(place.load())
            .then(
                (found) => (place.found = found),
                () => (place.state = "missing"),
            )
            .finally(changed);
    }
    const missing = place.state === "missing";
    const text = h("h1", { tabindex: "-1" }, t(missing ? "area.missing" : "loading"));
    return h(
        "div",
        { class: "hub", key: "hub" },
        h("main", { key: "main" }, text, missing && h("p", null, reload())),
    );
}

onSession(() => Object.entries(AREAS).forEach(([name, { found }]) => shut(/** @type {AreaName} */ (name)) && found?.forgetArea()));

/** @param {AreaName} name */
function shut(name) {
    return session.state === "out" || (name !== "settings" && name !== "search" && !sees(name));
}

function header() {
    const held = [...desk.chats.values()].filter(({ lease }) => lease).length + desk.wrapUps.length;
    return h(
        "header",
        { class: "top", key: "top" },
        h("span", { class: "brand" }, brand()),
        h(
            "nav",
            { "aria-label": t("nav.label") },
            sees("desk") && h("a", { ...link("inbox"), key: "inbox" }, icon("inbox"), h("span", null, t("nav.inbox"))),
            maySearch() && h("a", { ...link("search"), key: "search" }, icon("search"), h("span", null, t("nav.search"))),
            sees("floor") && wayToArea("floor"),
            sees("hub") && wayToArea("hub"),
            h("a", link("settings"), icon("gear"), h("span", null, t("nav.settings"))),
        ),
        sees("desk") &&
            h("span", { class: `line ${desk.line}`, role: "status", key: "line" }, h("i", null), h("span", null, lineName())),
        desk.me && h("span", { class: "load", title: t("load.title") }, `${held}/${desk.limits.chats}`),
        availability(),
        h("span", { class: "me", title: session.name }, h("bdi", null, desk.name || session.name)),
        h(
            "button",
            { type: "button", class: "quiet", title: t("sign.out"), "aria-label": t("sign.out"), onclick: leave },
            icon("leave"),
        ),
        palette?.opener(),
    );
}

/** @param {"floor" | "hub"} area with screens of its own */
function wayToArea(area) {
    const inside = route().screen.split("/")[0] === area;
    return h("a", { ...link(area), key: area, "aria-current": inside && "true" }, icon(area), h("span", null, t(`nav.${area}`)));
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
        desk.states.map(({ availabilityStateId: id, name }) => h("option", { value: String(id) }, stateName(name))),
    );
}

/** What was written is told to the hub, and is there again. */
function reload() {
    const onclick = () => tellDrafts().finally(() => location.reload());
    return h("button", { type: "button", onclick }, t("area.reload"));
}

/** Never by itself: somebody may be writing. There even without any, so that those who do not see it are told. */
function newer() {
    const { news } = release;
    return h("div", { role: "status", key: "release" }, news && h("p", { class: "banner info" }, t(`release.${news}`), reload()));
}

/** One line that says what is wrong and what becomes of what is written, or that nothing can be heard yet. */
function banner() {
    if (!sees("desk")) {
        return null;
    }
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
        const text = refusal(desk.trouble);
        return h(
            "p",
            { class: "banner bad", role: "alert", key: "banner" },
            text,
            h("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: dismiss }, icon("close")),
        );
    }
    if (isSilenced()) {
        const any = h("button", { type: "button", onclick: changed }, t("bell.wake"));
        return h("p", { class: "banner info", role: "status", key: "banner" }, t("bell.silenced"), any);
    }
    return isForgetful() && h("p", { class: "banner", role: "status", key: "banner" }, t("banner.forgetful"));
}

/** Without the part that knows what would be lost, anything may be. */
async function leave() {
    leaving || (await readPalette());
    leaving ? leaving.leave(signOut) : (desk.chats.size === 0 || confirm(t("sign.lose"))) && signOut();
}

function dismiss() {
    desk.trouble = null;
    changed();
}
