package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.QueueId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The members of a console's object. A member of another kind or size than requested is refused by
/// name.
public record JsonMembers(JsonNode given) {

    static final int MAX_ID = 200;
    static final int MAX_NOTE = 4_000;

    private static final int MAX_CONVERSATION = 300;

    /// No store keeps times that are much later.
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private static final int MAX_LIST = 200;

    public boolean has(String field) {
        return given.hasNonNull(field);
    }

    /// Refuses members that would be acknowledged and not sent. An empty list loses nothing.
    void refuse(String... fields) {
        for (String field : fields) {
            JsonNode value = given.path(field);
            if (has(field) && !(value.isArray() && value.isEmpty())) {
                throw invalid(field);
            }
        }
    }

    ConversationId conversation() {
        String name = text("conversationId", MAX_CONVERSATION);
        try {
            return ConversationId.named(name);
        } catch (InvalidValueException _) {
            throw invalid("conversationId");
        }
    }

    HandoffId handoff() {
        return new HandoffId(id("handoffId"));
    }

    LeaseId lease() {
        return new LeaseId(id("leaseId"));
    }

    String id(String field) {
        return text(field, MAX_ID);
    }

    public String text(String field, int most) {
        JsonNode value = given.path(field);
        if (!value.isString()
                || value.stringValue().isEmpty()
                || value.stringValue().length() > most) {
            throw invalid(field);
        }
        return value.stringValue();
    }

    Destination destination(String field) {
        JsonNode to = given.path(field);
        if (!to.isObject() || to.size() != 1) {
            throw invalid(field);
        }
        JsonMembers named = new JsonMembers(to);
        return switch (to.propertyNames().iterator().next()) {
            case "agentId" -> new Destination.ToAgent(new AgentId(named.id("agentId")));
            case "queueId" -> new Destination.ToQueue(new QueueId(named.id("queueId")));
            case "bot" -> {
                if (!named.flag("bot")) {
                    throw invalid(field);
                }
                yield new Destination.ToBot();
            }
            default -> throw invalid(field);
        };
    }

    @Nullable LabelId optionalLabel(String field) {
        String id = optional(field, MAX_ID);
        return id == null ? null : label(field, id);
    }

    /// Returns the values in their order, each once.
    List<LabelId> labels(String field) {
        return texts(field).stream().map(id -> label(field, id)).distinct().toList();
    }

    private static LabelId label(String field, String id) {
        try {
            return new LabelId(id);
        } catch (InvalidValueException _) {
            throw invalid(field);
        }
    }

    /// Returns an optional text. An empty one counts as absent: pages send empty fields so.
    @Nullable String optional(String field, int most) {
        JsonNode value = given.path(field);
        boolean empty = value.isString() && value.stringValue().isEmpty();
        return given.hasNonNull(field) && !empty ? text(field, most) : null;
    }

    String orEmpty(String field, int most) {
        String value = optional(field, most);
        return value == null ? "" : value;
    }

    boolean flag(String field) {
        JsonNode value = given.path(field);
        if (!value.isBoolean()) {
            throw invalid(field);
        }
        return value.booleanValue();
    }

    long count(String field) {
        JsonNode value = given.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw invalid(field);
        }
        return value.longValue();
    }

    Instant time(String field) {
        try {
            Instant time = Instant.parse(text(field, MAX_ID));
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
                throw invalid(field);
            }
            return time;
        } catch (DateTimeParseException _) {
            throw invalid(field);
        }
    }

    @Nullable Instant optionalTime(String field) {
        return given.hasNonNull(field) ? time(field) : null;
    }

    /// A day such as `2026-01-31`.
    @Nullable LocalDate optionalDay(String field) {
        String day = optional(field, MAX_ID);
        try {
            LocalDate date = day == null ? null : LocalDate.parse(day);
            if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
                throw invalid(field);
            }
            return date;
        } catch (DateTimeParseException _) {
            throw invalid(field);
        }
    }

    /// The zone in which days begin; UTC if the console names none.
    ZoneId zone() {
        String zone = optional("zone", MAX_ID);
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException _) {
            throw invalid("zone");
        }
    }

    @Nullable Long optionalCount(String field) {
        return given.hasNonNull(field) ? (Long) count(field) : null;
    }

    /// The length of a page, `most` if the console names none.
    int limit(int most) {
        Long limit = optionalCount("limit");
        if (limit != null && (limit < 1 || limit > most)) {
            throw invalid("limit");
        }
        return limit == null ? most : limit.intValue();
    }

    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(field)) {
            if (!item.isString() || item.stringValue().isEmpty()) {
                throw invalid(field);
            }
            texts.add(item.stringValue());
        }
        return List.copyOf(texts);
    }

    JsonNode filled(String field, int most) {
        JsonNode items = given.path(field);
        if (!items.isArray()
                || items.isEmpty()
                || !items.valueStream().allMatch(JsonNode::isObject)) {
            throw invalid(field);
        }
        if (items.size() > most) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
        return items;
    }

    JsonNode list(String field) {
        JsonNode items = given.path(field);
        if (!items.isArray() || items.size() > MAX_LIST) {
            throw invalid(field);
        }
        return items;
    }

    public static InvalidValueException invalid(String field) {
        return new InvalidValueException(field, Reason.INVALID);
    }
}
