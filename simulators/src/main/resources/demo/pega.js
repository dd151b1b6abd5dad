// The agent desk: `clientMessage` and its ack one way, `serverMessage` and ours the other.
import { History, REACHED } from "./history.js";
import { line } from "./line.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";

const PATIENCE = 5000;

export class Pega {
    #socket;
    #chat;
    #memory;
    #outbox;
    #history;

    constructor(socket, chat) {
        this.#socket = socket;
        this.#chat = chat;
        this.#memory = new Memory("pega", undefined, () => this.#join());
        this.#outbox = new Outbox(this.#memory, (message) => this.#emit(message));
        this.#history = new History(chat, this.#memory, (after) => this.#read(after));
        chat.onSend((said) => this.#say(said));
        chat.suggest(["menu", "carousel", "agent", "typing", "end"]);
        socket.on("serverMessage", (message, ack) => this.#take(message, ack));
        socket.on("serverError", (text) => chat.add({ id: `error-${Date.now()}`, system: text }));
    }

    async begin() {
        await this.#history.begin();
        this.#memory.unsent.forEach((message) => this.#chat.add(ownOf(message, "sending")));
    }

    auth() {
        return this.#memory.began ? { customer_id: this.#memory.identity } : {};
    }

    // Only a new connection can name the conversation.
    #join() {
        if (this.#socket.connected) {
            this.#socket.disconnect().connect();
        } else {
            this.#socket.once("connect", () => this.#join());
        }
    }

    connected() {
        this.#outbox.flush();
        this.#history.soon();
    }

    #say({ text, postback }) {
        const message = {
            type: "text",
            customer_id: this.#memory.identity,
            customer_name: "Ann",
            message_id: crypto.getRandomValues(new Uint32Array(4)).join("-"),
            text: [text],
            postback,
        };
        this.#chat.add(ownOf(message, "sending"));
        this.#outbox.put(message);
    }

    async #emit(message) {
        const answer = await this.#socket.timeout(PATIENCE).emitWithAck("clientMessage", message);
        if (answer.ok) {
            this.#memory.began = true;
            this.#chat.reach(message.message_id, "stored", answer.seq);
            this.#history.soon();
        } else if (answer.error === "Service temporarily unavailable") {
            throw new Error(answer.error);
        } else {
            this.#chat.reach(message.message_id, "failed");
            this.#chat.add({ id: `${message.message_id}-refused`, system: answer.error });
        }
    }

    // Repeats carry the same message_id: they are acknowledged and shown once. Whatever the desk says
    // shows that it has what was asked before.
    #take(message, ack) {
        const isTyping = message.type === "typing_indicator";
        this.#chat.typing(isTyping ? (message.csr_name ?? "desk") : null);
        this.#chat.answered();
        const id = message.message_id ?? crypto.getRandomValues(new Uint32Array(1))[0];
        if (!isTyping) {
            this.#chat.add(theirsOf({ ...message, message_id: id }, "pushed"));
        }
        ack();
        this.#chat.reach(String(id), "acked");
    }

    async #read(after) {
        const who = encodeURIComponent(this.#memory.identity);
        const answer = await line.ask(`/v1/pega/messages?customer_id=${who}&after=${after}`);
        const { messages = [], count = 0, next = null } = await answer.json();
        return count ? { messages: messages.map(entryOf), next } : null;
    }
}

function ownOf(message, reached) {
    return { id: String(message.message_id), own: true, who: "you", blocks: texts(message), reached };
}

function theirsOf(message, reached) {
    const id = String(message.message_id);
    const system = systemLine(message);
    return system ? { id, system } : { id, who: message.csr_name ?? "desk", blocks: blocksOf(message), reached };
}

function entryOf({ seq, from, message, status }) {
    if (from === "hub") {
        return { id: `seq-${seq}`, blocks: [], seq };
    }
    const named = { ...message, message_id: message.message_id ?? `seq-${seq}` };
    return { ...(from === "customer" ? ownOf(named, REACHED[status]) : theirsOf(named, "acked")), seq };
}

function systemLine(message) {
    switch (message.type) {
        case "wait_time":
            return `Somebody will be with you in about ${Math.ceil((message.waitTime ?? 60) / 60)} min.`;
        case "csr_end_session":
            return "The desk ended the session.";
        default:
            return null;
    }
}

function blocksOf(message) {
    switch (message.type) {
        case "text":
        case "attachment": // of an agent of the hub's own, read again
            return [...texts(message), ...(message.attachments ?? []).map(attachmentOf)];
        case "menu":
            return [{ menu: { title: message.title ?? "", choices: message.items.map(choiceOf) } }];
        case "carousel":
            return [{ cards: message.items.map(cardOf) }];
        case "link_button":
            return [{ text: message.title }, { link: message }];
        default:
            return [{ text: `[${message.type}]` }];
    }
}

function texts({ text, pyEntryText }) {
    return [text ?? pyEntryText ?? []].flat().map((line) => ({ text: String(line) }));
}

function attachmentOf({ url, file_name, name }) {
    return { link: { label: file_name ?? name ?? url, url } };
}

function choiceOf({ text, payload }) {
    return { label: text, say: { text, postback: payload } };
}

function cardOf(item) {
    return {
        title: item.title ?? item.text ?? "",
        text: item.subtitle ?? item.description ?? "",
        choices: item.payload ? [choiceOf({ text: item.text ?? "Choose", payload: item.payload })] : [],
    };
}
