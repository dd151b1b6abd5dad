// A Socket.IO client for one namespace over a WebSocket: connects with what proves us, resumes its session by `pid` and
// `offset`, hears events, asks commands, and comes back by itself. The protocol is version 5 of Socket.IO over version
// 4 of Engine.IO.

const FIRST_WAIT = 500;
/** So that whoever writes is back within two seconds of the hub. */
const LONGEST_WAIT = 1_500;
const PATIENCE = 10_000;
const ENGINE = { open: "0", close: "1", ping: "2", pong: "3", message: "4" };
const PACKET = { connect: "0", disconnect: "1", event: "2", ack: "3", refused: "4" };

/** @typedef {{ok: boolean, code?: string, error?: string, retryAfter?: number, [member: string]: any}} Answer */

export class Socket {
    /** @type {WebSocket | null} */
    #line = null;
    #namespace;
    #proof;
    /** @type {(event: string, payload: any) => void | boolean} */
    #hear;
    /** @type {string | undefined} */
    #pid;
    /** @type {string | undefined} */
    #offset;
    #wanted = false;
    #waits = FIRST_WAIT;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #again;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #silence;
    #patience = PATIENCE;
    #asked = 0;
    /** @type {Map<number, (answer: Answer) => void>} */
    #waiting = new Map();

    connected = false;

    /**
     * @param {string} namespace
     * @param {() => Promise<object | null>} proof what to connect with; null if there is nothing, then it waits for
     *   `connect`
     * @param {(event: string, payload: any) => void | boolean} hear events of the hub; and `joined`, `lost`, `beat`, and `refused`,
     *   after which false ends it
     */
    constructor(namespace, proof, hear) {
        this.#namespace = namespace;
        this.#proof = proof;
        this.#hear = hear;
    }

    /** Now, whenever it would have tried again. */
    connect() {
        this.#wanted = true;
        clearTimeout(this.#again);
        this.#line ?? this.#open();
    }

    /** For good: there is nothing to resume. */
    disconnect() {
        this.#wanted = false;
        clearTimeout(this.#again);
        this.#send(PACKET.disconnect, "");
        this.#pid = this.#offset = undefined;
        this.#drop();
    }

    /**
     * @param {string} event
     * @param {object} payload
     * @returns {Promise<Answer>} never fails: without a line its code is `OFFLINE`, without an answer in time `TIMEOUT`
     */
    ask(event, payload) {
        if (!this.connected) {
            return Promise.resolve({ ok: false, code: "OFFLINE" });
        }
        const id = this.#asked++;
        return new Promise((resolve) => {
            const timer = setTimeout(() => this.#answered(id, { ok: false, code: "TIMEOUT" }), PATIENCE);
            this.#waiting.set(id, (answer) => {
                clearTimeout(timer);
                resolve(answer);
            });
            this.#send(PACKET.event, id + JSON.stringify([event, payload]));
        });
    }

    /** @param {string} event @param {object} payload of what may be lost */
    tell(event, payload) {
        this.connected && this.#send(PACKET.event, JSON.stringify([event, payload]));
    }

    /** @param {number} id @param {Answer} answer */
    #answered(id, answer) {
        this.#waiting.get(id)?.(answer);
        this.#waiting.delete(id);
    }

    #open() {
        const address = new URL("/socket.io/?EIO=4&transport=websocket", location.href);
        address.protocol = address.protocol.replace("http", "ws");
        const line = new WebSocket(address);
        this.#line = line;
        line.addEventListener("message", ({ data }) => line === this.#line && this.#take(line, data));
        line.addEventListener("close", () => line === this.#line && this.#drop());
        this.#listen();
    }

    /** A line that says nothing for longer than the hub's pings take is none. */
    #listen() {
        clearTimeout(this.#silence);
        this.#silence = setTimeout(() => this.#drop(), this.#patience);
    }

    /** @param {WebSocket} line @param {string} data */
    async #take(line, data) {
        this.#listen();
        switch (data[0]) {
            case ENGINE.open: {
                const { pingInterval, pingTimeout } = JSON.parse(data.slice(1));
                this.#patience = pingInterval + pingTimeout;
                await this.#join(line);
                break;
            }
            case ENGINE.ping:
                line.send(ENGINE.pong);
                this.#hear("beat", null);
                break;
            case ENGINE.message:
                this.#read(data.slice(1));
                break;
            case ENGINE.close:
                this.#drop();
        }
    }

    /** @param {WebSocket} line */
    async #join(line) {
        const proof = await this.#proof().catch(() => undefined);
        if (line !== this.#line) {
            return;
        }
        if (proof) {
            const resumed = this.#pid && { pid: this.#pid, offset: this.#offset };
            this.#send(PACKET.connect, JSON.stringify({ ...resumed, ...proof }));
        } else {
            this.#wanted = proof === undefined;
            this.#drop();
        }
    }

    /** @param {string} packet */
    #read(packet) {
        const prefix = `${this.#namespace},`;
        const body = packet.slice(1).startsWith(prefix) ? packet.slice(1 + prefix.length) : "";
        switch (packet[0]) {
            case PACKET.connect:
                this.#pid = JSON.parse(body).pid;
                this.connected = true;
                this.#waits = FIRST_WAIT;
                this.#hear("joined", null);
                break;
            case PACKET.event: {
                const [event, payload, offset] = JSON.parse(body);
                this.#offset = typeof offset === "string" ? offset : this.#offset;
                this.#hear(event, payload);
                break;
            }
            case PACKET.ack: {
                const at = body.indexOf("[");
                this.#answered(Number(body.slice(0, at)), JSON.parse(body.slice(at))[0]);
                break;
            }
            case PACKET.refused: {
                const { data, message } = JSON.parse(body);
                const { code, retryAfter } = data ?? { code: message };
                this.#waits = Math.max(this.#waits, 1000 * (retryAfter ?? 0));
                this.#wanted = this.#hear("refused", code) !== false;
                this.#drop();
                break;
            }
            case PACKET.disconnect:
                this.#drop();
        }
    }

    #drop() {
        const line = this.#line;
        if (!line) {
            return;
        }
        this.#line = null;
        clearTimeout(this.#silence);
        line.close();
        this.#patience = PATIENCE;
        const was = this.connected;
        this.connected = false;
        [...this.#waiting.keys()].forEach((id) => this.#answered(id, { ok: false, code: "OFFLINE" }));
        was && this.#hear("lost", null);
        if (this.#wanted) {
            this.#again = setTimeout(() => this.#open(), this.#waits * (0.75 + Math.random() / 2));
            this.#waits = Math.min(LONGEST_WAIT, this.#waits * 2);
        }
    }

    /** @param {string} type @param {string} body */
    #send(type, body) {
        if (this.#line?.readyState === WebSocket.OPEN) {
            this.#line.send(`${ENGINE.message}${type}${this.#namespace},${body}`);
        }
    }
}
