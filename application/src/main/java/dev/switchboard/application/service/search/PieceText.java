package dev.switchboard.application.service.search;

import dev.switchboard.application.service.handoff.RecordedStep;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.search.SpokenTexts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The texts of a piece of a conversation as they are now, and the agents who had the conversation
/// when they were said.
///
/// @param steps of handoffs, which are no lines
/// @param holder the agent who has it at the end, or null
record PieceText(List<Line> lines, List<RecordedStep> steps, @Nullable AgentId holder) {

    /// @param texts that people read of it
    /// @param holder the agent who had the conversation, or null
    record Line(Recorded recorded, List<String> texts, @Nullable AgentId holder) {}

    /// @param before the agent who had the conversation when the piece began, or null
    static PieceText of(List<Recorded> messages, @Nullable AgentId before) {
        List<Line> lines = new ArrayList<>();
        List<RecordedStep> steps = new ArrayList<>();
        AgentId holder = before;
        for (Recorded recorded : messages) {
            RecordedStep step = RecordedStep.of(recorded.message());
            if (step == null) {
                lines.add(new Line(recorded, SpokenTexts.of(recorded.message().content()), holder));
            } else {
                steps.add(step);
                holder = step.agent();
            }
        }
        return new PieceText(List.copyOf(lines), List.copyOf(steps), holder);
    }
}
