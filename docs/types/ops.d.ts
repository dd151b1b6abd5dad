// The events of the namespace `/ops`, for TypeScript and for editors. What they mean: docs/protocol/ops.md.
//
//   const socket: Socket<ServerEvents, ClientEvents> = io(`${hub}/ops`, {auth: {token}});

/** A moment as text: ISO 8601, in UTC. */
export type Moment = string;

/** What an admin may send. Each answer is `Failed` or has `ok: true` and what stands here. */
export interface ClientEvents {
    "tail.watch": Command<Filter, { id: string; hub?: string }>;
    "tail.unwatch": Command<{}>;
    "health.watch": Command<{}, { hub?: string }>;
    "health.unwatch": Command<{}>;
    "figures.watch": Command<{}, { hub?: string }>;
    "figures.unwatch": Command<{}>;
}

export type Command<Payload, Result = {}> = (payload: Payload, answered?: (answer: Failed | ({ ok: true } & Result)) => void) => void;

export type Answer<Name extends keyof ClientEvents> = Parameters<NonNullable<Parameters<ClientEvents[Name]>[1]>>[0];

export type Failed = { ok: false; code: string; error: string; retryAfter?: number };

export type Kind = "channel" | "sessions" | "bot" | "desk" | "user" | "clients";

export type Outcome = "delivered" | "answered" | "unavailable" | "unknown_outcome" | "refused" | "parked" | "redriven" | "discarded";

export type Filter = { targets?: string[]; kinds?: Kind[]; outcomes?: Outcome[]; conversation?: string };

export interface ServerEvents {
    attempt: (event: Attempt) => void;
    health: (event: Health) => void;
    figures: (event: Figures) => void;
    dropped: (event: { id: string; n: number }) => void;
    problem: (event: { event: string; code: string; error: string; retryAfter?: number }) => void;
}

export type Attempt = {
    id: string;
    at: Moment;
    target: string;
    messageId: string;
    conversationId: string;
    seq: number;
    attempt: number;
    outcome: Outcome;
    httpStatus?: number;
    durationMs: number;
    detail: string;
};

/** As `GET /v1/health` tells it. */
export type Health = { status: State; version: string; commit: string; parts: Part[] };

export type Part = { name: string; status: State; since: Moment; detail: string };

/** What the hub did in the 15 s before `at`. */
export type Figures = { at: Moment; accepted: number; delivered: number; parked: number; pending: number; p95Ms: number | null };

export type State = "UP" | "DEGRADED" | "DOWN" | "OFF";
