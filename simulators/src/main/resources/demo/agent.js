// Agents work in the hub's own console: this panel has the demonstration's accounts for it, and plays the agent in Salesforce.
import { Cards } from "./cards.js";
import { Chats } from "./chats.js";
import { line } from "./line.js";
import { Salesforce } from "./salesforce.js";
import { element } from "./words.js";

export class Agent {
    #panel = document.getElementById("agent");
    #salesforce = new Salesforce(this.#panel, new Chats(this.#panel), new Cards(this.#panel.querySelector(".waiting")));

    async begin() {
        this.#salesforce.begin();
        const { agents = [] } = await line.ask("/demo/agents", { method: "POST" }).then((answer) => answer.json()).catch(() => ({}));
        const accounts = agents.map(({ username, password }) => {
            const item = element("li");
            item.append(element("code", {}, username), " with the password ", element("code", {}, password));
            return item;
        });
        this.#panel.querySelector(".accounts").replaceChildren(...accounts);
    }
}
