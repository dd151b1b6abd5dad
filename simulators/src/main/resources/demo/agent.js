// An agent's console, on the namespace /agent of the hub's Socket.IO.
import { Cards } from "./cards.js";
import { Chats } from "./chats.js";
import { line } from "./line.js";
import { Memory } from "./memory.js";
import { Outbox } from "./outbox.js";
import { dataUrl, smaller } from "./pictures.js";
import { Salesforce } from "./salesforce.js";
import { element } from "./words.js";

const PATIENCE = 10_000;
const HEARTBEAT = 30_000;
const DEFAULT_PROFILE = 1;
const NAME = "switchboard-demo-name-"; // and the id of the conversation
const SESSION = "switchboard-demo-session"; // of this tab: another one may be another agent
const REACHED = { accepted: "stored", retrying: "pushed", delivered: "acked", parked: "failed" };
const STEPS = { waiting: "waits for an agent", bot: "is with the bot again", ended: "is with the bot again", abandoned: "has left" };
const OVER = { expired: "You did not answer for long: another agent gets it.", transferred: "You passed it on.", ended: "You ended it.", revoked: "It was taken from you." };

export class Agent {
    #panel = document.getElementById("agent");
    #login = this.#panel.querySelector(".login");
    #availability = this.#panel.querySelector(".availability");
    #leave = this.#panel.querySelector(".leave");
    #chats = new Chats(this.#panel);
    #cards = new Cards(this.#panel.querySelector(".waiting"));
    #salesforce = new Salesforce(this.#panel, this.#chats, this.#cards);
    #outbox = new Outbox(new Memory("agent"), (message) => this.#send(message));
    #socket;
    #session = JSON.parse(sessionStorage.getItem(SESSION));
    #password = null;
    #colleagues = [];
    #me = null;
    #queues = new Map(); // by id: the version we know
    #waiting = new Map(); // by id of the handoff
    #leases = new Map(); // by id of the conversation: {leaseId, version, read}

    // connect(auth) makes the socket
    constructor(connect) {
        this.#socket = connect((give) => give({ token: this.#session?.token, console: { name: "Switchboard demo", version: "1" } }));
        this.#login.addEventListener("submit", (event) => {
            event.preventDefault();
            const { username, password } = this.#login.elements;
            this.#logIn(username.value.trim(), password.value);
        });
        this.#leave.addEventListener("click", () => this.#logOut());
        this.#availability.addEventListener("change", () =>
            this.#command("availability.set", {
                availabilityProfileId: DEFAULT_PROFILE,
                availabilityStateId: Number(this.#availability.value),
            }));
        this.#hear();
        setInterval(() => this.#renew(), HEARTBEAT);
    }

    async begin() {
        this.#salesforce.begin();
        this.#render();
        if (this.#session) {
            this.#socket.connect();
        }
        await this.#readLogins();
    }

    // --- who the agent is ---

    async #readLogins() {
        const { agents = [] } = await line.ask("/demo/agents", { method: "POST" }).then((answer) => answer.json()).catch(() => ({}));
        this.#colleagues = agents.map(({ username }) => username);
        const choices = agents.map(({ username, password }) => {
            const button = element("button", { type: "button" }, `Log in as ${username}`);
            button.addEventListener("click", () => this.#logIn(username, password));
            return button;
        });
        this.#login.querySelector(".choices").replaceChildren(...choices);
    }

    async #logIn(username, password) {
        this.#tell("");
        try {
            const token = await authenticate(username, password);
            this.#password = password;
            this.#keep({ username, token });
            this.#login.elements.password.value = "";
            this.#socket.connect();
        } catch (failure) {
            this.#tell(`Not logged in: ${failure.message}`);
        }
    }

    #logOut() {
        this.#socket.disconnect();
        this.#forget();
    }

    #keep(session) {
        this.#session = session;
        sessionStorage.setItem(SESSION, JSON.stringify(session));
    }

    #forget() {
        this.#session = null;
        this.#password = null;
        this.#me = null;
        sessionStorage.removeItem(SESSION);
        this.#leases.forEach((_, id) => this.#lose(id, "You logged out."));
        [...this.#waiting.keys()].forEach((id) => this.#remove(id));
        this.#render();
    }

    // The token's hour is over.
    async #refresh() {
        if (this.#password) {
            const token = await authenticate(this.#session.username, this.#password).catch(() => null);
            if (token) {
                this.#keep({ ...this.#session, token });
                this.#command("auth.refresh", { token });
            }
        }
    }

    // --- what the hub tells ---

    #hear() {
        const socket = this.#socket;
        const on = (event, take) => socket.on(event, take);
        on("agent.ready", (ready) => this.#begin(ready));
        on("queue.snapshot", (snapshot) => this.#fill(snapshot));
        on("queue.update", (update) => this.#change(update));
        on("handoff.offer", (offer) => this.#offer(offer));
        on("handoff.revoked", ({ handoffId, version }) => this.#release(handoffId, version));
        on("lease.lost", ({ conversationId, reason }) => this.#lose(conversationId, OVER[reason] ?? reason));
        on("context.snapshot", (snapshot) => this.#context(snapshot));
        on("message", (message) => this.#take(message));
        on("message.status", ({ conversationId, id, status, reason }) => {
            this.#chats.get(conversationId)?.reach(id, REACHED[status]);
            if (status === "parked") {
                this.#note(conversationId, `${id}-parked`, `Not delivered: ${reason}`);
            }
        });
        on("typing", ({ conversationId, author, active }) => this.#chats.typing(conversationId, active ? author.id : null));
        on("availability", ({ availabilityStateId }) => (this.#availability.value = availabilityStateId));
        on("session.expiring", () => this.#refresh());
        on("problem", ({ code, error }) => this.#tell(`${code}: ${error}`));
        on("disconnect", (reason) => reason === "io server disconnect" && this.#forget());
        on("connect_error", (refusal) => {
            if (socket.active || line.isCut) {
                return; // it is tried again
            }
            const { code, retryAfter } = refusal.data ?? {};
            if (["UNAVAILABLE", "DRAINING"].includes(code)) {
                setTimeout(() => this.#session && socket.connect(), 1000 * (retryAfter ?? 1));
            } else {
                this.#forget();
                this.#tell(`Not let in: ${code ?? refusal.message}`);
            }
        });
    }

    #begin({ agentId, availability, queues, leases, offers }) {
        this.#me = agentId;
        this.#availability.value = availability.availabilityStateId;
        queues.forEach(({ queueId }) => this.#queues.set(queueId, this.#queues.get(queueId) ?? 0));
        const ours = new Set(leases.map(({ conversationId }) => conversationId));
        [...this.#leases.keys()].filter((id) => !ours.has(id)).forEach((id) => this.#lose(id, "Another agent has it."));
        leases.forEach(({ conversationId, ...lease }) => this.#hold(conversationId, lease));
        [...this.#waiting.keys()].forEach((id) => this.#remove(id)); // snapshots follow
        offers.forEach((offer) => this.#offer(offer));
        this.#render();
        this.#outbox.flush();
    }

    #fill({ queueId, version, items }) {
        this.#queues.set(queueId, version);
        this.#waiting.forEach((one, id) => one.queueId === queueId && this.#remove(id));
        items.forEach((item) => this.#put(item.handoffId, { ...item, queueId }));
    }

    #change({ queueId, version, changes }) {
        if (version !== this.#queues.get(queueId) + changes.length) {
            this.#command("queue.watch", {});
            return;
        }
        this.#queues.set(queueId, version);
        for (const { op, handoffId, item } of changes) {
            op === "removed" ? this.#remove(handoffId) : this.#put(handoffId, { ...item, queueId });
        }
    }

    #offer({ handoffId, summary, ...offer }) {
        this.#put(handoffId, { handoffId, ...offer, ...summary, state: "offered", offeredTo: this.#me });
    }

    // What the queue says of it may have come before.
    #release(handoffId, version) {
        if (this.#waiting.get(handoffId)?.version < version) {
            this.#put(handoffId, { version, state: "revoked" });
        }
    }

    // --- users who wait ---

    #put(id, news) {
        const one = { ...this.#waiting.get(id), ...news };
        this.#waiting.set(id, one);
        const name = one.customer.name || one.customer.id;
        sessionStorage.setItem(NAME + one.conversationId, name);
        const ours = one.state === "offered" && one.offeredTo === this.#me;
        const accept = { label: ours ? "Accept" : "Take", act: () => this.#accept(id) };
        const decline = { label: "Decline", act: () => this.#decline(id) };
        const actions = ours ? [accept, decline] : one.state === "waiting" ? [accept] : [];
        this.#cards.put(id, { name, words: () => words(one, ours), actions });
    }

    #remove(id) {
        this.#waiting.delete(id);
        this.#cards.remove(id);
    }

    async #accept(id) {
        const { version } = this.#waiting.get(id);
        const answer = await this.#command("handoff.accept", { handoffId: id, version });
        if (answer.ok) {
            this.#remove(id);
            this.#hold(answer.conversationId, answer.lease);
        }
    }

    async #decline(id) {
        const { version } = this.#waiting.get(id);
        await this.#command("handoff.decline", { handoffId: id, version });
    }

    // --- chats ---

    #hold(id, { leaseId, version }) {
        this.#leases.set(id, { read: 0, ...this.#leases.get(id), leaseId, version });
        this.#open(id);
    }

    #open(id) {
        if (this.#chats.get(id)) {
            this.#chats.again(id);
            return;
        }
        const name = sessionStorage.getItem(NAME + id) ?? `…${id.slice(-4)}`;
        this.#chats.open(id, name, {
            say: (text) => this.#say(id, { type: "text", text }, { text }),
            show: (file) => this.#show(id, file),
            typing: (active) => this.#socket.connected && this.#socket.emit("typing", { conversationId: id, active }),
            targets: () => this.#targets(),
            pass: (to, note) => this.#part("conversation.transfer", id, note ? { to, note } : { to }),
            end: () => this.#part("conversation.end", id, {}),
            seen: () => this.#read(id),
        });
    }

    #context({ conversationId, from, messages, attributes }) {
        this.#open(conversationId);
        const { email, phoneNumber, subject } = attributes;
        const about = [email, phoneNumber, subject].filter(Boolean).join(" · ");
        const title = `The last 24 hours${about ? ` of ${about}` : ""}`;
        this.#chats.get(conversationId).add({ id: "context", system: title, seq: from - 0.5 });
        // of our own in it the hub tells which are not delivered
        messages.forEach((message) => this.#take({ conversationId, ...message }, "acked"));
    }

    #take(message, reached = "stored") {
        const { conversationId, seq, author } = message;
        const chat = this.#chats.get(conversationId);
        if (chat) {
            chat.add(shown(message, this.#me, reached));
            const lease = this.#leases.get(conversationId);
            const seen = this.#chats.heard(conversationId);
            if (lease && author.kind === "user") {
                lease.last = seq;
                seen && this.#read(conversationId);
            }
        }
    }

    #read(conversationId) {
        const lease = this.#leases.get(conversationId);
        if (lease?.last > lease?.read) {
            lease.read = lease.last;
            this.#command("message.read", { conversationId, seq: lease.last });
        }
    }

    #say(conversationId, said, block) {
        const message = { conversationId, leaseId: this.#leases.get(conversationId).leaseId, id: fresh(), ...said };
        this.#chats.get(conversationId).add({ id: message.id, own: true, who: "you", blocks: [block], reached: "sending" });
        this.#outbox.put(message);
    }

    // The hub has the file before it is said.
    async #show(conversationId, file) {
        try {
            const picture = file.type.startsWith("image/") ? await smaller(file) : null;
            const attachment = await upload(picture ?? file, file.name, this.#session.token);
            const block = picture ? { picture: { url: await dataUrl(picture), label: file.name } } : { text: file.name };
            this.#say(conversationId, { type: "attachment", attachments: [attachment] }, block);
        } catch (failure) {
            this.#note(conversationId, fresh(), `The file was not sent: ${failure.message}`);
        }
    }

    async #send(message) {
        const { conversationId, id } = message;
        const answer = await this.#socket.timeout(PATIENCE).emitWithAck("message.send", message);
        if (answer.ok) {
            this.#chats.get(conversationId)?.reach(id, "stored", answer.seq);
        } else if (answer.code === "UNAVAILABLE") {
            throw new Error(answer.error);
        } else {
            this.#chats.get(conversationId)?.reach(id, "failed");
            this.#note(conversationId, `${id}-refused`, answer.error);
        }
    }

    // To whom a chat can be passed on.
    #targets() {
        const others = this.#colleagues.filter((name) => name !== this.#me);
        return [
            { label: "to the bot", to: { bot: true } },
            ...others.map((name) => ({ label: `to ${name}`, to: { agentId: name } })),
            ...[...this.#queues.keys()].map((queueId) => ({ label: `to the queue ${queueId}`, to: { queueId } })),
        ];
    }

    #part(event, conversationId, more) {
        const { leaseId } = this.#leases.get(conversationId);
        this.#command(event, { conversationId, leaseId, id: fresh(), ...more });
    }

    #lose(conversationId, why) {
        this.#leases.delete(conversationId);
        this.#chats.over(conversationId, why);
    }

    #renew() {
        const leases = [...this.#leases.values()].map(({ leaseId, version }) => ({ leaseId, version }));
        if (leases.length > 0 && this.#socket.connected) {
            this.#command("lease.heartbeat", { leases });
        }
    }

    // --- the rest ---

    async #command(event, payload) {
        const answer = await this.#socket.timeout(PATIENCE).emitWithAck(event, payload).catch(() => ({ error: "no answer, try again" }));
        this.#tell(answer.ok ? "" : answer.error);
        return answer;
    }

    #note(conversationId, id, system) {
        this.#chats.get(conversationId)?.add({ id, system });
    }

    #tell(text) {
        this.#panel.querySelector(".told").textContent = text;
    }

    #render() {
        const inside = this.#me !== null;
        this.#login.hidden = Boolean(this.#session);
        this.#availability.hidden = this.#leave.hidden = !inside;
        this.#panel.classList.toggle("inside", inside);
        this.#panel.querySelector(".standing").textContent = inside ? `logged in as ${this.#me}` : "Switchboard’s own desk";
    }
}

async function authenticate(username, password) {
    const answer = await line.ask("/v1/authenticate", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ username, password }),
    });
    const { token, ErrorDescription } = await answer.json();
    if (!token) {
        throw new Error(ErrorDescription ?? `status ${answer.status}`);
    }
    return token;
}

// What an attachment says of it.
async function upload(file, name, token) {
    const body = new FormData();
    body.append("file", file, name);
    const answer = await line.ask("/v1/media", { method: "POST", headers: { Authorization: `Bearer ${token}` }, body });
    const kept = await answer.json();
    if (!answer.ok) {
        throw new Error(kept.detail ?? kept.title);
    }
    return kept;
}

function fresh() {
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function words({ system, state, offeredTo, deadline, lastText }, ours) {
    const left = Math.max(0, Math.round((new Date(deadline) - Date.now()) / 1000));
    const how = ours ? `${left} s left` : state === "offered" ? `offered to ${offeredTo}` : "waits";
    return [how, system, lastText && `“${lastText}”`].filter(Boolean).join(" · ");
}

function shown({ id, seq, author, type, text, attachments = [], options = [], raw }, me, reached) {
    if (type === "event") {
        const system = stepOf(raw, text);
        return system ? { id, seq, system } : { id, seq, blocks: [] };
    }
    const files = attachments.map(({ url, name, mimeType }) => {
        const label = name ?? mimeType ?? "a file";
        return mimeType?.startsWith("image/") ? { picture: { url, label } } : { link: { url, label } };
    });
    const titles = options.length ? [{ text: options.map(({ title }) => title).join(" / ") }] : [];
    const blocks = [...files, ...(text ? [{ text }] : []), ...titles];
    const own = author.kind === "agent" && author.id === me;
    const who = own ? "you" : author.kind === "agent" ? author.id : author.kind;
    const all = blocks.length ? blocks : [{ text: `[${type}]` }];
    return { id, seq, own: own || author.kind !== "user", who, blocks: all, reached: own ? reached : "acked" };
}

function stepOf({ state, owner } = {}, note) {
    const passed = note && state === "offered" ? "Passed on" : "";
    const step = state === "leased" ? `${owner?.id ?? "An agent"} has the chat` : STEPS[state] && `The user ${STEPS[state]}`;
    return [step ?? passed, note && `note: ${note}`].filter(Boolean).join(" · ");
}
