package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Since when users wait for the answer of a person: since the first thing that they said after an
/// agent's last words, or since they asked for a person, if no agent has said anything yet. Notes
/// of agents are no answer.
///
/// The journal is read once for a conversation. From then on, what is said says it, until its owner
/// changes.
final class UserWaits {

    private static final int PAGE = 50;

    /// A user who writes more without an answer has waited for long enough to be seen.
    private static final int MOST = 200;

    private final Conversations conversations;
    private final History history;
    private final ConcurrentMap<ConversationId, Wait> waits = new ConcurrentHashMap<>();

    UserWaits(Conversations conversations, History history) {
        this.conversations = conversations;
        this.history = history;
    }

    /// @param read false while the journal is being read
    /// @param since null if the user does not wait
    private record Wait(TenantId tenant, boolean read, @Nullable Instant since) {

        Wait after(Message message) {
            return switch (message.author().party()) {
                case USER -> since == null ? new Wait(tenant, true, message.at()) : this;
                case AGENT -> isAnswer(message) ? new Wait(tenant, true, null) : this;
                case BOT, CHANNEL, SYSTEM -> this;
            };
        }
    }

    private static boolean isAnswer(Message message) {
        return message.author().party() == Party.AGENT && !message.content().isForAgents();
    }

    /// Follows what is said in conversations that were read. What is said while one is read is
    /// looked for again. Never blocks.
    ///
    /// @return whose wall that changes
    Optional<TenantId> hear(Message message) {
        Wait before = waits.get(message.conversation());
        if (before == null) {
            return Optional.empty();
        }
        Wait now =
                waits.computeIfPresent(
                        message.conversation(),
                        (_, wait) -> wait.read() ? wait.after(message) : null);
        return before.equals(now) ? Optional.empty() : Optional.of(before.tenant());
    }

    /// @return null if the last words are an agent's
    /// @throws StoreUnavailableException if the store does not answer
    @Nullable Instant since(Leased leased) {
        ConversationId conversation = leased.conversation();
        Wait known = waits.get(conversation);
        if (known != null) {
            return known.since();
        }
        Wait unread = new Wait(leased.details().tenant(), false, null);
        waits.put(conversation, unread);
        try {
            Instant since = read(leased);
            var _ = waits.replace(conversation, unread, new Wait(unread.tenant(), true, since));
            return since;
        } catch (StoreUnavailableException e) {
            waits.remove(conversation);
            throw e;
        }
    }

    private @Nullable Instant read(Leased leased) {
        Instant asked = leased.details().askedAt();
        Instant since = null;
        long last = conversations.lastSeq(leased.conversation());
        Passage newest = Passage.newest(leased.conversation(), last, MOST);
        for (Recorded recorded : newest.newestFirst(history, PAGE)) {
            Message message = recorded.message();
            if (message.at().isBefore(asked)) {
                return asked;
            }
            if (isAnswer(message)) {
                return since;
            }
            since = message.author().party() == Party.USER ? message.at() : since;
        }
        return newest.after() > 0 && since != null ? since : asked;
    }

    /// The journal is read again: it may have what nobody told.
    ///
    /// @return whose wall that changes
    Optional<TenantId> forget(ConversationId conversation) {
        return Optional.ofNullable(waits.remove(conversation)).map(Wait::tenant);
    }

    /// Forgets the tenant's other conversations.
    void keepOnly(TenantId tenant, Set<ConversationId> conversations) {
        waits.entrySet()
                .removeIf(wait ->
                        wait.getValue().tenant().equals(tenant)
                                && !conversations.contains(wait.getKey()));
    }
}
