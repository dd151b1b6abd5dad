package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The users of the chat, their conversations and their events.
final class Rooms {

    private static final int MESSAGES_A_MINUTE = 22;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, ChatUser> users = new ConcurrentHashMap<>();
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Room> removed = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile Duration tokenLife = Duration.ofHours(6);

    Rooms(Clock clock) {
        this.clock = clock;
    }

    void tokensLive(Duration life) {
        tokenLife = life;
    }

    /// Invalidates all tokens of all users.
    ///
    /// @param renewable whether another one is issued for them
    void expireTokens(boolean renewable) {
        users.values()
                .forEach(user -> {
                    user.since = tokens.incrementAndGet();
                    if (!renewable) {
                        refused.add(user.id);
                    }
                });
    }

    void startOver() {
        streams().forEach(EventStream::close);
        users.clear();
        rooms.clear();
        removed.clear();
        refused.clear();
        tokenLife = Duration.ofHours(6);
    }

    /// Creates a new user and returns their token.
    String newToken() {
        ChatUser user = new ChatUser(newId("user"));
        users.put(user.id, user);
        return tokenOf(user);
    }

    private String newId(String kind) {
        String name = kind + "/" + ids.incrementAndGet();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String tokenOf(ChatUser user) {
        Instant now = clock.instant();
        ObjectNode claims =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("sub", user.id)
                        .put("jti", tokens.incrementAndGet())
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.plus(tokenLife).getEpochSecond());
        return encoded("{\"alg\":\"none\"}") + "." + encoded(claims.toString()) + ".sim";
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Issues another token to the same user.
    String continued(@Nullable String authorization) {
        ChatUser user = userOf(authorization, true);
        if (refused.contains(user.id)) {
            throw new ApiRefusal(401, "UNAUTHORIZED");
        }
        return tokenOf(user);
    }

    /// The user of a token.
    ChatUser user(@Nullable String authorization) {
        return userOf(authorization, false);
    }

    private ChatUser userOf(@Nullable String authorization, boolean stale) {
        String[] parts = String.valueOf(authorization).split("\\.", -1);
        JsonNode claims = parts.length == 3 ? claims(parts[1]) : SimulatorJson.parse("");
        ChatUser user = users.get(claims.path("sub").asString(""));
        boolean good = user != null && (stale || isGood(claims, user));
        if (user == null || !good) {
            throw new ApiRefusal(401, "UNAUTHORIZED");
        }
        return user;
    }

    private boolean isGood(JsonNode claims, ChatUser user) {
        return claims.path("jti").asInt(0) > user.since
                && claims.path("exp").asLong(0) > clock.instant().getEpochSecond();
    }

    private static JsonNode claims(String part) {
        byte[] text = Base64.getUrlDecoder().decode(part);
        return SimulatorJson.parse(new String(text, StandardCharsets.UTF_8));
    }

    Room create(ChatUser user, String id, JsonNode routing) {
        Room room = new Room(id, user, routing);
        if (rooms.putIfAbsent(id, room) != null) {
            throw new ApiRefusal(409, "CONVERSATION_EXISTS");
        }
        return room;
    }

    Optional<Room> find(String id) {
        return Optional.ofNullable(rooms.get(id));
    }

    Room room(ChatUser user, String id) {
        Room room = find(id).orElseThrow(() -> new ApiRefusal(404, "NOT_FOUND"));
        if (!room.user.equals(user)) {
            throw new ApiRefusal(403, "FORBIDDEN");
        }
        return room;
    }

    void remove(Room room) {
        removed.put(room.id, room);
        rooms.remove(room.id);
    }

    void forgetEvents() {
        users.values().forEach(ChatUser::forgetEvents);
    }

    List<Room> all() {
        return List.copyOf(rooms.values());
    }

    /// Removed conversations.
    List<Room> removed() {
        return List.copyOf(removed.values());
    }

    /// Conversations of the same users that were not created here, one for each.
    List<Room> elsewhere() {
        return all().stream()
                .map(room -> new Room(newId("elsewhere"), room.user, room.routing))
                .toList();
    }

    List<EventStream> streams() {
        return users.values().stream().flatMap(user -> user.streams.stream()).toList();
    }

    /// One conversation.
    final class Room {

        private final String id;
        private final ChatUser user;
        private final JsonNode routing;
        private final Map<String, ObjectNode> entries = new LinkedHashMap<>();
        private final Deque<Instant> taken = new ArrayDeque<>();

        /// Makes the entries of messages that were accepted, in their order.
        private final Deque<Runnable> accepted = new ArrayDeque<>();

        private volatile boolean ended;
        private volatile Duration late = Duration.ZERO;
        private long latest;

        private Room(String id, ChatUser user, JsonNode routing) {
            this.id = id;
            this.user = user;
            this.routing = routing;
        }

        String id() {
            return id;
        }

        ChatUser user() {
            return user;
        }

        JsonNode routing() {
            return routing;
        }

        boolean isEnded() {
            return ended;
        }

        void end() {
            ended = true;
        }

        /// Counts a message from the user; refuses it if there were too many.
        synchronized void count() {
            Instant now = clock.instant();
            while (!taken.isEmpty() && !taken.getFirst().isAfter(now.minus(MINUTE))) {
                taken.removeFirst();
            }
            if (taken.size() >= MESSAGES_A_MINUTE) {
                throw new ApiRefusal(429, "TOO_MANY_REQUESTS");
            }
            taken.addLast(now);
        }

        /// Accepts a message from the user. The order of entries is that in which messages were
        /// accepted, though each is made after its own answer was sent.
        ///
        /// @param entry makes the message's entry
        synchronized void accept(Runnable entry) {
            accepted.addLast(entry);
        }

        /// Makes the entries of all messages that were accepted.
        synchronized void addAccepted() {
            while (!accepted.isEmpty()) {
                accepted.removeFirst().run();
            }
        }

        /// Adds an entry and sends it to the user.
        ///
        /// @param type the entry type, such as `Message`
        /// @return its id
        synchronized String add(
                String event, String type, String role, String name, ObjectNode payload) {
            String entryId = newId("entry");
            ObjectNode entry =
                    SimulatorJson.MAPPER
                            .createObjectNode()
                            .put("identifier", entryId)
                            .put("entryType", type)
                            .put("entryPayload", payload.toString());
            entry.putObject("sender").put("role", role).put("subject", role + "-1");
            entry.put("senderDisplayName", name).put("transcriptedTimestamp", nextTime());
            entries.put(entryId, entry);
            ObjectNode data = SimulatorJson.MAPPER.createObjectNode().put("conversationId", id);
            data.set("conversationEntry", entry);
            user.tell(event, data.toString());
            return entryId;
        }

        /// The next entry has a time this much in the past.
        void nextIsLate(Duration by) {
            late = by;
        }

        /// Unique times, so that pages can be told apart by them.
        private long nextTime() {
            if (late.isPositive()) {
                long then = clock.instant().minus(late).toEpochMilli();
                late = Duration.ZERO;
                return then;
            }
            latest = Math.max(latest + 1, clock.instant().toEpochMilli());
            return latest;
        }

        synchronized List<ObjectNode> entries() {
            return List.copyOf(entries.values());
        }

        /// The transcript, as `role: text`.
        synchronized List<String> transcript() {
            return entries.values().stream()
                    .filter(entry -> entry.path("entryType").asString("").equals("Message"))
                    .map(entry -> {
                        JsonNode payload =
                                SimulatorJson.parse(entry.path("entryPayload").asString(""));
                        return entry.path("sender").path("role").asString("")
                                + ": "
                                + payload.path("abstractMessage")
                                        .path("staticContent")
                                        .path("text")
                                        .asString("");
                    })
                    .toList();
        }
    }
}
