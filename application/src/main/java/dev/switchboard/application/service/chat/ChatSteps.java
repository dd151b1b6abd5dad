package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.Chats.Changed;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.service.handoff.AgentRequests;
import dev.switchboard.application.service.message.MessageRelay;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Way;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.desk.DeskRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Performs the steps of chats under their conversation's lock: first the store's compare-and-set,
/// then the consequences of the step. A sweep repeats the consequences of an end until all are
/// done; a repeat has no further effect. They are that the desk lets go of the chat, and that the
/// user goes back to the bot after the last message.
final class ChatSteps {

    private static final Logger LOG = LoggerFactory.getLogger(ChatSteps.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    /// The time that a bot may take for its next try, after the time it was told.
    private static final Duration ANOTHER_TRY = Duration.ofSeconds(5);

    /// The delay until the next try, unless the desk names one.
    static final Duration LATER = Duration.ofSeconds(5);

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final Chats chats;
    private final Map<String, AgentDesk> desks;
    private final ChatJournal journal;
    private final MessageRelay relay;
    private final ConversationLocks locks;
    private final Backlog backlog;
    private final Later later;
    private final Clock clock;

    /// Ended chats that wait for the time of their consequences.
    private final Set<ChatId> lookedAt = ConcurrentHashMap.newKeySet();

    ChatSteps(
            Chats chats,
            Map<String, AgentDesk> desks,
            ChatJournal journal,
            MessageRelay relay,
            ConversationLocks locks,
            Backlog backlog,
            Later later,
            Clock clock) {
        this.chats = chats;
        this.desks = Map.copyOf(desks);
        this.journal = journal;
        this.relay = relay;
        this.locks = locks;
        this.backlog = backlog;
        this.later = later;
        this.clock = clock;
    }

    /// Returns all desks by name: the hub's own and the external ones.
    static Map<String, AgentDesk> desks(
            AgentRequests agentRequests, Chats chats, List<AgentDesk> outside) {
        AgentDesk own = new OwnDesk(agentRequests, chats);
        return Stream.concat(Stream.of(own), outside.stream())
                .collect(Collectors.toMap(AgentDesk::name, desk -> desk));
    }

    /// The caller holds the conversation's lock.
    ///
    /// @return whether the step was stored; otherwise another one was faster
    boolean take(Chat before, Chat next) {
        assert locks.held(next.conversation());
        if (chats.change(before.version(), next) instanceof Changed.Overtaken) {
            LOG.info("Chat {} was overtaken", before.id());
            return false;
        }
        LOG.info("Chat {} is {}", next.id(), next.state());
        if (!isOwn(next)) {
            relay.wake(new LaneKey(next.conversation(), ChatJournal.desk(next)));
        }
        return true;
    }

    static boolean isOwn(Chat chat) {
        return chat.desk().equals(OwnDesk.NAME);
    }

    static DeskRef ref(Chat chat) {
        return DeskRef.of(chat.id());
    }

    /// Null if the operator removed the desk.
    @Nullable AgentDesk desk(String name) {
        return desks.get(name);
    }

    /// Returns the desk for chats whose route names none: the external one if there is exactly one.
    String usualDesk() {
        List<String> outside =
                desks.keySet().stream().filter(name -> !name.equals(OwnDesk.NAME)).toList();
        return outside.size() == 1 ? outside.getFirst() : OwnDesk.NAME;
    }

    /// Puts a chat on hold because its desk has it: the user waits for an agent and is told so,
    /// first of all, because nobody would repeat it after the step.
    void hold(Chat creating) {
        Optional<Chat> held = creating.opened(clock.instant());
        if (held.isPresent()) {
            journal.tell(creating, ChatText.WAIT_AGENT, Map.of(), "wait");
            take(creating, held.get());
        }
    }

    /// Greets the agents in the user's name.
    void greet(Chat chat) {
        ChatRules rules = journal.rules(chat.conversation());
        String name = chat.request().name();
        journal.sendGreeting(chat, rules.text(ChatText.WELCOME, Map.of("name", name)));
    }

    /// The caller holds the conversation's lock.
    ///
    /// @return false if another step was faster, or the chat is over
    boolean end(Chat live, EndReason why) {
        return end(live, live.end(why, clock.instant()));
    }

    /// Ends a chat whose desk could not be called. The bot is told when to try again, and gets the
    /// user back if it does not.
    boolean fail(Chat live, Duration retryAfter) {
        Instant now = clock.instant();
        Instant backAt = now.plus(retryAfter).plus(ANOTHER_TRY);
        return end(live, live.end(EndReason.NOT_CREATED, now, backAt));
    }

    private boolean end(Chat live, Optional<Chat> over) {
        if (over.isEmpty() || !take(live, over.get())) {
            return false;
        }
        finish(over.get());
        return true;
    }

    /// Performs the consequences of a chat's end that are due.
    void finish(Chat over) {
        finish(over, SOON);
    }

    private void finish(Chat over, Duration pause) {
        boolean isNewest =
                chats.newest(over.conversation(), 1).stream()
                        .anyMatch(newest -> newest.id().equals(over.id()));
        if (isNewest) {
            letGo(over);
        }
        Way way = Objects.requireNonNull(over.reason()).back();
        if (isNewest && way != Way.NONE) {
            Instant now = clock.instant();
            Instant due = due(over, way);
            if (now.isBefore(due)) {
                lookAt(due, over, pause);
                return;
            }
            if (isSpokenTo(over)) {
                lookAt(now.plus(pause), over, pause.multipliedBy(2));
                return;
            }
            journal.sendReturned(over, way);
        }
        chats.finish(over);
    }

    /// Tells the desk that the chat is over, perhaps more than once. An external desk first gets
    /// the user's messages.
    void letGo(Chat over) {
        AgentDesk desk = desk(over.desk());
        if (desk == null) {
            LOG.warn("Chat {} was at the desk {}, which no longer exists", over.id(), over.desk());
        } else if (over.times().heldAt() == null) {
            desk.abandon(ref(over), over.request().tenant());
        } else if (isOwn(over)) {
            desk.end(ref(over));
        } else {
            journal.sendUserLeft(over);
        }
    }

    private Instant due(Chat over, Way way) {
        Instant ended = Objects.requireNonNull(over.times().endedAt());
        Instant backAt = over.times().backAt();
        if (backAt != null) {
            return backAt;
        }
        return over.reason() == EndReason.NOT_CREATED
                ? ended.plus(LATER).plus(ANOTHER_TRY)
                : way == Way.TIMEOUT
                        ? ended.plus(journal.rules(over.conversation()).returnDelay())
                        : ended;
    }

    /// Whether a message to the user is still pending.
    private boolean isSpokenTo(Chat over) {
        LaneKey lane = new LaneKey(over.conversation(), ChatJournal.user(over));
        return !backlog.pending(lane, 1).isEmpty();
    }

    private void lookAt(Instant when, Chat over, Duration pause) {
        // each sweep comes here too and must not start another series of looks
        if (lookedAt.add(over.id())) {
            Duration next = pause.compareTo(AT_MOST) > 0 ? AT_MOST : pause;
            later.at(when, () -> lookAgain(over, next));
        }
    }

    private void lookAgain(Chat over, Duration pause) {
        lookedAt.remove(over.id());
        try {
            locks.withLock(over.conversation(), () -> finish(over, pause));
        } catch (StoreUnavailableException e) {
            LOG.warn("The steps after the end of chat {} wait: {}", over.id(), e.getMessage());
        }
    }
}
