// What somebody has chosen for the console follows them: the hub keeps it, and the browser has a copy with which the page is
// drawn at once. At the sign-in the hub's counts, but for what was chosen since the page was opened; what is chosen afterwards
// is written to both.
import { choices, looks, putLooks } from "../core/keep.js";
import { changed } from "../core/page.js";
import { ask, get, Problem } from "../core/rest.js";
import { onSession, session } from "../core/session.js";
import { currentLanguage, speak } from "../core/words.js";
import { applyLooks } from "./looks.js";

const WHERE = "/v1/console/preferences";
const AGAIN = 5000;
const SOON = 500;
let busy = false;
/** @type {number | undefined} */
let timer;

/** Only what was chosen here is changed at the hub: the rest may have been changed elsewhere. */
async function follow() {
    const { stay } = session;
    const mine = { ...choices.untold };
    const { version, ...there } = await get(WHERE);
    const wanted = { ...there, ...mine };
    if (Object.keys(mine).length > 0 && stay === session.stay) {
        await ask("PUT", WHERE, { body: wanted, version: version || null });
    }
    if (stay === session.stay) {
        choices.untold = Object.fromEntries(Object.entries(choices.untold).filter(([name, value]) => mine[name] !== value));
        take({ ...wanted, ...choices.untold });
    }
}

/** What was never chosen is as usual, but the page looks and speaks as it did. @param {import("../core/keep.js").Looks} all */
function take(all) {
    const { locale, theme, density } = looks();
    putLooks({ locale, theme, density, ...all });
    applyLooks();
    all.locale && all.locale !== currentLanguage() && speak();
    changed();
}

async function tell() {
    if (busy || session.state !== "in") {
        return;
    }
    const { stay } = session;
    busy = true;
    clearTimeout(timer);
    try {
        do {
            await follow();
        } while (Object.keys(choices.untold).length > 0 && session.state === "in");
    } catch (problem) {
        // somebody was faster with 412; an account that may have none does without
        if (problem instanceof Problem && (problem.passes || problem.status === 412)) {
            timer = setTimeout(tell, problem.status === 412 ? SOON : AGAIN);
        }
    } finally {
        busy = false;
    }
    stay === session.stay || tell(); // somebody else has come meanwhile
}

/** The next person at this machine begins with what the page looked like, and with nothing else of it. */
function forget() {
    const { locale, theme, density } = looks();
    putLooks({ locale, theme, density });
    choices.untold = {};
}

choices.tell = tell;
onSession(() => {
    session.state === "out" && forget();
    tell();
});
tell();
