// The bot: messages go by POST, answers come as `webhook_update` and are acknowledged.
import { Outbox } from "./outbox.js";

const RETRY_LATER = [408, 425, 429, 502, 503, 504];

export class Netomi {
    #socket;
    #chat;
    #outbox;

    constructor(socket, chat) {
        this.#socket = socket;
        this.#chat = chat;
        this.#outbox = new Outbox(chat.memory, (message) => this.#post(message));
        chat.onSend(({ text }) => this.#ask(text));
        chat.suggest(["Where is my order?", "Show me https://example.com"]);
        socket.on("webhook_update", (update, ack) => this.#take(update, ack));
        socket.on("message_status", ({ messageId, status, seq }) => this.#settle(messageId, status, seq));
    }

    // Names the conversation once it is ours, and the last of its messages that this page has.
    auth() {
        const { identity, messages } = this.#chat.memory;
        if (!this.#chat.isOurs()) {
            return {};
        }
        const cursor = Math.max(0, ...messages.filter((m) => !m.own).map((m) => m.seq ?? 0));
        return { conversations: [{ conversationId: identity, cursor }] };
    }

    connected() {
        this.#outbox.flush();
    }

    #ask(text) {
        const messageId = crypto.getRandomValues(new Uint32Array(4)).join("-");
        this.#chat.add({ id: messageId, own: true, who: "you", blocks: [{ text }], reached: "sending" });
        this.#outbox.put({ messageId, text, timestamp: Date.now() });
    }

    async #post({ messageId, text, timestamp }) {
        const answer = await fetch("/api/netomi/process-message", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({
                clientSocketId: this.#socket.id ?? null,
                messageData: {
                    conversationId: this.#chat.memory.identity,
                    messagePayload: { messageId, text, timestamp },
                },
            }),
        });
        if (RETRY_LATER.includes(answer.status)) {
            throw new Error(`status ${answer.status}`);
        }
        const body = await answer.json();
        if (!body.ok) {
            this.#chat.add({ id: `${messageId}-refused`, system: `Not sent: ${body.error}` });
        } else {
            this.#chat.reach(messageId, body.data.status === "queued" ? "stored" : "acked");
        }
    }

    #settle(messageId, status, seq) {
        if (status === "accepted") {
            this.#chat.reach(messageId, "acked", seq);
        } else {
            this.#chat.add({ id: `${messageId}-refused`, system: "The bot did not take your message." });
        }
    }

    // Repeats carry the same deliveryId: they are acknowledged and shown once.
    #take({ deliveryId, seq, message }, ack) {
        const blocks = blocksOf(message.data);
        if (blocks.length > 0) {
            const who = message.data.ownerType === "AGENT" ? "agent" : "bot";
            this.#chat.add({ id: deliveryId, who, blocks, seq, reached: "pushed" });
        }
        ack({ ok: true, receivedAt: Date.now(), deliveryId });
        this.#chat.reach(deliveryId, "acked");
    }
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
