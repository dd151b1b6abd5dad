// The wall board: one tile a person, over the two raw WebSockets of the hub. What others say is shown as text only.
import { PresenceSocket } from "./presence.js";
import { element } from "./words.js";

const CALLS = { RINGING: "ringing", ANSWERED: "answered", BRIDGED: "on a call" };
const KINDS = { Available: "available", Busy: "busy", "On Call": "busy", Away: "away" };

const people = new Map(); // by user id: {name, presence, unread, tile}
const byId = (id) => document.getElementById(id);

// --- asking the demonstration ---

async function ask(path, body) {
    const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (!answer.ok) {
        throw new Error(said.error ?? `status ${answer.status}`);
    }
    return said;
}

let session = null;

// One for both sockets, until the hub refuses its token or the token runs out.
async function currentSession(refused, expiring = false) {
    if (session === null || expiring || session.accessToken === refused) {
        session = await ask("/demo/wallboard/session", { refused: session?.accessToken ?? null });
        show(session);
    }
    return session;
}

// --- the two sockets ---

let seq = 0; // how far this page is; the next connection goes on there
let followed = false; // whether the board shows what is so now
let how = "connected";
const states = { events: "connecting", messages: "connecting" };

function shown(which, state) {
    states[which] = state;
    followed &&= states.events === "connected";
    const both = Object.values(states);
    const all = both.every((one) => one === "connected") && followed;
    const name = all ? "connected" : both.includes("cut") ? "cut" : "connecting";
    byId("state").dataset.state = name;
    byId("state-text").textContent = { connected: how, cut: "cut off", connecting: "connecting" }[name];
}

const groupPath = () => `/org/${session.organisation}/group/${session.group}/presence`;

const events = new PresenceSocket("/v1/events", {
    session: currentSession,
    follow: () => [{ type: "subscribe", path: groupPath(), ...(seq > 0 && { after: seq }) }],
    heard: (frame) => {
        if (frame.type === "response") {
            seq = frame.snapshot ? frame.seq : Math.max(seq, frame.seq);
            frame.data.forEach((item) => take(item, frame.snapshot));
            count();
            if (!followed) {
                followed = true;
                how = frame.resumed ? "resumed" : "connected";
                shown("events", "connected");
            }
        } else if (frame.type === "error") {
            tell(`${frame.code}: ${frame.message}`);
        }
    },
    state: (name) => shown("events", name),
});

const messages = new PresenceSocket("/v1/subscribe", {
    session: currentSession,
    follow: () => {
        const users = [...people.keys()].map((user) => `org:${session.organisation}:user:${user}`);
        return [{ request: "subscribe", clientRequestId: freshUuid(), data: { users } }];
    },
    heard: (frame) => {
        const user = Number(frame.data?.user?.split(":")[3]);
        const person = people.get(user);
        if (frame.operation && person) {
            person.unread = frame.operation === "REMOVE" ? 0 : frame.data.userStatistics.unreadMessages;
            paint(person);
            count();
        }
    },
    state: (name) => shown("messages", name),
});

// crypto.randomUUID is only there on https and localhost, and a phone comes by neither
function freshUuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// --- the board ---

function show({ users, states: choices }) {
    users.filter(({ id }) => !people.has(id)).forEach(({ id, name }) => add(id, name));
    if (byId("availability").options.length === 0) {
        choices.forEach((choice, i) => byId("availability").append(element("option", { value: i + 1 }, choice)));
    }
}

function add(id, name) {
    const tile = element("button", { type: "button", className: "person" });
    tile.dataset.user = id;
    tile.setAttribute("aria-pressed", "false");
    const badge = element("span", { className: "badge", hidden: true });
    tile.append(
        element("span", { className: "name" }, name),
        badge,
        element("span", { className: "call" }),
        element("span", { className: "availability" }),
    );
    tile.addEventListener("click", () => choose(id));
    const place = element("li");
    place.append(tile);
    byId("board").append(place);
    byId("who").append(element("option", { value: id }, name));
    const person = { name, presence: { version: -1 }, unread: 0, tile };
    people.set(id, person);
    paint(person);
}

// Keeps what is newest; a snapshot begins anew.
function take(item, anew) {
    const person = people.get(item.userId);
    if (person && (anew || item.version >= person.presence.version)) {
        person.presence = item.removed ? { version: item.version } : item;
        paint(person);
    }
}

function paint({ presence, unread, tile }) {
    const call = presence.presence ?? "";
    const arrow = { Inbound: " ←", Outbound: " →" }[presence.logicalDirection] ?? "";
    tile.dataset.call = call;
    tile.dataset.kind = KINDS[presence.availability] ?? "";
    tile.querySelector(".call").textContent = call ? (CALLS[call] ?? call) + arrow : "";
    tile.querySelector(".availability").textContent = presence.availability || "unknown";
    const badge = tile.querySelector(".badge");
    badge.hidden = unread === 0;
    badge.textContent = unread > 99 ? "99+" : String(unread);
    badge.title = `${unread} unread`;
}

function count() {
    const all = [...people.values()];
    const calls = all.map(({ presence }) => presence.presence);
    byId("ringing").textContent = calls.filter((call) => call === "RINGING").length;
    byId("talking").textContent = calls.filter((call) => call === "ANSWERED" || call === "BRIDGED").length;
    byId("free").textContent = all.filter(({ presence: p }) => !p.presence && KINDS[p.availability] === "available").length;
    byId("unread").textContent = all.reduce((sum, { unread }) => sum + unread, 0);
}

// --- the exchange ---

function tell(text) {
    byId("said").textContent = text;
}

function choose(id) {
    byId("who").value = id;
    people.forEach(({ tile }) => tile.setAttribute("aria-pressed", tile.dataset.user === String(id)));
}

async function order(path, body) {
    try {
        const { callbacks = [] } = await ask(path, body);
        const refused = callbacks.find(({ status }) => status !== 200);
        tell(refused ? `The hub said ${refused.status ?? "nothing"}` : "");
    } catch (failure) {
        tell(failure.message);
    }
}

const chosen = () => Number(byId("who").value);

document.querySelectorAll("[data-do]").forEach((key) => {
    key.addEventListener("click", () => order("/demo/wallboard/events", { do: key.dataset.do, user: chosen() }));
});

byId("who").addEventListener("change", () => choose(chosen()));

byId("availability").addEventListener("change", (event) =>
    order("/demo/wallboard/events", { do: "availability", user: chosen(), state: Number(event.target.value) }),
);

byId("rounds").addEventListener("click", async (event) => {
    const on = event.target.getAttribute("aria-pressed") !== "true";
    await order("/demo/wallboard/rounds", { everyMs: on ? 400 : 0 });
    event.target.setAttribute("aria-pressed", on);
    event.target.textContent = on ? "Let them rest" : "Let everybody work";
});

byId("cut").addEventListener("click", (event) => {
    const off = event.target.getAttribute("aria-pressed") !== "true";
    event.target.setAttribute("aria-pressed", off);
    event.target.textContent = off ? "Connect again" : "Cut the connection";
    [events, messages].forEach((socket) => (off ? socket.cut() : socket.connect()));
});

currentSession(null)
    .then(({ users }) => choose(users[0].id))
    .catch((failure) => tell(failure.message))
    .finally(() => [events, messages].forEach((socket) => socket.connect()));
