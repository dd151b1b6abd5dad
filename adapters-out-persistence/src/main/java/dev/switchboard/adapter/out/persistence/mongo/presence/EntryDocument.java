package dev.switchboard.adapter.out.persistence.mongo.presence;

import dev.switchboard.application.port.out.presence.Organisations.Devices;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Group;
import dev.switchboard.application.port.out.presence.Organisations.Kind;
import dev.switchboard.application.port.out.presence.Organisations.Mark;
import dev.switchboard.application.port.out.presence.Organisations.Membership;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Queue;
import dev.switchboard.application.port.out.presence.Organisations.Removal;
import dev.switchboard.application.port.out.presence.Organisations.Repeat;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonBoolean;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Unread;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An organisation's entries as documents. The `_id` begins with the organisation, so its entries
/// form one range and need no further index.
final class EntryDocument {

    static final String SEQ = "seq";

    /// Not contained in any organisation's id; [#BEHIND] is the next character.
    static final String SEPARATOR = "/";

    static final String BEHIND = "0";

    private EntryDocument() {}

    static String id(OrgId org, EntryKey key) {
        String id =
                org
                        + SEPARATOR
                        + key.kind().name().toLowerCase(Locale.ROOT)
                        + SEPARATOR
                        + key.first()
                        + SEPARATOR
                        + key.second();
        return key.text().isEmpty() ? id : id + SEPARATOR + key.text();
    }

    static Document write(OrgId org, Entry entry) {
        Document document =
                new Document("_id", id(org, entry.key()))
                        .append("kind", entry.key().kind().name())
                        .append(SEQ, entry.seq());
        return switch (entry) {
            case User user -> write(document, user);
            case Group group ->
                    document.append("number", group.number())
                            .append("name", group.name())
                            .append("created_at", group.createdAt());
            case Membership membership ->
                    document.append("group", membership.group()).append("user", membership.user());
            case Removal removal ->
                    document.append("group", removal.group())
                            .append("user", removal.user())
                            .append("version", removal.version())
                            .append("unread_version", removal.unreadVersion());
            case Repeat repeat -> write(document, repeat);
            case Profile profile -> write(document, profile.profile());
            case Devices devices ->
                    document.append(
                            "devices",
                            devices.devices().stream().map(EntryDocument::bson).toList());
            case Queue queue ->
                    document.append("number", queue.number()).append("users", queue.users());
            case Mark mark -> document.append("at", mark.at());
            case Shift shift -> write(document, shift);
        };
    }

    private static Document write(Document document, Shift shift) {
        Availability before = shift.before();
        return document.append("user", shift.user())
                .append(
                        "agents",
                        shift.agents().stream()
                                .map(agent ->
                                        new Document("tenant", agent.tenant().value())
                                                .append("id", agent.id().value()))
                                .toList())
                .append("there", shift.there())
                .append("before", before == null ? null : write(new Document(), before));
    }

    private static Document write(Document document, Availability availability) {
        return document.append("availability", availability.name())
                .append("state", availability.stateId())
                .append("profile", availability.profileId());
    }

    private static Document write(Document document, User user) {
        UserPresence presence = user.presence();
        Call call = presence.call();
        document.append("user", user.number())
                .append("name", presence.name())
                .append("email", presence.email())
                .append("phase", call.phase().name())
                .append("direction", call.direction().name())
                .append("channel", call.channel());
        return write(document, presence.availability())
                .append("version", presence.version())
                .append("source_seq", presence.sourceSeq())
                .append("expires_at", presence.expiresAt())
                .append("changed_at", user.changedAt())
                .append("unread", write(user.unread()).append("counted_at", user.countedAt()));
    }

    private static Document write(Unread unread) {
        List<Document> parts = new ArrayList<>();
        unread.conversations()
                .forEach((id, count) ->
                        parts.add(new Document("conversation", id.value()).append("count", count)));
        return new Document("back_end", unread.backEnd())
                .append("version", unread.version())
                .append("conversations", parts);
    }

    private static Document write(Document document, Repeat repeat) {
        IdempotencyKey request = repeat.request();
        return document.append("scope", request.scope())
                .append("key", request.key())
                .append("fingerprint", request.fingerprint())
                .append("expires_at", request.expiresAt())
                .append("total", repeat.total())
                .append("version", repeat.version());
    }

    private static Document write(Document document, AvailabilityProfile profile) {
        return document.append("number", profile.number())
                .append("name", profile.name())
                .append(
                        "states",
                        profile.states().stream()
                                .map(state ->
                                        new Document("number", state.number())
                                                .append("name", state.name())
                                                .append("display_name", state.displayName())
                                                .append("kind", state.kind().name()))
                                .toList());
    }

    /// Empty if the document is unreadable: it was changed behind the hub's back, and harms only
    /// itself.
    static Optional<Entry> read(OrgId org, Document document) {
        try {
            return Optional.of(entry(org, document));
        } catch (RuntimeException e) {
            Logger log = LoggerFactory.getLogger(EntryDocument.class);
            log.error("A document of presence cannot be read: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Entry entry(OrgId org, Document from) {
        long seq = from.getLong(SEQ);
        return switch (Kind.valueOf(from.getString("kind"))) {
            case USER -> user(new UserRef(org, from.getLong("user")), from, seq);
            case GROUP ->
                    new Group(
                            from.getLong("number"),
                            from.getString("name"),
                            from.getLong("created_at"),
                            seq);
            case MEMBERSHIP -> new Membership(from.getLong("group"), from.getLong("user"), seq);
            case REMOVAL ->
                    new Removal(
                            seq,
                            from.getLong("group"),
                            from.getLong("user"),
                            from.getLong("version"),
                            from.getLong("unread_version"));
            case REPEAT -> repeat(from, seq);
            case PROFILE -> new Profile(profile(from), seq);
            case DEVICES ->
                    new Devices(
                            from.getList("devices", Document.class).stream()
                                    .map(EntryDocument::object)
                                    .toList(),
                            seq);
            case QUEUE -> new Queue(from.getLong("number"), from.getList("users", Long.class), seq);
            case MARK -> new Mark(seq, from.getDate("at").toInstant());
            case SHIFT -> shift(from, seq);
        };
    }

    private static Shift shift(Document from, long seq) {
        List<Agent> agents =
                from.getList("agents", Document.class).stream()
                        .map(agent ->
                                new Agent(
                                        new TenantId(agent.getString("tenant")),
                                        new AgentId(agent.getString("id"))))
                        .toList();
        @Nullable Document before = from.get("before", Document.class);
        return new Shift(
                from.getLong("user"),
                agents,
                from.getBoolean("there"),
                before == null ? null : availability(before),
                seq);
    }

    private static Availability availability(Document from) {
        return new Availability(
                from.getString("availability"), from.getLong("state"), from.getLong("profile"));
    }

    private static User user(UserRef ref, Document from, long seq) {
        Call call =
                new Call(
                        Call.Phase.valueOf(from.getString("phase")),
                        Call.Direction.valueOf(from.getString("direction")),
                        from.getString("channel"));
        @Nullable Date expiresAt = from.getDate("expires_at");
        UserPresence presence =
                new UserPresence(
                        ref,
                        from.getString("name"),
                        from.getString("email"),
                        call,
                        availability(from),
                        from.getLong("version"),
                        from.getLong("source_seq"),
                        expiresAt == null ? null : expiresAt.toInstant());
        Document unread = from.get("unread", Document.class);
        return new User(
                presence,
                unread(unread),
                from.getLong("changed_at"),
                unread.getLong("counted_at"),
                seq);
    }

    private static Unread unread(Document from) {
        Map<ConversationId, Long> conversations = new HashMap<>();
        for (Document part : from.getList("conversations", Document.class)) {
            conversations.put(
                    new ConversationId(part.getString("conversation")), part.getLong("count"));
        }
        return new Unread(from.getLong("back_end"), conversations, from.getLong("version"));
    }

    private static Repeat repeat(Document from, long seq) {
        Instant expiresAt = from.getDate("expires_at").toInstant();
        IdempotencyKey request =
                new IdempotencyKey(
                        from.getString("scope"),
                        from.getString("key"),
                        from.getString("fingerprint"),
                        expiresAt);
        return new Repeat(request, from.getLong("total"), from.getLong("version"), seq);
    }

    private static AvailabilityProfile profile(Document from) {
        List<State> states =
                from.getList("states", Document.class).stream()
                        .map(state ->
                                new State(
                                        state.getLong("number"),
                                        state.getString("name"),
                                        state.getString("display_name"),
                                        AvailabilityProfile.Kind.valueOf(state.getString("kind"))))
                        .toList();
        return new AvailabilityProfile(from.getLong("number"), from.getString("name"), states);
    }

    /// Names and values are separate, because a name may contain dots and dollars, which are
    /// special in MongoDB. Numbers are text, so that they keep their digits.
    private static @Nullable Object bson(JsonValue value) {
        return switch (value) {
            case JsonNull _ -> null;
            case JsonBoolean(boolean flag) -> flag;
            case JsonString(String text) -> text;
            case JsonNumber(BigDecimal number) -> new Document("number", number.toString());
            case JsonArray(List<JsonValue> items) -> all(items);
            case JsonObject(Map<String, JsonValue> members) ->
                    new Document("names", List.copyOf(members.keySet()))
                            .append("values", all(List.copyOf(members.values())));
        };
    }

    private static List<@Nullable Object> all(List<JsonValue> items) {
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(bson(item)));
        return list;
    }

    private static JsonValue json(@Nullable Object value) {
        return switch (value) {
            case null -> JsonValue.NULL;
            case Boolean flag -> new JsonBoolean(flag);
            case String text -> new JsonString(text);
            case List<?> items -> new JsonArray(items.stream().map(EntryDocument::json).toList());
            case Document number when number.containsKey("number") ->
                    new JsonNumber(new BigDecimal(number.getString("number")));
            case Document object -> object(object);
            default -> throw new IllegalArgumentException("no JSON");
        };
    }

    private static JsonObject object(Document from) {
        List<String> names = from.getList("names", String.class);
        List<?> values = from.get("values", List.class);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), json(values.get(i)));
        }
        return new JsonObject(members);
    }
}
