// A customer's page on the stock client. It is told what to do on standard input, a JSON object a
// line, and tells what happens on standard output in the same way.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const { url, transports, auth } = JSON.parse(process.argv[2]);
const tell = (event, value) => console.log(JSON.stringify({ event, value }));
const socket = io(url, { auth, transports, reconnectionDelay: 20, reconnectionDelayMax: 100 });
let acknowledging = true;

socket.on("connect", () => {
    tell("connect", { id: socket.id, recovered: socket.recovered });
    tell("transport", socket.io.engine.transport.name);
    socket.io.engine.once("upgrade", ({ name }) => tell("transport", name));
});
socket.on("connect_error", ({ message }) => tell("connect_error", { message }));
socket.onAny((event, ...args) => {
    const ack = typeof args.at(-1) === "function" ? args.pop() : null;
    tell(event, args[0]);
    if (ack && acknowledging) {
        ack({ ok: true, receivedAt: Date.now(), deliveryId: args[0]?.deliveryId });
    }
});

const orders = {
    emit: ({ event, value }) =>
        value === undefined ? socket.emit(event) : socket.emit(event, value, (ack) => tell("ack", ack)),
    acknowledge: ({ value }) => {
        acknowledging = value;
        tell("acknowledging", value);
    },
    // what a network does: nobody says goodbye
    cut: () => {
        const { transport } = socket.io.engine;
        transport.ws ? transport.ws.terminate() : socket.io.engine.close();
    },
    leave: () => socket.disconnect(),
};

const input = createInterface({ input: process.stdin });
input.on("line", (line) => {
    const order = JSON.parse(line);
    orders[order.do](order);
});
input.on("close", () => process.exit(0));
