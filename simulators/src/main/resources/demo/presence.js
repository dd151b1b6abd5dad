// A raw WebSocket of the hub that comes back by itself: it proves who it is with the first frame, asks again for what
// it follows, and says how far it was, so that it hears only what it missed.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const SILENT_AFTER = 75_000; // the hub is heard every 30 s
const TOKEN_REFUSED = 4003;

export class PresenceSocket {
    #path;
    #session;
    #follow;
    #heard;
    #state;
    #socket = null;
    #wait = FIRST_WAIT;
    #retry = 0;
    #silence = 0;
    #off = false;
    #welcomed = false;

    // session(refused) gives {accessToken}; follow() gives the frames to ask with; heard(frame) takes all but ticks;
    // state(name) hears "connecting", "connected" and "cut"
    constructor(path, { session, follow, heard, state }) {
        this.#path = path;
        this.#session = session;
        this.#follow = follow;
        this.#heard = heard;
        this.#state = state;
    }

    async connect(refused = null) {
        this.#off = false;
        this.#state("connecting");
        let token;
        try {
            token = (await this.#session(refused)).accessToken;
        } catch {
            this.#later(null);
            return;
        }
        if (this.#off) {
            return;
        }
        const scheme = location.protocol === "https:" ? "wss:" : "ws:";
        const socket = new WebSocket(`${scheme}//${location.host}${this.#path}`);
        this.#socket = socket;
        this.#welcomed = false;
        socket.addEventListener("open", () => this.#prove(token));
        socket.addEventListener("message", (event) => this.#take(JSON.parse(event.data)));
        socket.addEventListener("close", (event) => {
            if (this.#socket === socket) {
                this.#socket = null;
                clearTimeout(this.#silence);
                this.#later(event.code === TOKEN_REFUSED ? token : null);
            }
        });
        this.#listen();
    }

    // As when the network goes: nobody says goodbye to what comes after.
    cut() {
        this.#off = true;
        clearTimeout(this.#retry);
        clearTimeout(this.#silence);
        const socket = this.#socket;
        this.#socket = null;
        socket?.close();
        this.#state("cut");
    }

    #prove(accessToken) {
        this.#send({ type: "auth", accessToken, client: { name: "Switchboard Console", version: "1.0.0" } });
    }

    #take(frame) {
        this.#listen();
        if (frame.type !== "tick") {
            this.#heard(frame);
        } else if (frame.message === "welcome" && !this.#welcomed) {
            this.#welcomed = true;
            this.#wait = FIRST_WAIT;
            this.#follow().forEach((ask) => this.#send(ask));
            this.#state("connected");
        } else if (frame.expiresIn !== undefined) {
            this.#session(null, true).then((session) => this.#prove(session.accessToken), () => {});
        }
    }

    #send(frame) {
        if (this.#socket?.readyState === WebSocket.OPEN) {
            this.#socket.send(JSON.stringify(frame));
        }
    }

    #listen() {
        clearTimeout(this.#silence);
        this.#silence = setTimeout(() => {
            const socket = this.#socket;
            this.#socket = null;
            socket?.close();
            this.#later(null);
        }, SILENT_AFTER);
    }

    #later(refused) {
        if (this.#off) {
            return;
        }
        this.#state("connecting");
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.connect(refused), this.#wait * (0.8 + Math.random() * 0.4));
        this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    }
}
