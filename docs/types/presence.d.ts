// The frames of `/v1/events` and `/v1/subscribe`, for TypeScript and for editors. What they mean: docs/protocol/cti.md.

/** What a client may send to `/v1/events`. */
export type EventsRequest =
    | Hello
    | Tick
    | { type: "subscribe" | "unsubscribe"; path: string; after?: number }
    | { type: "WEBSOCKET_USER_SUBSCRIBE"; orgId: Id; userId: Id; after?: number }
    | { type: "WEBSOCKET_GROUP_SUBSCRIBE" | "WEBSOCKET_GROUP_UNSUBSCRIBE"; orgId: Id; groupId: Id; after?: number };

/** What a client may send to `/v1/subscribe`. */
export type SubscribeRequest =
    | Hello
    | Tick
    | { request: "subscribe" | "unsubscribe"; clientRequestId: string; data: { users: string[] } };

export type Id = number | string;

/** The first frame, and a fresh token later. */
export type Hello =
    | { type: "auth"; accessToken: string; client?: { name: string; version?: string } }
    | {
          type: "WEBSOCKET_START";
          endpoint?: string;
          accessToken: string;
          uiTheme?: string;
          isFreedomWeb?: boolean;
          clientRequestId?: string;
          users?: string;
      };

/** `expiresIn`: seconds until the token ends, when they are less than 120. */
export type Tick = { type: "tick"; message?: string; expiresIn?: number };

/** What `/v1/events` sends. */
export type EventsFrame = Tick | Changed | Refused;

/** What `/v1/subscribe` sends. */
export type SubscribeFrame = Tick | Counted | Refused;

export type Changed = {
    type: "response";
    path: string;
    seq: number;
    data: (Presence | Left)[];
    /** Everybody on the path, in one frame or several. */
    snapshot?: true;
    /** Those who have changed since `after`. */
    resumed?: true;
    /** Further frames belong to it. */
    more?: true;
};

export type Presence = {
    userId: number;
    presence: "RINGING" | "ANSWERED" | "BRIDGED" | "";
    logicalDirection: "Inbound" | "Outbound" | "";
    callChannelUUID: string;
    availability: string;
    availabilityStateId: number;
    availabilityProfileId: number;
    version: number;
};

export type Left = { userId: number; version: number; removed: true };

export type Counted = {
    operation: "INSERT" | "MODIFY" | "REMOVE";
    clientRequestId: string;
    seq: number;
    data: { userStatistics: { unreadMessages: number }; user: string; version: number };
    snapshot?: true;
};

export type Refused = { type: "error"; code: string; message: string; path?: string; clientRequestId?: string; user?: string };
