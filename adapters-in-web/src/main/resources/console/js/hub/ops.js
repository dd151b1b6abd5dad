// One watch of what a hub does, by the namespace `/ops`: begun anew on each connection.
import { changed } from "../core/page.js";
import { currentToken, dropToken, freshToken } from "../core/session.js";
import { Socket } from "../desk/socket.js";

async function proof() {
    const token = currentToken() ?? (await freshToken());
    return token ? { token } : null;
}

export class Ops {
    /** `connecting`, `online`, `lost`, or the code by which the hub refuses us. */
    line = "connecting";
    /** The name of the hub, where there are several. @type {string | null} */
    hub = null;
    #command;
    #payload;
    #heard;
    #socket = new Socket("/ops", proof, (event, payload) => this.#hear(event, payload));

    /**
     * @param {string} command
     * @param {object} payload
     * @param {(event: string, payload: any) => void} heard events of the hub, and `lost`
     */
    constructor(command, payload, heard) {
        this.#command = command;
        this.#payload = payload;
        this.#heard = heard;
        this.#socket.connect();
    }

    /** @param {string} event @param {any} payload */
    #hear(event, payload) {
        switch (event) {
            case "joined":
                this.#watch();
                break;
            case "refused":
                return this.#refused(payload);
            case "lost":
                this.line = "lost";
        }
        this.#heard(event, payload);
        changed();
        return true;
    }

    async #watch() {
        const answer = await this.#socket.ask(this.#command, this.#payload);
        this.line = answer.ok ? "online" : ["OFFLINE", "TIMEOUT"].includes(answer.code ?? "") ? "lost" : (answer.code ?? "INTERNAL");
        this.hub = answer.hub ?? null;
        changed();
    }

    /** @param {string} code */
    #refused(code) {
        if (["UNAUTHENTICATED", "SESSION_EXPIRED"].includes(code)) {
            dropToken();
            return true;
        }
        this.line = code === "UNAVAILABLE" ? "lost" : code;
        changed();
        return this.line === "lost";
    }

    /** For good. */
    leave() {
        this.#socket.disconnect();
    }
}
