package dev.switchboard.adapter.out.persistence.embedded.handoff;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Abandoned;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Matter;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Queued;
import dev.switchboard.domain.handoff.Handoff.Step;
import dev.switchboard.domain.handoff.Handoff.Step.Kind;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Handoff.WithBot;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Place;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A handoff as bytes: what it is about, its last step, and what its state has besides.
final class HandoffBytes {

    /// Since 2 it says how the customer is reached; before, all were live clients.
    private static final int VERSION = 2;

    private static final int WAITING = 1;
    private static final int OFFERED = 2;
    private static final int LEASED = 3;
    private static final int ENDED = 4;
    private static final int WITH_BOT = 5;
    private static final int ABANDONED = 6;

    /// By the number that is stored.
    private static final Kind[] KINDS = {
        Kind.ASKED,
        Kind.OFFERED,
        Kind.PASSED_OVER,
        Kind.JOINED,
        Kind.LAPSED,
        Kind.TRANSFERRED,
        Kind.ENDED,
        Kind.CUSTOMER_LEFT
    };

    private HandoffBytes() {}

    static byte[] write(Handoff handoff) {
        ByteWriter value = new ByteWriter(512).octet(VERSION);
        matter(value, handoff.matter());
        step(value.number(handoff.version()), handoff.step());
        switch (handoff) {
            case Waiting waiting -> queued(value.octet(WAITING), waiting);
            case Offered offered -> {
                queued(value.octet(OFFERED), offered);
                value.text(offered.agent().value()).instant(offered.deadline());
            }
            case Leased leased ->
                    lease(value.octet(LEASED).text(leased.queue().value()), leased.lease());
            case Ended _ -> value.octet(ENDED);
            case WithBot _ -> value.octet(WITH_BOT);
            case Abandoned _ -> value.octet(ABANDONED);
        }
        return value.toBytes();
    }

    private static void matter(ByteWriter value, Matter matter) {
        value.text(matter.id().value())
                .text(matter.conversation().value())
                .text(matter.tenant().value())
                .text(matter.system())
                .text(matter.answersTo().toString())
                .text(matter.customer().id())
                .text(matter.customer().name())
                .text(matter.customer().attributes().text())
                .text(matter.reason())
                .instant(matter.askedAt());
    }

    private static void step(ByteWriter value, Step step) {
        AgentId by = step.by();
        Step.Order order = step.order();
        value.octet(List.of(KINDS).indexOf(step.kind()))
                .instant(step.at())
                .textIfAny(by == null ? null : by.value())
                .textIfAny(order == null ? null : order.id())
                .textIfAny(order == null ? null : order.fingerprint())
                .text(step.note());
    }

    private static void queued(ByteWriter value, Queued queued) {
        value.text(queued.queue().value())
                .number(queued.place().priority())
                .instant(queued.place().since())
                .number(queued.tried().size());
        queued.tried().forEach(agent -> value.text(agent.value()));
    }

    private static void lease(ByteWriter value, Lease lease) {
        value.text(lease.id().value())
                .text(lease.agent().value())
                .number(lease.fromSeq())
                .number(lease.readSeq())
                .instant(lease.expiresAt());
    }

    static Handoff read(ByteReader value) {
        Matter matter = matter(value, Decoder.version(value, VERSION));
        long version = value.number();
        Step step = step(value);
        int state = value.octet();
        return switch (state) {
            case WAITING -> new Waiting(matter, version, step, place(value), tried(value));
            case OFFERED ->
                    new Offered(
                            matter,
                            version,
                            step,
                            place(value),
                            tried(value),
                            new AgentId(value.text()),
                            value.instant());
            case LEASED ->
                    new Leased(matter, version, step, new QueueId(value.text()), lease(value));
            case ENDED -> new Ended(matter, version, step);
            case WITH_BOT -> new WithBot(matter, version, step);
            case ABANDONED -> new Abandoned(matter, version, step);
            default -> throw new IllegalArgumentException("a state is unknown");
        };
    }

    private static Matter matter(ByteReader value, int written) {
        HandoffId id = new HandoffId(value.text());
        ConversationId conversation = new ConversationId(value.text());
        return new Matter(
                id,
                conversation,
                new TenantId(value.text()),
                written < 2 ? conversation.origin() : value.text(),
                written < 2 ? Target.LIVE_CLIENTS : Target.parse(value.text()),
                new Customer(value.text(), value.text(), new Content.Json(value.text())),
                value.text(),
                value.instant());
    }

    private static Step step(ByteReader value) {
        Kind kind = value.choice(KINDS);
        var at = value.instant();
        @Nullable String by = value.textIfAny();
        @Nullable String order = value.textIfAny();
        @Nullable String fingerprint = value.textIfAny();
        return new Step(
                kind,
                at,
                by == null ? null : new AgentId(by),
                order == null || fingerprint == null ? null : new Step.Order(order, fingerprint),
                value.text());
    }

    private static Place place(ByteReader value) {
        return new Place(new QueueId(value.text()), (int) value.number(), value.instant());
    }

    private static Set<AgentId> tried(ByteReader value) {
        Set<AgentId> tried = new HashSet<>();
        for (long left = value.number(); left > 0; left--) {
            tried.add(new AgentId(value.text()));
        }
        return tried;
    }

    private static Lease lease(ByteReader value) {
        return new Lease(
                new LeaseId(value.text()),
                new AgentId(value.text()),
                value.number(),
                value.number(),
                value.instant());
    }
}
