// A customer's page on the stock Socket.IO client: one connection for both conversations.
import { Chat } from "./chat.js";
import { Netomi } from "./netomi.js";
import { Pega } from "./pega.js";

// Whoever names a conversation that is not theirs any more is refused, and connects without a name.
let nothingOfOurs = false;

const wanted = new URLSearchParams(location.search).get("transport");
const socket = io({
    auth: (give) => give(nothingOfOurs ? {} : { ...netomi.auth(), ...pega.auth() }),
    reconnectionDelay: 300,
    reconnectionDelayMax: 2000,
    transports: wanted ? [wanted] : ["polling", "websocket"],
});

const netomi = new Netomi(socket, new Chat("netomi"));
const pega = new Pega(socket, new Chat("pega"));

// --- the connection, and the button that cuts it ---

const state = document.getElementById("state");
const cut = document.getElementById("cut");

function show(name, text) {
    state.dataset.state = name;
    document.getElementById("state-text").textContent = text;
}

function showConnected() {
    const engine = socket.io.engine;
    const transport = engine.transport.name === "websocket" ? "WebSocket" : "polling";
    show("connected", `${socket.recovered ? "recovered" : "connected"} by ${transport}`);
    engine.once("upgrade", showConnected);
}

function isCut() {
    return cut.getAttribute("aria-pressed") === "true";
}

socket.on("connect", () => {
    showConnected();
    netomi.connected();
    pega.connected();
});

socket.on("disconnect", () => {
    if (!isCut()) {
        show("connecting", "connecting again");
    }
});

socket.on("connect_error", (refusal) => {
    if (!socket.active && !nothingOfOurs) {
        nothingOfOurs = true;
        socket.connect();
        return;
    }
    show("connecting", socket.active ? "connecting again" : `refused: ${refusal.message}`);
});

cut.addEventListener("click", () => {
    const off = !isCut();
    cut.setAttribute("aria-pressed", off);
    cut.textContent = off ? "Connect again" : "Cut the connection";
    socket.io.reconnection(!off);
    if (off) {
        socket.io.engine.close(); // as when the network goes: nobody says goodbye
        show("cut", "cut off");
    } else {
        show("connecting", "connecting again");
        socket.connect();
    }
});
