// Begins: words, the log-in, the page.
import { begin, changed, lookForRelease } from "./core/page.js";
import { route } from "./core/route.js";
import { resume } from "./core/session.js";
import { speak, t } from "./core/words.js";
import { call } from "./desk/bell.js";
import { desk } from "./desk/desk.js";
import { hearKeys } from "./screens/inbox.js";
import { applyLooks } from "./screens/looks.js";
import { hearPalette, page } from "./screens/shell.js";
import { HOUSE } from "./ui/icon.js";

const ICON = /** @type {HTMLLinkElement} */ (document.querySelector("link[rel=icon]"));
const USUAL = ICON.href;
const CALLING = USUAL.replace(/[^/]*$/, "icon-calling.svg");

/** The tab's title and its icon: they are what an agent sees of it who works in another one. */
function title() {
    const unread = [...desk.chats.values()].reduce((sum, chat) => sum + chat.unseen, 0);
    const calls = desk.offers.size > 0 ? t("title.offer") : "";
    const icon = unread || calls ? CALLING : USUAL;
    ICON.href === icon || (ICON.href = icon);
    const heading = /^(floor|hub)/.test(route().screen) && document.querySelector("main h1:not(.raw)")?.textContent;
    const name = heading ? `${heading} · ${HOUSE}` : HOUSE;
    document.title = [unread ? `(${unread})` : "", calls, name].filter(Boolean).join(" ");
}

applyLooks();
addEventListener("keydown", hearKeys);
addEventListener("keydown", hearPalette);
await speak();
begin(() => {
    title();
    call();
    return page();
});
setInterval(changed, 1000); // for all that counts time
setInterval(() => document.hidden || lookForRelease(), 300_000);
resume();
