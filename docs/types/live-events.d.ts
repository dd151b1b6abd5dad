// The events of end users' pages, namespace `/`, for TypeScript and for editors. What they mean: docs/protocol/live-events.md.
//
//   const socket: Socket<ServerEvents, ClientEvents> = io(hub, {auth});

/** Fields of `auth` at a connection. */
export type Auth = {
    token?: string;
    resumeToken?: string;
    conversationId?: string;
    cursor?: number | string;
    conversations?: { conversationId: string; cursor?: number | string }[];
    customer_id?: string;
    connection?: string;
};

export interface ServerEvents {
    connected: (event: Connected) => void;
    authenticated: (event: Authenticated) => void;
    webhook_update: (event: WebhookUpdate, acknowledge: (answer: unknown) => void) => void;
    message_status: (event: MessageStatus) => void;
    pong: (event: { timestamp: number }) => void;
    /** What the desk said, character by character. */
    serverMessage: (event: Record<string, unknown>, acknowledge: () => void) => void;
    serverError: (event: string) => void;
}

export interface ClientEvents {
    authenticate: (
        payload: { authToken?: string; clientInfo?: unknown; resumeToken?: string; conversationId?: string; cursor?: number | string },
        answered?: (answer: Authenticated) => void,
    ) => void;
    ping: (answered?: (answer: { ok: true }) => void) => void;
    clientMessage: (message: ClientMessage, answered?: (answer: MessageTaken | Failed) => void) => void;
}

export type Connected = { success: true; message: string; clientId: string; socketId: string; resumeToken?: string };

export type Authenticated = { success: boolean; message: string; clientId: string };

/** A repeat has the same `deliveryId` and `seq`. */
export type WebhookUpdate = {
    type: string;
    message: { timestamp: number; data: Record<string, unknown>; headers: Record<string, unknown>; source: string };
    /** Milliseconds since 1970, like that of its message. */
    timestamp: number;
    deliveryId: string;
    conversationId: string;
    seq: number;
    redelivered: boolean;
};

export type MessageStatus = { conversationId: string; messageId: string; status: "accepted" | "failed"; seq: number };

export type ClientMessage = {
    type: string;
    customer_id: string;
    customer_name?: string;
    message_id?: string;
    text?: string[];
    postback?: unknown;
    attachments?: unknown[];
    context_data?: unknown;
    waitTime?: unknown;
};

export type MessageTaken = { ok: true; seq: number; customer_id: string; message_id: string; resumeToken?: string; duplicate?: boolean };

export type Failed = { ok: false; error: string };
