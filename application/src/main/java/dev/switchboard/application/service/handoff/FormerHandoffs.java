package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ReadHistory.Former;
import dev.switchboard.application.port.in.handoff.ReadHistory.Formers;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds a conversation's former handoffs by the records of their steps, from the last message
/// backwards. The store keeps only the last handoff, and what is erased from the journal is known
/// nowhere else.
public final class FormerHandoffs {

    private static final int PAGE = 200;

    /// Messages in one reading, between two handoffs. A handoff is read to its beginning.
    private static final int AT_ONCE = 2_000;

    /// Messages in one reading, whatever is found.
    private static final int MOST = 20_000;

    private final History history;

    FormerHandoffs(History history) {
        this.history = history;
    }

    /// @param before the `seq` before which the first of them ended
    /// @param limit at least 1
    public Formers of(ConversationId conversation, long before, int limit) {
        Reading reading = new Reading(limit, List.of(), null);
        Passage earlier = Passage.upTo(conversation, before - 1);
        for (Recorded recorded : earlier.newestFirst(history, PAGE)) {
            long seq = recorded.message().seq();
            if (!reading.goesOn(before - 1 - seq)) {
                return reading.result(seq);
            }
            reading = reading.with(recorded.message());
        }
        return reading.result(0);
    }

    /// The handoffs that were read so far, from the newest message on.
    ///
    /// @param open the handoff whose end was read and whose beginning was not
    private record Reading(int limit, List<Former> found, @Nullable Former open) {

        boolean goesOn(long read) {
            return found.size() < limit && read < (open == null ? AT_ONCE : MOST);
        }

        Reading with(Message message) {
            RecordedStep step = RecordedStep.of(message);
            if (step == null) {
                return this;
            }
            Reading before =
                    open == null || open.handoff().equals(step.handoff()) ? this : closed();
            return before.found.size() < limit && (before.open != null || step.over())
                    ? before.with(step, message)
                    : before;
        }

        private Reading with(RecordedStep step, Message message) {
            Former now = open == null ? last(step, message) : before(open, step, message);
            Reading more = new Reading(limit, found, now);
            return step.begins() ? more.closed() : more;
        }

        private Reading closed() {
            return open == null
                    ? this
                    : new Reading(
                            limit, Stream.concat(found.stream(), Stream.of(open)).toList(), null);
        }

        private static Former last(RecordedStep step, Message message) {
            return new Former(
                    step.handoff(),
                    step.queue(),
                    step.agent(),
                    message.at(),
                    message.at(),
                    step.outcome(),
                    step.tags(),
                    message.seq(),
                    message.seq());
        }

        private static Former before(Former later, RecordedStep step, Message message) {
            return new Former(
                    later.handoff(),
                    later.queue() == null ? step.queue() : later.queue(),
                    later.agent() == null ? step.agent() : later.agent(),
                    message.at(),
                    later.endedAt(),
                    later.outcome(),
                    later.tags(),
                    message.seq(),
                    later.to());
        }

        /// @param upTo the `seq` of the first message that was not read, going backwards
        Formers result(long upTo) {
            List<Former> all = closed().found;
            long next = all.size() == limit ? all.getLast().from() : upTo + 1;
            return new Formers(all, next > 1 ? next : null);
        }
    }
}
