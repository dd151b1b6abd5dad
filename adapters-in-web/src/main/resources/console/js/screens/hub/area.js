// The hub's area: its screens, the ways to them, and which of them an address means.
import { h } from "../../core/dom.js";
import { isSmall } from "../../core/page.js";
import { decoded, filters, hubAddress, way } from "../../core/route.js";
import { t } from "../../core/words.js";
import { viewMenu } from "../views.js";
import { list, waysOfHub } from "../ways.js";
import { accountScreen, accountsScreen } from "./accounts.js";
import { auditScreen } from "./audit.js";
import { backupsScreen } from "./backups.js";
import { channelScreen, newChannelScreen } from "./channel.js";
import { channelsScreen } from "./channels.js";
import { configurationScreen } from "./configuration.js";
import { connectionsScreen } from "./connections.js";
import { conversationScreen, conversationsScreen } from "./conversations.js";
import { deliveriesScreen } from "./deliveries.js";
import { healthScreen } from "./health.js";
import { noticesScreen } from "./notices.js";
import { organisationScreen, organisationsScreen } from "./organisations.js";
import { peopleScreen } from "./people.js";
import { tailScreen } from "./tail.js";
import { traceScreen } from "./trace.js";

/**
 * A screen as it was opened, with all that it reads; `leave` ends what would go on without it.
 *
 * @typedef {{title: string, raw?: boolean, view: () => import("../../core/dom.js").Children, leave?: () => void}} Screen
 */

/** @type {Record<string, (id: string, filter: Record<string, string>) => Screen>} */
const SCREENS = {
    "": healthScreen,
    parked: (_, filter) => deliveriesScreen("parked", filter),
    deliveries: (_, filter) => deliveriesScreen("deliveries", filter),
    arrived: (_, filter) => deliveriesScreen("arrived", filter),
    tail: (_, filter) => tailScreen(filter),
    messages: traceScreen,
    conversations: (_, filter) => (filter.id ? conversationScreen(filter.id, filter.replay) : conversationsScreen()),
    channels: (id) => (id ? channelScreen(id) : channelsScreen()),
    "new-channel": newChannelScreen,
    accounts: (name) => (name ? accountScreen(name) : accountsScreen()),
    organisations: (org, filter) => (org ? organisationScreen(org, filter) : organisationsScreen()),
    people: peopleScreen,
    connections: connectionsScreen,
    notices: noticesScreen,
    audit: (_, filter) => auditScreen(filter),
    backups: backupsScreen,
    configuration: configurationScreen,
};
/** Screens that are reached from another one. */
const PART_OF = new Map([
    ["arrived", "deliveries"],
    ["messages", "conversations"],
    ["new-channel", "channels"],
]);

/** Screens whose filters stand in the address, to be saved under a name. */
const VIEWED = ["parked", "deliveries", "audit"];

let address = "";
/** @type {Screen | null} */
let screen = null;

export function area() {
    const [name = "", id = ""] = location.pathname.slice(hubAddress([]).length).split("/");
    if (address !== location.pathname + location.hash) {
        address = location.pathname + location.hash;
        screen?.leave?.();
        screen = Object.hasOwn(SCREENS, name) ? SCREENS[name](decoded(id), filters()) : null;
    }
    return h(
        "div",
        { class: "hub", key: "hub" },
        ways(PART_OF.get(name) ?? name),
        h(
            "main",
            { key: "main", tabindex: "0" }, // it scrolls, also where nothing in it can have the focus
            h("h1", { tabindex: "-1", class: screen?.raw ? "raw" : undefined, dir: "auto" }, screen?.title ?? t("nowhere.title")),
            VIEWED.includes(name) && viewMenu(`hub/${name}`),
            screen
                ? h("div", { class: "screen", key: location.pathname }, screen.view())
                : h("p", null, h("a", way(hubAddress([])), t("ways.now"))),
        ),
    );
}

/** On phones behind the name of the one that is open, so that they do not stand before the content. @param {string} current */
function ways(current) {
    const all = waysOfHub();
    const nav = list(t("ways.label"), all, current);
    const open = all.find(({ name }) => name === current)?.words;
    return isSmall() ? h("details", { class: "menu", key: `menu-${location.pathname}` }, h("summary", null, t("ways.label"), open && ` · ${open}`), nav) : nav;
}

/** What was read as another person is gone. */
export function forgetArea() {
    screen?.leave?.();
    address = "";
    screen = null;
}

/** Called while another area is shown: a screen that only reads stays as it is. */
export function leaveArea() {
    screen?.leave && forgetArea();
}
