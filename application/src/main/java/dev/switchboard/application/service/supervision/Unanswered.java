package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Since when users wait for the answer of a person: since the first thing that they said after an
/// agent's last words, or since they asked for a person, if no agent has said anything yet. Notes
/// of agents are no answer.
final class Unanswered {

    private static final int PAGE = 50;

    /// Whoever writes more without an answer has waited for long enough to be seen.
    private static final int MOST_PAGES = 4;

    private final Conversations conversations;
    private final History history;

    Unanswered(Conversations conversations, History history) {
        this.conversations = conversations;
        this.history = history;
    }

    /// @return empty if the last words are an agent's
    Optional<Instant> since(Leased leased) {
        Instant asked = leased.matter().askedAt();
        @Nullable Instant since = null;
        long upTo = conversations.find(leased.conversation()).map(Conversation::lastSeq).orElse(0L);
        for (int page = 0; page < MOST_PAGES && upTo > 0; page++) {
            long from = Math.max(0, upTo - PAGE);
            List<Recorded> read =
                    history.messages(leased.conversation(), from, Math.toIntExact(upTo - from));
            for (Recorded recorded : read.reversed()) {
                Message message = recorded.message();
                if (message.at().isBefore(asked)) {
                    return Optional.of(asked);
                }
                Party by = message.author().party();
                if (by == Party.AGENT && !message.content().isForAgents()) {
                    return Optional.ofNullable(since);
                }
                since = by == Party.USER ? message.at() : since;
            }
            upTo = from;
        }
        return Optional.of(upTo > 0 && since != null ? since : asked);
    }
}
