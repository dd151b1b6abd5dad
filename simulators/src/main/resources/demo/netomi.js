// The bot: messages go by POST, answers come as `webhook_update` and are acknowledged.
import { History, REACHED } from "./history.js";
import { line } from "./line.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";

export class Netomi {
    #socket;
    #chat;
    #memory;
    #outbox;
    #history;

    constructor(socket, chat) {
        this.#socket = socket;
        this.#chat = chat;
        this.#memory = new Memory("netomi", undefined, () => this.#join());
        this.#outbox = new Outbox(this.#memory, (message) => this.#post(message));
        this.#history = new History(chat, this.#memory, (after) => this.#read(after));
        chat.onSend(({ text }) => this.#ask(text));
        chat.suggest(["Where is my order?", "Show me https://example.com"]);
        socket.on("webhook_update", (update, ack) => this.#take(update, ack));
        socket.on("message_status", ({ messageId, status, seq }) =>
            chat.reach(messageId, REACHED[status], seq));
    }

    async begin() {
        await this.#history.begin();
        this.#memory.unsent.forEach((message) => this.#show(message));
    }

    // Names the conversation once it is ours. Without a cursor everything comes that no page has
    // acknowledged; what we have of it already is shown once.
    auth() {
        return this.#memory.began ? { conversationId: this.#memory.identity } : {};
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

    #ask(text) {
        const messageId = crypto.getRandomValues(new Uint32Array(4)).join("-");
        const message = { messageId, text, timestamp: Date.now() };
        this.#show(message);
        this.#outbox.put(message);
    }

    #show({ messageId, text }) {
        this.#chat.add({ id: messageId, own: true, who: "you", blocks: [{ text }], reached: "sending" });
    }

    async #post(messagePayload) {
        const { messageId } = messagePayload;
        const answer = await line.ask("/api/netomi/process-message", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({
                clientSocketId: this.#socket.id ?? null,
                messageData: { conversationId: this.#memory.identity, messagePayload },
            }),
        });
        const body = await answer.json();
        if (!body.ok) {
            this.#chat.reach(messageId, "failed");
            this.#chat.add({ id: `${messageId}-refused`, system: `Not sent: ${body.error}` });
            return;
        }
        this.#memory.began = true;
        this.#chat.reach(messageId, body.data.status === "queued" ? "stored" : "acked");
        this.#history.soon();
    }

    // Repeats carry the same seq: they are acknowledged and shown once.
    #take({ deliveryId, seq, message }, ack) {
        this.#chat.add(answerOf(seq, message.data, "pushed"));
        ack({ ok: true, receivedAt: Date.now(), deliveryId });
        this.#chat.reach(idOf(seq), "acked");
        this.#history.soon();
    }

    async #read(after) {
        const path = `/api/conversations/${encodeURIComponent(this.#memory.identity)}?after=${after}`;
        const answer = await line.ask(path);
        const { messages = [], messageCount = 0 } = await answer.json();
        const next = answer.headers.get("X-Next-Cursor");
        return messageCount ? { messages: messages.map(entryOf), next: next && Number(next) } : null;
    }
}

function idOf(seq) {
    return `answer-${seq}`;
}

function answerOf(seq, data, reached) {
    const who = data.ownerType === "AGENT" ? "agent" : "bot";
    return { id: idOf(seq), who, blocks: blocksOf(data), seq, reached };
}

function entryOf({ type, payload, seq, status }) {
    switch (type) {
        case "user_message": {
            const { messageId = idOf(seq), text } = payload.messagePayload ?? {};
            const blocks = text ? [{ text }] : [];
            return { id: messageId, own: true, who: "you", blocks, seq, reached: REACHED[status] };
        }
        case "agent_message":
            // an agent of the hub's own is read again as the console said it
            return payload.type
                ? { id: idOf(seq), who: "agent", blocks: wordsOf(payload), seq, reached: "acked" }
                : answerOf(seq, payload, "acked");
        case "webhook_response":
            return answerOf(seq, payload, "acked");
        default:
            return { id: idOf(seq), blocks: [], seq };
    }
}

function wordsOf({ text, options = [], attachments = [] }) {
    const lines = [text, ...options.map(({ title }, at) => `${at + 1}. ${title}`), ...attachments.map(({ name, url }) => name ?? url)];
    return [{ text: lines.filter(Boolean).join("\n") }];
}

function blocksOf(data) {
    const attachments = data.attachments ?? data.response?.attachments ?? [];
    const said = data.response?.text ? [{ text: data.response.text }] : [];
    return [...said, ...attachments.flatMap(({ type, attachment }) => blockOf(type, attachment ?? {}))];
}

function blockOf(type = "", attachment) {
    switch (type.split(".").pop()) {
        case "Text":
            return isShown(attachment) ? [{ text: attachment.text }] : [];
        case "Image":
            return [{ link: { label: attachment.title || "image", url: attachment.largeImageUrl } }];
        case "Carousel":
            return [{ cards: (attachment.elements ?? []).map(cardOf) }];
        default:
            return [{ text: `[${type}]` }];
    }
}

function isShown({ text, attachmentResponseType }) {
    return Boolean(text?.trim()) && attachmentResponseType !== "INTENT_RESPONSE";
}

function cardOf({ title, subtitle, description, buttons = [] }) {
    return {
        title,
        text: subtitle ?? description ?? "",
        choices: buttons.map((button) => ({
            label: button.title,
            url: button.url,
            say: { text: button.title },
        })),
    };
}
