// The agent desk: `clientMessage` and its ack one way, `serverMessage` and ours the other.
import { Outbox } from "./outbox.js";

const PATIENCE = 5000;

export class Pega {
    #socket;
    #chat;
    #outbox;

    constructor(socket, chat) {
        this.#socket = socket;
        this.#chat = chat;
        this.#outbox = new Outbox(chat.memory, (message) => this.#emit(message));
        chat.onSend((said) => this.#say(said));
        chat.suggest(["menu", "carousel", "agent", "typing", "end"]);
        socket.on("serverMessage", (message, ack) => this.#take(message, ack));
        socket.on("serverError", (text) =>
            chat.add({ id: `error-${Date.now()}`, system: text }));
    }

    auth() {
        return this.#chat.isOurs() ? { customer_id: this.#chat.memory.identity } : {};
    }

    connected() {
        this.#outbox.flush();
    }

    #say({ text, postback }) {
        const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
        this.#chat.add({ id, own: true, who: "you", blocks: [{ text }], reached: "sending" });
        this.#outbox.put({
            type: "text",
            customer_id: this.#chat.memory.identity,
            customer_name: "Ann",
            message_id: id,
            text: [text],
            postback,
        });
    }

    async #emit(message) {
        const answer = await this.#socket.timeout(PATIENCE).emitWithAck("clientMessage", message);
        if (answer.ok) {
            this.#chat.reach(message.message_id, "stored", answer.seq);
        } else if (answer.error === "Service temporarily unavailable") {
            throw new Error(answer.error);
        } else {
            this.#chat.add({ id: `${message.message_id}-refused`, system: answer.error });
        }
    }

    // Repeats carry the same message_id: they are acknowledged and shown once.
    #take(message, ack) {
        const who = message.csr_name ?? "desk";
        this.#chat.typing(message.type === "typing_indicator" ? who : null);
        const id = String(message.message_id ?? crypto.getRandomValues(new Uint32Array(1))[0]);
        const system = systemLine(message);
        if (system) {
            this.#chat.add({ id, system });
        } else if (message.type !== "typing_indicator") {
            this.#chat.add({ id, who, blocks: blocksOf(message), reached: "pushed" });
            this.#desksOwn();
        }
        ack();
        this.#chat.reach(id, "acked");
    }

    // An answer shows that the desk has what was asked before.
    #desksOwn() {
        this.#chat.memory.messages
            .filter((message) => message.own && message.reached === "stored")
            .forEach((message) => this.#chat.reach(message.id, "acked"));
    }
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

function attachmentOf({ url, file_name }) {
    return { link: { label: file_name ?? url, url } };
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
