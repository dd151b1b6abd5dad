package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.ReadChats;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the journal backwards, no further than needed.
final class ChatReader implements ReadChats {

    private static final int PAGE = 100;
    private static final int MOST = 100 * PAGE;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    /// The number of messages that are searched for the last message of a party.
    private static final int NEWEST = 100;

    private final Chats chats;
    private final Conversations conversations;
    private final History history;
    private final List<AgentDesk> outside;
    private final Clock clock;

    /// @param outside the external desks, which report the state of their chats
    ChatReader(
            Chats chats,
            Conversations conversations,
            History history,
            List<AgentDesk> outside,
            Clock clock) {
        this.chats = chats;
        this.conversations = conversations;
        this.history = history;
        this.outside = List.copyOf(outside);
        this.clock = clock;
    }

    @Override
    public Optional<Shown> newest(ConversationId conversation) {
        return chats.newest(conversation, 1).stream()
                .findFirst()
                .map(chat ->
                        shown(chat, since(conversation, chat.times().createdAt().minusMillis(1))));
    }

    /// Whether a message was journaled after a chat began.
    boolean isBehindStart(Chat chat, MessageId message) {
        return history.find(message)
                .filter(found -> found.message().seq() > chat.after())
                .isPresent();
    }

    /// What is for agents alone is left out: all that is read here goes to desks and bots.
    private static boolean isForAll(Message message) {
        return !message.content().isForAgents();
    }

    private Shown shown(Chat chat, List<Recorded> said) {
        List<Delivery> deliveries =
                said.stream().flatMap(recorded -> recorded.deliveries().stream()).toList();
        return new Shown(
                chat,
                (int) deliveries.stream().filter(Delivery.Pending.class::isInstance).count(),
                (int) deliveries.stream().filter(Delivery.Parked.class::isInstance).count(),
                atDesk(chat));
    }

    private @Nullable AtDesk atDesk(Chat chat) {
        return outside.stream()
                .filter(desk -> desk.name().equals(chat.desk()))
                .flatMap(desk -> desk.view(ChatSteps.ref(chat)).stream())
                .findFirst()
                .map(it -> new AtDesk(it.facts(), it.owner(), it.fence()))
                .orElse(null);
    }

    @Override
    public List<Message> context(ConversationId conversation) {
        return context(conversation, clock.instant(), Long.MAX_VALUE);
    }

    /// Returns the context as it was at a time, up to a `seq`.
    List<Message> context(ConversationId conversation, Instant at, long until) {
        return since(conversation, at.minus(CONTEXT)).stream()
                .filter(recorded -> recorded.message().seq() <= until)
                .filter(ChatReader::isContext)
                .map(Recorded::message)
                .toList();
    }

    /// Returns the messages of user, bot and agents before a message.
    List<Message> transcript(Message before) {
        return since(before.conversation(), before.at().minus(CONTEXT)).stream()
                .map(Recorded::message)
                .filter(message -> message.seq() < before.seq())
                .filter(message -> message.author().party() != Party.SYSTEM)
                .toList();
    }

    /// Returns the user's last message, if it is recent.
    Optional<Message> lastOfUser(ConversationId conversation) {
        return last(Party.USER, conversation, conversations.lastSeq(conversation) + 1);
    }

    /// Returns the agents' last message before a message of the user.
    Optional<Message> lastOfAgents(Message before) {
        return last(Party.AGENT, before.conversation(), before.seq());
    }

    private Optional<Message> last(Party by, ConversationId conversation, long before) {
        Passage recent = Passage.newest(conversation, before - 1, NEWEST);
        for (Recorded recorded : recent.newestFirst(history, NEWEST)) {
            Message message = recorded.message();
            if (message.author().party() == by && isForAll(message)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /// A user's message to people belongs to them, unless all its deliveries were parked.
    private static boolean isContext(Recorded recorded) {
        Party by = recorded.message().author().party();
        return by == Party.BOT
                || (by == Party.USER
                        && recorded.deliveries().stream()
                                .allMatch(Delivery.Parked.class::isInstance));
    }

    /// Returns the messages in order. A conversation with more than [#MOST], or [#MOST_BYTES],
    /// loses its beginning.
    private List<Recorded> since(ConversationId conversation, Instant oldest) {
        Deque<Recorded> found = new ArrayDeque<>();
        Passage said = Passage.upTo(conversation, conversations.lastSeq(conversation));
        long bytes = 0;
        for (Recorded recorded : said.newestFirst(history, PAGE)) {
            Message message = recorded.message();
            if (!message.at().isAfter(oldest) || found.size() == MOST || bytes >= MOST_BYTES) {
                break;
            }
            if (isForAll(message) && !message.content().isErased()) {
                found.addFirst(recorded);
                bytes += message.content().bytes();
            }
        }
        return new ArrayList<>(found);
    }
}
