// A page on the stock Socket.IO client: one connection for a customer's conversations.
import { Agent } from "./agent.js";
import { Chat } from "./chat.js";
import { line } from "./line.js";
import { Netomi } from "./netomi.js";
import { Pega } from "./pega.js";
import { Phone } from "./phone.js";

// Whoever names a conversation that is not theirs any more is refused, and connects without a name.
let nothingOfOurs = false;

const wanted = new URLSearchParams(location.search).get("transport");
const socket = io({
    autoConnect: false,
    auth: (give) => give(nothingOfOurs ? {} : { ...netomi.auth(), ...pega.auth() }),
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    transports: wanted ? [wanted] : ["polling", "websocket"],
});

const netomi = new Netomi(socket, new Chat("netomi"));
const pega = new Pega(socket, new Chat("pega"));
const phone = new Phone(new Chat("whatsapp"));
const agent = new Agent();

phone.begin();
agent.begin();

// What was said before comes first, so that what is pushed then has its place behind it.
Promise.all([netomi.begin(), pega.begin()]).then(() => line.isCut || socket.connect());

// --- the connection, and the button that cuts it ---

const state = document.getElementById("state");
const cut = document.getElementById("cut");

function tell(name, text) {
    state.dataset.state = name;
    document.getElementById("state-text").textContent = text;
}

function showConnected() {
    const engine = socket.io.engine;
    const transport = engine.transport.name === "websocket" ? "WebSocket" : "polling";
    tell("connected", `${socket.recovered ? "recovered" : "connected"} by ${transport}`);
    engine.once("upgrade", showConnected);
}

socket.on("connect", () => {
    showConnected();
    netomi.connected();
    pega.connected();
});

socket.on("disconnect", () => {
    if (!line.isCut) {
        tell("connecting", "connecting again");
    }
});

socket.on("connect_error", (refusal) => {
    if (!socket.active && !nothingOfOurs) {
        nothingOfOurs = true;
        socket.connect();
        return;
    }
    tell("connecting", socket.active ? "connecting again" : `refused: ${refusal.message}`);
});

cut.addEventListener("click", () => {
    const off = !line.isCut;
    cut.setAttribute("aria-pressed", off);
    cut.textContent = off ? "Connect again" : "Cut the connection";
    socket.io.reconnection(!off);
    if (off) {
        line.cut();
        hangUp();
        tell("cut", "cut off");
    } else {
        line.mend();
        tell("connecting", "connecting again");
        socket.connect();
    }
});

// As when the network goes: nobody says goodbye.
function hangUp() {
    socket.io.engine?.close();
}

// An attempt to connect may have been under way when the line was cut.
socket.io.on("open", () => line.isCut && hangUp());

// --- a phone shows one panel at a time, most screens two, a wide one all ---

const tabs = [...document.querySelectorAll("nav button")];

function show(panel) {
    document.body.dataset.panel = panel;
    tabs.forEach((tab) => {
        const shown = tab.dataset.shows.split(" ").includes(panel);
        tab.setAttribute("aria-pressed", shown);
        tab.classList.toggle("unread", !shown && tab.classList.contains("unread"));
    });
}

const named = location.hash.slice(1);
show(tabs.some((tab) => tab.dataset.panel === named) ? named : "netomi");

tabs.forEach((tab) =>
    tab.addEventListener("click", () => {
        history.replaceState(null, "", `#${tab.dataset.panel}`);
        show(tab.dataset.panel);
    }));
