// An agent in Salesforce, for the chats that the demonstration's organisation has.
import { line } from "./line.js";

const EVERY = 1000;
const WHO = { Agent: "Ana", EndUser: "user" };

export class Salesforce {
    #panel;
    #chats;
    #cards;
    #joined = new Set();
    #waiting = new Set();

    constructor(panel, chats, cards) {
        this.#panel = panel;
        this.#chats = chats;
        this.#cards = cards;
    }

    // Looks again and again, while somebody sees it.
    async begin() {
        if (this.#panel.offsetParent !== null) {
            await ask("chats", {}).then(({ chats = {} }) => this.#see(chats), () => {});
        }
        setTimeout(() => this.begin(), EVERY);
    }

    #see(open) {
        for (const [id, lines] of Object.entries(open)) {
            if (this.#joined.has(id) || lines.some((said) => said.startsWith("Agent: "))) {
                this.#show(id, lines);
            } else if (!this.#waiting.has(id)) {
                this.#waiting.add(id);
                const join = { label: "Join", act: () => this.#join(id) };
                this.#cards.put(id, { name: "A user in Salesforce", words: () => lines.at(-1) ?? "", actions: [join] });
            }
        }
        [...this.#waiting].filter((id) => !(id in open)).forEach((id) => this.#settle(id));
        [...this.#joined].filter((id) => !(id in open)).forEach((id) => this.#chats.over(id, "The chat in Salesforce is over."));
    }

    #settle(id) {
        this.#waiting.delete(id);
        this.#cards.remove(id);
    }

    async #join(id) {
        await this.#do(id, "join");
        this.#settle(id);
        this.#show(id, []);
    }

    #show(id, lines) {
        this.#joined.add(id);
        const chat =
            this.#chats.get(id) ??
            this.#chats.open(id, `Salesforce ${id.slice(0, 4)}`, {
                say: (text) => this.#do(id, "reply", text),
                typing: () => this.#do(id, "typing"),
                targets: () => [{ label: "to a colleague", to: "transfer" }],
                pass: (does) => this.#do(id, does),
                end: () => this.#do(id, "end"),
            });
        lines.forEach((said, at) => {
            const [, role, text] = /^(\w+): ([^]*)$/.exec(said);
            if (text && !chat.has(`line-${at}`)) {
                const who = WHO[role] ?? role;
                chat.add({ id: `line-${at}`, own: role === "Agent", who, blocks: [{ text }], reached: "acked" });
                this.#chats.heard(id);
            }
        });
    }

    #do(conversationId, does, text) {
        return ask("deeds", { conversationId, does, text }).catch(() => {});
    }
}

async function ask(what, body) {
    const answer = await line.ask(`/demo/salesforce/${what}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    return answer.json();
}
