package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.service.cluster.PartitionListener;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes chats at the hub's own desk follow their handoffs, ends chats whose time is over, and
/// completes what a crash or an unavailable store interrupted.
final class ChatUpkeep implements PartitionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChatUpkeep.class);
    private static final int PAGE = 1000;

    /// After this time no process works on a chat that is still being created.
    private static final Duration ORPHANED = Duration.ofSeconds(60);

    /// The same for a chat that its desk does not know. Shorter, because calling the desk is the
    /// first step.
    private static final Duration NEVER_BEGUN = Duration.ofSeconds(10);

    private final Chats chats;
    private final ChatSteps steps;
    private final ChatJournal journal;
    private final ChatOpenings openings;
    private final Handoffs handoffs;
    private final Conversations conversations;
    private final ConversationLocks locks;
    private final Executor workers;
    private final Clock clock;

    ChatUpkeep(
            Chats chats,
            ChatSteps steps,
            ChatJournal journal,
            ChatOpenings openings,
            Handoffs handoffs,
            Node node) {
        this.chats = chats;
        this.steps = steps;
        this.journal = journal;
        this.openings = openings;
        this.handoffs = handoffs;
        this.conversations = node.store().conversations();
        this.locks = node.locks();
        this.workers = node.workers();
        this.clock = node.clock();
    }

    /// Reacts to a step of a handoff. Never blocks.
    void stepped(Handoff handoff) {
        if (handoff.details().answersTo().kind() == Target.Kind.USER) {
            workers.execute(() -> {
                try {
                    chats.newest(handoff.conversation(), 1).forEach(this::lookUnderLock);
                } catch (StoreUnavailableException e) {
                    LOG.debug("A chat follows its handoff later: {}", e.getMessage());
                }
            });
        }
    }

    @Override
    public void recover(Partitions some, boolean last) {
        sweep();
    }

    @Override
    public Progress giving(Partitions some) {
        return openings.concern(some) ? Progress.UNDER_WAY : Progress.QUIET;
    }

    /// Looks at all open chats of this hub.
    ///
    /// @throws StoreUnavailableException if the store does not answer in time; the next sweep
    ///   begins again
    void sweep() {
        @Nullable Chat after = null;
        List<Chat> page;
        do {
            page = chats.open(after, PAGE);
            page.stream()
                    .filter(chat -> locks.mayTake(chat.conversation()))
                    .forEach(this::lookUnderLock);
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == PAGE);
    }

    private void lookUnderLock(Chat found) {
        locks.withLock(found.conversation(), () -> chats.find(found.id()).ifPresent(this::look));
    }

    /// Looks at a chat's current state.
    private void look(Chat chat) {
        if (!chat.state().live()) {
            steps.finish(chat);
        } else if (!followed(chat)) {
            endIfOver(chat);
        }
    }

    /// @return whether the chat changed
    private boolean followed(Chat chat) {
        boolean isHandoff = ChatSteps.isOwn(chat) && chat.state() != Chat.State.CREATING;
        Handoff handoff = isHandoff ? handoffs.find(chat.conversation()).orElse(null) : null;
        Instant now = clock.instant();
        return switch (handoff) {
            case null -> false;
            case Handoff.Leased _ ->
                    chat.join(now).filter(joined -> steps.take(chat, joined)).isPresent();
            case Handoff.Queued queued ->
                    chat.hold(now).filter(held -> waits(chat, held, queued)).isPresent();
            case Handoff.Ended _, Handoff.WithBot _ -> steps.end(chat, EndReason.DESK_ENDED);
            case Handoff.Abandoned _ -> steps.end(chat, EndReason.GONE);
        };
    }

    /// Tells the user first, because nobody would repeat it after the step.
    private boolean waits(Chat chat, Chat held, Handoff.Queued queued) {
        journal.tell(chat, ChatText.TRANSFERRED, Map.of(), "v" + queued.version());
        return steps.take(chat, held);
    }

    private void endIfOver(Chat chat) {
        ChatRules rules = journal.rules(chat.conversation());
        switch (chat.state()) {
            case CREATING -> {
                Instant since = chat.times().since();
                boolean mayBeBegun =
                        clock.instant().isBefore(since.plus(NEVER_BEGUN)) || isKnown(chat);
                endAfter(mayBeBegun ? ORPHANED : NEVER_BEGUN, since, chat, EndReason.NOT_CREATED);
            }
            case ON_HOLD ->
                    endAfter(
                            rules.onHoldTimeout(),
                            chat.times().since(),
                            chat,
                            EndReason.UNANSWERED);
            case ACTIVE ->
                    conversations
                            .find(chat.conversation())
                            .map(Conversation::lastActivityAt)
                            .ifPresent(last ->
                                    endAfter(rules.idleTimeout(), last, chat, EndReason.IDLE));
            case CLOSED, FAILED -> {}
        }
    }

    /// Whether the desk knows the chat and will either open or undo it.
    private boolean isKnown(Chat chat) {
        AgentDesk desk = steps.desk(chat.desk());
        return desk != null && desk.view(ChatSteps.ref(chat)).isPresent();
    }

    private void endAfter(Duration patience, Instant since, Chat chat, EndReason why) {
        if (!clock.instant().isBefore(since.plus(patience))) {
            steps.end(chat, why);
        }
    }
}
