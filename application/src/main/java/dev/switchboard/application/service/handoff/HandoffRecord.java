package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Records the steps of a handoff in its conversation, as system messages for agents: each step
/// once, however often it is tried.
final class HandoffRecord {

    private final MessageRelay relay;
    private final History history;
    private final Ids ids;

    HandoffRecord(MessageRelay relay, History history, Ids ids) {
        this.relay = relay;
        this.history = history;
        this.ids = ids;
    }

    /// @return the `seq` of the record; 0 for a step that is not recorded
    long record(Handoff now) {
        if (!now.step().kind().recorded()) {
            return 0;
        }
        Entry entry =
                new Entry(
                        ids.messageId(),
                        now.conversation(),
                        Author.HUB,
                        said(now),
                        key(now),
                        List.of(),
                        now.step().at());
        return switch (relay.relayOwn(entry).appended()) {
            case Appended.Stored(var message) -> message.seq();
            case Appended.Repeated(var first, _) -> seq(first);
            case Appended.KeyReused(var first) -> seq(first);
        };
    }

    /// Steps that agents request have their command's id as key, so that a repeat finds them.
    private static IdempotencyKey key(Handoff now) {
        Step.Order order = now.step().order();
        AgentId by = now.step().by();
        return order == null || by == null
                ? new IdempotencyKey(
                        "handoff:" + now.conversation(),
                        now.id() + "/" + now.version(),
                        "",
                        now.step().at().plus(IdempotencyKey.LIFE))
                : key(now.conversation(), by, order, now.step().at());
    }

    /// Returns the key of an agent's command for a conversation.
    public static IdempotencyKey key(
            ConversationId conversation, AgentId agent, Step.Order order, Instant at) {
        return new IdempotencyKey(
                "agent:" + conversation + ":" + agent,
                order.id(),
                order.fingerprint(),
                at.plus(IdempotencyKey.LIFE));
    }

    /// Returns the result of an earlier command with this key, if there was one.
    public Optional<Appended> recall(IdempotencyKey key) {
        return relay.recall(key);
    }

    /// Returns the `seq` of the message that records a command; empty if its key was used for
    /// another command.
    Optional<Long> seq(Appended command) {
        return switch (command) {
            case Appended.Stored(var message) -> Optional.of(message.seq());
            case Appended.Repeated(var first, _) -> Optional.of(seq(first));
            case Appended.KeyReused _ -> Optional.empty();
        };
    }

    /// @return the `seq` of a message; 0 if it is gone
    private long seq(MessageId id) {
        return history.find(id).map(found -> found.message().seq()).orElse(0L);
    }

    /// Judgements of agents about users are for agents alone, and so is a step that only changes
    /// them.
    private static Content said(Handoff now) {
        Map<String, JsonValue> step = content(now);
        Map<String, JsonValue> judgement = judgement(now);
        if (now.step().kind().isJudgement()) {
            step.putAll(judgement);
            return Content.forAgents(new AgentNote(JsonValues.write(new JsonObject(step))));
        }
        return new Content(
                JsonValues.write(new JsonObject(step)),
                judgement.isEmpty()
                        ? null
                        : new AgentNote(JsonValues.write(new JsonObject(judgement))));
    }

    private static Map<String, JsonValue> content(Handoff now) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("event", text("handoff_" + event(now.step().kind())));
        members.put("handoff", text(now.id().value()));
        members.put("version", new JsonNumber(BigDecimal.valueOf(now.version())));
        members.put("state", text(state(now)));
        members.put("owner", new JsonObject(owner(now)));
        AgentId by = now.step().by();
        if (by != null) {
            members.put("by", text(by.value()));
        }
        return members;
    }

    private static Map<String, JsonValue> judgement(Handoff now) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!now.step().note().isEmpty()) {
            members.put("note", text(now.step().note()));
        }
        if (now instanceof Handoff.Ended ended && ended.outcome() != null) {
            members.put("outcome", text(ended.outcome().value()));
        }
        if (now.step().kind() == Step.Kind.PRIORITISED) {
            String priority = now.details().priority().name().toLowerCase(Locale.ROOT);
            members.put("priority", text(priority));
        }
        List<LabelId> tags = now.details().tags().ids();
        if (!tags.isEmpty()) {
            members.put(
                    "tags",
                    new JsonArray(tags.stream().<JsonValue>map(id -> text(id.value())).toList()));
        }
        return members;
    }

    private static String event(Step.Kind kind) {
        return switch (kind) {
            case ASKED -> "requested";
            case OFFERED,
                    PASSED_OVER,
                    JOINED,
                    TAGGED,
                    LAPSED,
                    TRANSFERRED,
                    TAKEN,
                    ASSIGNED,
                    PRIORITISED,
                    ENDED,
                    CUSTOMER_LEFT ->
                    kind.name().toLowerCase(Locale.ROOT);
        };
    }

    static String state(Handoff handoff) {
        return switch (handoff) {
            case Handoff.Waiting _ -> "waiting";
            case Handoff.Offered _ -> "offered";
            case Handoff.Leased _ -> "leased";
            case Handoff.Ended _ -> "ended";
            case Handoff.WithBot _ -> "bot";
            case Handoff.Abandoned _ -> "abandoned";
        };
    }

    private static Map<String, JsonValue> owner(Handoff handoff) {
        Map<String, JsonValue> owner = new LinkedHashMap<>();
        switch (handoff) {
            case Handoff.Queued queued -> {
                owner.put("kind", text("queue"));
                owner.put("id", text(queued.queue().value()));
            }
            case Handoff.Leased leased -> {
                owner.put("kind", text("agent"));
                owner.put("id", text(leased.lease().agent().value()));
            }
            case Handoff.Over _ -> owner.put("kind", text("bot"));
        }
        return owner;
    }

    private static JsonString text(String value) {
        return new JsonString(value);
    }
}
