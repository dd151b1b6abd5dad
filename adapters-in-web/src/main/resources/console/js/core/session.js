// Who works here. The access token is in this module's memory and nowhere else; a cookie that no script can read brings
// the next one.
import { forgetWritten, hasLeft, keepLeft } from "./keep.js";
import { changed } from "./page.js";
import { heed } from "./words.js";

const ROUTE = "/v1/console/session";
const AGAIN = 2000;
const tabs = new BroadcastChannel("switchboard-console");

/** @type {string | null} */
let token = null;

/**
 * `asking` at first, then `in` or `out`; `over` when somebody worked and has to sign in again. The stay is another one after
 * each sign-out: what was asked in an earlier one is nobody's any more.
 *
 * @type {{state: string, trouble: string, name: string, roles: string[], stay: number}}
 */
export const session = { state: "asking", trouble: "", name: "", roles: [], stay: 0 };

/** @type {(() => void)[]} */
const listeners = [];

/** @param {() => void} deed done at each change of the state */
export function onSession(deed) {
    listeners.push(deed);
}

/** @param {() => void} deed done when somebody has signed out: nothing of theirs stays */
export function onSignOut(deed) {
    onSession(() => session.state === "out" && deed());
}

/** @param {string} state */
function become(state) {
    session.state = state;
    session.stay += state === "out" ? 1 : 0;
    listeners.forEach((deed) => deed());
    changed();
}

tabs.addEventListener("message", () => {
    session.state !== "out" && leave();
    setTimeout(partLater, AGAIN); // the tab that said it may be closed
});

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 */
function ask(method, path, body) {
    return timed(ROUTE + path, {
        method,
        headers: { "Content-Type": "application/json", "X-Console": "1" },
        body: body && JSON.stringify(body),
    });
}

/** Each answer tells the hub's time. @param {string} path @param {RequestInit} init */
async function timed(path, init) {
    const asked = Date.now();
    const answer = await fetch(path, init);
    heed(answer.headers, asked);
    return answer;
}

/** Asks again until the hub answers: at first nobody knows whether the cookie is good. */
export async function resume() {
    if (hasLeft()) {
        become("out");
        part();
        return;
    }
    try {
        become((await freshToken()) ? "in" : "out");
        session.trouble = "";
    } catch {
        session.trouble = "hub.away";
        changed();
        setTimeout(resume, AGAIN);
    }
}

/**
 * @param {string} username
 * @param {string} password
 * @returns {Promise<{code: string, wait?: number} | null>} why not
 */
export async function signIn(username, password) {
    if (hasLeft() && !(await part())) {
        return { code: "away" };
    }
    try {
        const answer = await ask("POST", "", { username, password });
        if (answer.ok) {
            take(await answer.json());
            session.state === "in" || become("in");
            return null;
        }
        const wait = Number(answer.headers.get("Retry-After") ?? 0);
        return { code: { 401: "wrong", 429: "often" }[answer.status] ?? "away", wait };
    } catch {
        return { code: "away" };
    }
}

/** @returns {string | null} the token that is good as far as anybody knows */
export function currentToken() {
    return token;
}

/** The hub does not take it any more. */
export function dropToken() {
    token = null;
}

/**
 * One at a time: two at once would show the same cookie.
 *
 * @type {Promise<string | null> | null}
 */
let renewing = null;

/** @returns {Promise<string | null>} null if the password is needed; rejects if the hub does not answer */
export function freshToken() {
    renewing ??= renew().finally(() => (renewing = null));
    return renewing;
}

async function renew() {
    if (hasLeft()) {
        leave(); // in another tab, which this one did not hear
        return null;
    }
    const { stay } = session;
    const answer = await ask("POST", "/token", {});
    if (stay !== session.stay) {
        return null; // somebody signed out meanwhile
    }
    if (answer.status === 401) {
        token = null;
        session.state === "in" && become("over");
        return null;
    }
    if (!answer.ok) {
        throw new Error(String(answer.status));
    }
    take(await answer.json());
    return token;
}

/** Where another person goes on, nothing of the first one's stays. @param {{token: string, user: {name: string, roles: string[]}}} answer */
function take({ token: granted, user: { name, roles } }) {
    const other = session.name && session.name !== name;
    other && leave();
    token = granted;
    Object.assign(session, { name, roles });
    other && become("in");
}

/**
 * What is shown to the user's roles; the hub refuses the rest all the same. Admins who are no agents are not made one by
 * looking at the hub.
 *
 * @param {"desk" | "floor" | "hub"} area
 */
export function sees(area) {
    const admin = session.roles.includes("ADMIN");
    if (area === "floor") {
        return admin || session.roles.includes("SUPERVISOR");
    }
    return area === "hub" ? admin : !admin || session.roles.some((role) => ["AGENT", "SUPERVISOR"].includes(role));
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function rest(path, init = {}) {
    const asked = () => timed(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
    const { stay } = session;
    const answer = await asked();
    return answer.status === 401 && (await freshToken()) && stay === session.stay ? asked() : answer;
}

/** In all tabs of this browser. */
export async function signOut() {
    keepLeft(true);
    tabs.postMessage("out");
    leave();
    await part();
}

/**
 * One at a time.
 *
 * @type {Promise<boolean> | null}
 */
let parting = null;
/** @type {number | undefined} */
let partsAgain;

/**
 * Tells the hub of a sign-out, and again until it hears it: before that the cookie would sign the same person in.
 *
 * @returns {Promise<boolean>} whether it has heard it
 */
function part() {
    clearTimeout(partsAgain);
    parting ??= ask("DELETE", "")
        .then(
            ({ ok }) => ok,
            () => false,
        )
        .then((heard) => {
            parting = null;
            heard ? keepLeft(false) : (partsAgain = setTimeout(partLater, AGAIN));
            session.trouble = heard ? "" : "sign.unheard";
            changed();
            return heard;
        });
    return parting;
}

function partLater() {
    hasLeft() && part();
}

addEventListener("online", partLater);

/** On all machines. */
export async function signOutEverywhere() {
    const answer = await rest(`/v1/accounts/${encodeURIComponent(session.name)}/log-ins`, { method: "DELETE" });
    answer.ok && (await signOut());
    return answer.ok;
}

function leave() {
    token = null;
    Object.assign(session, { name: "", roles: [] });
    become("out");
    forgetWritten();
}
