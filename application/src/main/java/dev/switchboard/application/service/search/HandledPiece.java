package dev.switchboard.application.service.search;

import dev.switchboard.application.service.handoff.RecordedStep;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The handling of the handoffs of a piece of a conversation, as far as is known today: also by the
/// steps that came behind the piece.
///
/// @param queues in which their customers waited
/// @param tags that they have now
/// @param outcomes with which they ended
/// @param queue the last queue of the handoff that was not over when the piece ended, or null
record HandledPiece(
        Set<QueueId> queues, Set<LabelId> tags, Set<LabelId> outcomes, @Nullable QueueId queue) {

    /// @param before the last queue of the handoff that was not over when the piece began, or null
    /// @param own the steps in the piece, in their order
    /// @param later those behind it, up to the end of the handoff that was not over when it ended;
    ///   empty if there was none, or if nothing happened since
    static HandledPiece of(
            @Nullable QueueId before, List<RecordedStep> own, List<RecordedStep> later) {
        QueueId queue = before;
        Set<QueueId> queues = new HashSet<>();
        if (before != null) {
            queues.add(before);
        }
        Map<HandoffId, RecordedStep> last = new LinkedHashMap<>();
        for (RecordedStep step : own) {
            queue = queueAfter(step, queue);
            note(step, queues, last);
        }
        later.forEach(step -> note(step, queues, last));
        Set<LabelId> tags = new HashSet<>();
        Set<LabelId> outcomes = new HashSet<>();
        for (RecordedStep step : last.values()) {
            tags.addAll(step.tags());
            if (step.outcome() != null) {
                outcomes.add(step.outcome());
            }
        }
        return new HandledPiece(queues, tags, outcomes, queue);
    }

    private static @Nullable QueueId queueAfter(RecordedStep step, @Nullable QueueId before) {
        if (step.over()) {
            return null;
        }
        return step.queue() == null && !step.begins() ? before : step.queue();
    }

    private static void note(
            RecordedStep step, Set<QueueId> queues, Map<HandoffId, RecordedStep> last) {
        if (step.queue() != null) {
            queues.add(step.queue());
        }
        last.put(step.handoff(), step);
    }
}
