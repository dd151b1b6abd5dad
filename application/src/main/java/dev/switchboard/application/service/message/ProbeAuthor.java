package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Instant;

/// The author of conformance probes, which distinguishes their answers from real ones.
public final class ProbeAuthor {

    public static final Author PROBE = new Author(Party.SYSTEM, "conformance-probe");

    /// The prefix of every probe's session id.
    public static final String SESSION_PREFIX = "probe-";

    private ProbeAuthor() {}

    /// Whether the conversation was opened by a probe.
    public static boolean opened(ConversationId id, History history) {
        return id.externalId().startsWith(SESSION_PREFIX)
                && history.messages(id, 0, 1).stream()
                        .anyMatch(recorded -> wrote(recorded.message()));
    }

    /// The delivery of a probe or its answer: discarded at once, so that nobody receives it or has
    /// to act on it.
    static Delivery toNobody(Target target, Instant now) {
        return Delivery.owed(target, now).park(ParkReason.PROBE, now).discard(now);
    }

    static boolean wrote(Message message) {
        return message.author().equals(PROBE);
    }
}
