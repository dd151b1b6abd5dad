// A softphone on the stock `ws` client. It sends what it is told on standard input, a frame as a JSON string a line, and
// tells what comes on standard output: {"frame":"…"}, and at last {"code":…,"reason":"…"}.
import { createInterface } from "node:readline";
import WebSocket from "ws";

const tell = (line) => console.log(JSON.stringify(line));
const socket = new WebSocket(process.argv[2]);
const open = new Promise((resolve) => socket.once("open", resolve));

socket.on("message", (data) => tell({ frame: data.toString() }));
socket.on("close", (code, reason) => tell({ code, reason: reason.toString() }));
socket.on("error", (error) => console.error(error.message));

const input = createInterface({ input: process.stdin });
input.on("line", async (line) => {
    await open;
    socket.send(JSON.parse(line));
});
input.on("close", () => process.exit(0));
