// The events of the namespace `/agent`, for TypeScript and for editors. What they mean: docs/protocol/agent-desk.md.
//
//   const socket: Socket<ServerEvents, ClientEvents> = io(`${hub}/agent`, {auth: {token}});

/** A moment as text: ISO 8601, in UTC. */
export type Moment = string;

export type Author = { kind: "user" | "bot" | "agent" | "channel" | "system"; id: string; name?: string };

/** What a console may send. Each answer is `Failed` or has `ok: true` and what stands here. */
export interface ClientEvents {
    "queue.watch": Command<{ queues?: string[] }, { queues: string[] }>;
    "handoff.accept": Command<HandoffVersion, { lease: NewLease; conversationId: string; seq: number } & Facts>;
    "handoff.decline": Command<HandoffVersion & { reason?: string }>;
    "lease.heartbeat": Command<{ leases: { leaseId: string; version: number }[] }, { leases: (Lease | LostLease)[] }>;
    "message.send": Command<Held & Words & { id: string; replyTo?: string }, Said>;
    "note.add": Command<{ conversationId: string; id: string; text: string; to?: "desk" | "holder" }, Said>;
    "draft.set": Command<Draft, { at: Moment }>;
    typing: Command<{ conversationId: string; active: boolean }>;
    "message.read": Command<{ conversationId: string; seq: number }, { unread: { conversation: number; total: number } }>;
    "conversation.transfer": Command<
        Held & { id: string; to: Destination; note?: string },
        Step & { handoffId?: string }
    >;
    "conversation.end": Command<
        Held & { id: string; outcome?: string; tags?: string[]; note?: string; reason?: string },
        Step & { handoffId?: string }
    >;
    "wrapup.end": Command<{ leases: string[] }, WrapUps>;
    "targets.get": Command<{}, { queues: QueueTarget[]; agents: AgentTarget[]; others: AgentTarget[] }>;
    "conversation.tag": Command<{ conversationId: string; id: string; add?: string[]; remove?: string[] }, Step & { tags: string[] }>;
    "conversation.watch": Command<{ conversationId: string; after?: number }, { seq: number; customer?: Customer; attributes?: Record<string, unknown> }>;
    "conversation.unwatch": Command<{ conversationId: string }>;
    "conversation.take": Command<Directive, { lease: NewLease; conversationId: string; seq: number } & Facts>;
    "conversation.assign": Command<Directive & { to: Destination }, Step & { handoffId: string; version: number }>;
    "agent.empty": Command<{ agentId: string; id: string; to: { queueId: string }; note?: string }, { moved: number; left: number }>;
    "availability.list": Command<{ agentId: string }, { availability: Availability; states: State[] }>;
    "availability.assign": Command<
        { agentId: string; id: string } & Pick<Availability, "availabilityProfileId" | "availabilityStateId">,
        { presence: Availability }
    >;
    "handoff.prioritise": Command<HandoffVersion & { id: string; priority: Urgency }, { version: number }>;
    "desk.watch": Command<{ zone?: string }, { version: number }>;
    "desk.unwatch": Command<{}>;
    "context.get": Command<{ conversationId: string; before?: number; limit?: number }, { messages: Message[]; complete: boolean }>;
    "history.list": Command<{ conversationId: string; before?: number; limit?: number }, { handoffs: Former[]; next?: number }>;
    "history.search": Command<Search, { hits: Hit[]; next?: Place; complete: boolean }>;
    "stats.mine": Command<{ day?: string; zone?: string }, DayFigures>;
    "availability.set": Command<Pick<Availability, "availabilityProfileId" | "availabilityStateId">, { presence: Availability }>;
    "presence.watch": Command<{ paths: string[]; after?: number }, { paths: string[]; refused?: { path: string; code: string }[] }>;
    "presence.unwatch": Command<{ paths: string[] }>;
    "auth.refresh": Command<{ token: string }, { expiresAt: Moment }>;
}

export type Command<Payload, Result = {}> = (payload: Payload, answered?: (answer: Failed | ({ ok: true } & Result)) => void) => void;

export type Answer<Name extends keyof ClientEvents> = Parameters<NonNullable<Parameters<ClientEvents[Name]>[1]>>[0];

export type Failed = {
    ok: false;
    code: string;
    error: string;
    retryAfter?: number;
    replyUntil?: Moment;
    /** Those to choose from, when one is required. */
    outcomes?: Label[];
};

/** An outcome or a tag of the tenant's list. */
export type Label = { id: string; name: string; color?: string };

export type QueueTarget = { queueId: string; name: string; depth: number; oldestSince: Moment | null };

/** A colleague who could get one more. */
export type AgentTarget = { agentId: string; name: string; kind: Kind; state: string; chats: number; limit: number };

/** At least one of `words`, `customer`, `queueId`, `tags` and `outcome`. */
export type Search = {
    words?: string;
    customer?: string;
    agentId?: string;
    queueId?: string;
    tags?: string[];
    outcome?: string;
    from?: Moment;
    to?: Moment;
    before?: Place;
    limit?: number;
};

/** A place among the hits. */
export type Place = { began: Moment; conversationId: string; piece: number };

/** A message that was found. `marks` are in UTF-16 units of the snippet. */
export type Hit = {
    conversationId: string;
    seq: number;
    messageId: string;
    at: Moment;
    customer: Customer;
    author: Author;
    snippet: string;
    marks: number[][];
    parked: boolean;
};

/** A handoff of the conversation that is over; `from` and `to` are the `seq` of the records of its first and last step. */
export type Former = {
    handoffId: string;
    queueId?: string;
    agent?: string;
    askedAt: Moment;
    endedAt: Moment;
    outcome?: string;
    tags: string[];
    from: number;
    to: number;
};

/** What the agent did on a day. Times are in seconds; both are missing if no conversation is over. */
export type DayFigures = {
    from: Moment;
    to: Moment;
    accepted: number;
    declined: number;
    missed: number;
    ended: number;
    transferred: number;
    lapsed: number;
    handleP50?: number;
    handleP90?: number;
    /** By the id of the outcome. */
    byOutcome: Record<string, number>;
};

export type HandoffVersion = { handoffId: string; version: number };

export type Destination = { agentId: string } | { queueId: string } | { bot: true };

/** A supervisor's decision about a handoff as it was seen. */
export type Directive = HandoffVersion & { conversationId: string; id: string; note?: string };

export type Lease = { leaseId: string; version: number; expiresAt: Moment };

export type NewLease = Lease & { heartbeatSeconds: number };

export type LostLease = { leaseId: string; lost: true; reason: string };

/** A conversation and the right to answer in it. */
export type Held = { conversationId: string; leaseId: string };

export type Words =
    | { type: "text"; text: string }
    | { type: "choice"; text: string; options: Option[] }
    | { type: "attachment"; text?: string; attachments: (File & ({ mediaId: string } | { url: string }))[] };

/** 1 to 50, with 200 characters each. */
export type Option = { id: string; title: string };

export type File = { name?: string; mimeType?: string; size?: number };

export type Said = Step & { at: Moment };

/** `duplicate`: an earlier command with this id did it. */
export type Step = { seq: number; duplicate?: boolean };

/** What a console hears. */
export interface ServerEvents {
    "agent.ready": (event: Ready) => void;
    "queue.snapshot": (event: QueueVersion & { oldestSince: Moment | null; items: Item[] }) => void;
    "queue.update": (event: QueueVersion & { changes: Change[] }) => void;
    "handoff.offer": (event: Offer) => void;
    "handoff.revoked": (event: HandoffVersion & { reason: "deadline" | "taken" | "cancelled" | "customer_left" }) => void;
    "lease.lost": (event: Held & { reason: "expired" | "transferred" | "ended" | "taken" | "revoked" }) => void;
    "context.snapshot": (event: Context) => void;
    message: (event: Message, offset: string) => void;
    "conversation.update": (event: Update, offset: string) => void;
    "message.status": (event: { conversationId: string; id: string; seq: number } & Status) => void;
    "desk.snapshot": (event: Wall) => void;
    "desk.update": (event: Wall & { removed: { agents: string[]; chats: string[] } }) => void;
    wrapup: (event: WrapUps) => void;
    draft: (event: Draft) => void;
    typing: (event: { conversationId: string; author: Author; active: boolean }) => void;
    unread: (event: Unread) => void;
    availability: (event: Availability & { by?: { id: string; name: string } }) => void;
    notice: (event: Notice) => void;
    "notice.over": (event: { id: string }) => void;
    "presence.update": (event: PresenceUpdate) => void;
    "session.expiring": (event: { expiresAt: Moment }) => void;
    "server.draining": (event: { reconnectAfterMs: number }) => void;
    problem: (event: { event: string; code: string; error: string; retryAfter?: number; path?: string }) => void;
}

export type Ready = {
    agentId: string;
    name: string;
    roles: string[];
    /** The commands that this agent may send. */
    may: string[];
    expiresAt: Moment;
    recovered: boolean;
    availability: Availability | null;
    states: State[];
    limits: { chats: number; textBytes: number; attachments: number };
    heartbeatSeconds: number;
    queues: { queueId: string; name: string; depth: number }[];
    leases: (Held & { version: number; expiresAt: Moment; seq: number } & Facts)[];
    offers: Offer[];
    drafts: Draft[];
    wrapUps: WrapUp[];
    unread: Unread;
};

/** A conversation that the agent writes up: its place stays taken until then, or until `wrapup.end` names the lease. */
export type WrapUp = Held & { queueId: string; until: Moment };

export type WrapUps = { wrapUps: WrapUp[] };

export type QueueVersion = { queueId: string; version: number; depth: number };

export type Item = HandoffVersion & {
    conversationId: string;
    system: string;
    customer: Customer;
    reason: string;
    /** The greater, the sooner. */
    priority: number;
    urgency: Urgency;
    waitingSince: Moment;
    tags: string[];
    state: "waiting" | "offered";
    offeredTo?: string;
    deadline?: Moment;
};

export type Urgency = "usual" | "high" | "urgent";

export type Change = { op: "added" | "changed" | "removed"; handoffId: string; item?: Item };

export type Customer = { id: string; name: string };

export type Offer = HandoffVersion & {
    conversationId: string;
    queueId: string;
    deadline: Moment;
    summary: { customer: Customer; lastText: string; messages: number; tags: string[] };
};

/** Facts of a conversation that an agent holds. */
export type Facts = {
    handoffId: string;
    queueId: string;
    system: string;
    customer: Customer;
    tags: string[];
    since: Moment;
    lastText: string;
    lastUserAt?: Moment;
    lastAgentAt?: Moment;
    /** Until then the user's platform takes answers; each message of the user moves it to its `at` plus the window. */
    replyUntil?: Moment;
    replyWindowSeconds?: number;
};

export type Context = {
    conversationId: string;
    /** The first and the last `seq` of the messages. */
    from: number;
    to: number;
    seq: number;
    complete: boolean;
    messages: Message[];
    attributes: Record<string, unknown>;
    lease: Lease;
} & Facts;

export type Message = {
    conversationId: string;
    seq: number;
    id: string;
    author: Author;
    /** A `note` is for agents alone: never show it as said to the user. */
    type: "text" | "attachment" | "choice" | "note" | "event" | "unsupported";
    text?: string;
    /** A whisper: for the holder of that moment and its author alone. */
    audience?: "holder";
    attachments?: (File & { url: string; mediaId?: string })[];
    options?: Option[];
    /** The `id` of the message that it quotes. */
    replyTo?: string;
    raw?: unknown;
    at: Moment;
} & Partial<Status>;

export type Status = { status: "accepted" | "retrying" | "delivered" | "parked"; reason?: string };

/** What goes on at a tenant's desk, or what of it is new or different. */
export type Wall = { version: number; queues: WallQueue[]; agents: WallAgent[]; chats: WallChat[] };

export type WallQueue = {
    queueId: string;
    name: string;
    /** Those that are offered included. */
    waiting: number;
    offered: number;
    oldestSince: Moment | null;
    active: number;
    /** Seconds; null where nobody says. */
    targets: { answerWithin: number | null; replyWithin: number | null };
    /** Since midnight; null while it is not counted. */
    today: QueueDay | null;
};

/** Percentiles in seconds. */
export type QueueDay = {
    asked: number;
    answered: number;
    answeredInTime: number | null;
    abandoned: number;
    answerP50: number | null;
    answerP90: number | null;
};

export type WallAgent = {
    agentId: string;
    name: string;
    kind: Kind;
    /** The name of the state. */
    state: string;
    since: Moment;
    consoles: number;
    chats: number;
    offers: number;
    /** Each takes a place, as a chat does. */
    wrapUps: number;
    /** When the last of them is over. */
    wrapUpUntil: Moment | null;
    limit: number;
};

export type WallChat = HandoffVersion & {
    conversationId: string;
    agentId: string;
    queueId: string;
    system: string;
    customer: Customer;
    tags: string[];
    since: Moment;
    unansweredSince: Moment | null;
};

export type Update = {
    conversationId: string;
    seq: number;
    state: "waiting" | "offered" | "leased" | "ended" | "bot" | "abandoned";
    owner: { kind: string; id?: string };
    version: number;
    tags: string[];
};

export type Draft = { conversationId: string; text: string; at: Moment };

export type Unread = { total: number; conversations: Record<string, number>; version: number };

/** What an admin says to all consoles. `text` is text, never markup. */
export type Notice = { id: string; level: "info" | "warning" | "urgent"; text: string; until: Moment };

export type Availability = { availabilityProfileId: number; availabilityStateId: number; kind: Kind };

export type State = Availability & { name: string };

export type Kind = "AVAILABLE" | "BUSY" | "AWAY" | "OFFLINE";

export type PresenceUpdate = { path: string; seq: number; data: unknown[]; snapshot?: true; resumed?: true; more?: true };
