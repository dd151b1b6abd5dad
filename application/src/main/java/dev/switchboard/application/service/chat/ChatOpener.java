package dev.switchboard.application.service.chat;

import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.Chats.Changed;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.port.out.upstream.AgentDesk.Fault;
import dev.switchboard.application.port.out.upstream.AgentDesk.Opening;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.service.delivery.DirectCalls;
import dev.switchboard.application.service.delivery.DirectCalls.Sign;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens chats at the desk that their route names, one at a time for each user. Concurrent equal
/// requests wait for the first one and get its result.
final class ChatOpener implements OpenChats {

    private static final Logger LOG = LoggerFactory.getLogger(ChatOpener.class);
    private static final int REMEMBERED = 50;

    private final Chats chats;
    private final Conversations conversations;
    private final ChatSteps steps;
    private final ChatJournal journal;
    private final ChatOpenings openings;
    private final ConversationLocks locks;
    private final DirectCalls calls;
    private final Ids ids;
    private final Clock clock;

    ChatOpener(
            Chats chats,
            ChatSteps steps,
            ChatJournal journal,
            ChatOpenings openings,
            DirectCalls calls,
            Node node) {
        this.chats = chats;
        this.conversations = node.store().conversations();
        this.steps = steps;
        this.journal = journal;
        this.openings = openings;
        this.locks = node.locks();
        this.calls = calls;
        this.ids = node.ids();
        this.clock = node.clock();
    }

    /// The result of a request before its desk is called.
    private sealed interface Start {

        record Decided(Connected outcome) implements Start {}

        /// Another request is calling the desk.
        record Joined(CompletableFuture<Connected> outcome) implements Start {}

        /// @param first whether this request began the chat, so that no other request works on it
        /// @param outcome for those who join this request
        record Begun(Chat chat, boolean first, CompletableFuture<Connected> outcome)
                implements Start {}
    }

    @Override
    public Connected connect(Command command) {
        return switch (locks.withLock(command.conversation(), () -> start(command))) {
            case Start.Decided(var outcome) -> outcome;
            case Start.Joined(var outcome) -> ChatOpenings.result(outcome);
            case Start.Begun begun -> open(begun, command.route());
        };
    }

    private Start start(Command command) {
        // up to here, numbers without a chat in the list are those of chats that cannot be read
        long taken = 0;
        for (; ; ) {
            Instant now = clock.instant();
            List<Chat> earlier = chats.newest(command.conversation(), REMEMBERED);
            Optional<Chat> same =
                    earlier.stream()
                            .filter(chat -> command.request().once().repeats(chat, now))
                            .findFirst();
            if (same.isPresent()) {
                return isCreating(same.get())
                        ? begun(same.get(), false)
                        : new Start.Decided(new Connected.Done(same.get().id()));
            }
            Optional<Connected> refusal = refusal(command, earlier);
            if (refusal.isPresent()) {
                return new Start.Decided(refusal.get());
            }
            if (!earlier.isEmpty()) {
                // otherwise the desk would mistake remains of the previous chat for this one's
                steps.letGo(earlier.getFirst());
                taken = Math.max(taken, earlier.getFirst().number());
            }
            Chat chat = begin(command, taken + 1, now);
            switch (chats.begin(chat)) {
                case Changed.Done _ -> {
                    return begun(chat, true);
                }
                case Changed.Overtaken(var there) -> taken += there == null ? 1 : 0;
            }
        }
    }

    /// The caller of the desk is chosen under the lock: the chat takes its next step under it too,
    /// so a request that sees the chat being created gets the outcome of that very opening.
    private Start begun(Chat chat, boolean first) {
        if (!ChatSteps.isOwn(chat)) {
            journal.sendContext(chat);
        }
        CompletableFuture<Connected> mine = new CompletableFuture<>();
        CompletableFuture<Connected> there = openings.begin(chat, mine);
        return there == null ? new Start.Begun(chat, first, mine) : new Start.Joined(there);
    }

    private Optional<Connected> refusal(Command command, List<Chat> earlier) {
        if (!earlier.isEmpty() && earlier.getFirst().state().live()) {
            return Optional.of(new Connected.HasOne());
        }
        if (command.blocked()) {
            journal.sendKept(command.conversation(), command.request());
            return Optional.of(new Connected.Blocked());
        }
        if (command.desk() == null) {
            return Optional.of(new Connected.NoRoute());
        }
        String desk = desk(command);
        if (steps.desk(desk) == null) {
            LOG.warn("A route leads to the desk {}, which does not exist", desk);
            return Optional.of(new Connected.DeskAway(ChatSteps.LATER));
        }
        return Optional.empty();
    }

    private Chat begin(Command command, long number, Instant now) {
        return Chat.begin(
                new ChatId(ids.uuid()),
                command.conversation(),
                number,
                conversations.lastSeq(command.conversation()),
                command.request(),
                desk(command),
                now);
    }

    private String desk(Command command) {
        String named = Objects.requireNonNull(command.desk());
        return named.isEmpty() ? steps.usualDesk() : named;
    }

    /// Opens a begun chat, also one that a crash interrupted. Does not hold the conversation's
    /// lock, so that the user's messages are journaled at once meanwhile.
    private Connected open(Start.Begun begun, Map<String, String> route) {
        Chat chat = begun.chat();
        try {
            Connected outcome =
                    chats.find(chat.id())
                            .map(now -> isCreating(now) ? openNow(begun, route) : opened(now))
                            .orElse(done(chat));
            begun.outcome().complete(outcome);
        } catch (RuntimeException e) {
            begun.outcome().completeExceptionally(e);
        } finally {
            openings.end(chat);
        }
        return ChatOpenings.result(begun.outcome());
    }

    private static boolean isCreating(Chat chat) {
        return chat.state() == Chat.State.CREATING;
    }

    /// Returns the outcome for a chat that is not being created any more.
    private static Connected opened(Chat chat) {
        return switch (chat.reason()) {
            case NOT_CREATED -> new Connected.DeskAway(ChatSteps.LATER);
            case NOT_ROUTED -> new Connected.NoRoute();
            case BLOCKED -> new Connected.Blocked();
            case DESK_ENDED, FINISHED, KEYWORD, IDLE, GONE, UNANSWERED -> done(chat);
            case null -> done(chat);
        };
    }

    private static Connected done(Chat chat) {
        return new Connected.Done(chat.id());
    }

    private Connected openNow(Start.Begun begun, Map<String, String> route) {
        Chat chat = begun.chat();
        AgentDesk desk = deskOf(chat);
        AgentDesk.Request request = request(chat, route);
        Opening opened =
                ChatSteps.isOwn(chat)
                        ? desk.open(request)
                        : calls.call(
                                        ChatJournal.desk(chat),
                                        () -> desk.open(request),
                                        ChatOpener::signOf)
                                .orElseGet(() -> leftAlone(chat));
        if (opened instanceof Opening.HeldBack(var retryAfter) && !begun.first()) {
            // another hub may be at work on it; if not, it is ended soon
            return new Connected.DeskAway(retryAfter);
        }
        return locks.finishWithLock(
                chat.conversation(),
                () -> chats.find(chat.id()).map(now -> take(now, opened)).orElse(done(chat)));
    }

    private static Sign signOf(Opening opening) {
        return switch (opening) {
            case Opening.Opened _, Opening.Blocked _, Opening.Rejected _ -> new Sign.Alive();
            case Opening.Unavailable _ -> new Sign.Outage("no chat can be opened");
            case Opening.NotRoutable _, Opening.HeldBack _, Opening.Undone _ -> new Sign.None();
        };
    }

    private Opening leftAlone(Chat chat) {
        Duration rest = calls.rest(ChatJournal.desk(chat));
        return new Opening.HeldBack(rest.compareTo(ChatSteps.LATER) < 0 ? ChatSteps.LATER : rest);
    }

    private AgentDesk deskOf(Chat chat) {
        AgentDesk desk = steps.desk(chat.desk());
        if (desk == null) {
            throw new IllegalStateException("There is no desk " + chat.desk() + " any more");
        }
        return desk;
    }

    private AgentDesk.Request request(Chat chat, Map<String, String> route) {
        Chat.Request asked = chat.request();
        ChatRules rules = journal.rules(chat.conversation());
        Map<String, String> name = Map.of("name", asked.name());
        Map<String, String> attributes = rules.reading().members(asked.extraData());
        String about = attributes.getOrDefault("description", asked.subject());
        return new AgentDesk.Request(
                ChatSteps.ref(chat),
                chat.conversation(),
                asked.tenant(),
                new AgentDesk.Customer(
                        asked.name(),
                        rules.text(ChatText.FIRST_NAME, name),
                        asked.email(),
                        asked.phoneNumber().isEmpty() ? null : rules.phone(asked.phoneNumber()),
                        asked.provider(),
                        attributes),
                new AgentDesk.ChatDetails(
                        asked.subject(),
                        (rules.text(ChatText.CASE_DESCRIPTION, name) + " " + about).strip(),
                        asked.flow(),
                        rules.text(ChatText.WELCOME, name)),
                route);
    }

    private Connected take(Chat chat, Opening opened) {
        if (!chat.state().live()) {
            // the bot took the user back meanwhile
            steps.letGo(chat);
        }
        if (chat.state().live() && opened instanceof Opening.Opened(boolean greeted) && !greeted) {
            steps.greet(chat);
        }
        if (!isCreating(chat)) {
            // an agent joined before the desk's answer arrived, or another process ended it
            return opened(chat);
        }
        return switch (opened) {
            case Opening.Opened _ -> {
                steps.hold(chat);
                yield done(chat);
            }
            case Opening.Blocked _ -> {
                steps.end(chat, EndReason.BLOCKED);
                yield new Connected.Blocked();
            }
            case Opening.NotRoutable _ -> {
                steps.end(chat, EndReason.NOT_ROUTED);
                yield new Connected.NoRoute();
            }
            case Opening.Rejected(var fault, var code) -> {
                steps.end(chat, EndReason.NOT_CREATED);
                yield new Connected.Refused(fault == Fault.CUSTOMER, code);
            }
            case Opening.Unavailable(var retryAfter) -> failed(chat, retryAfter);
            case Opening.HeldBack(var retryAfter) -> failed(chat, retryAfter);
            case Opening.Undone _ -> failed(chat, ChatSteps.LATER);
        };
    }

    private Connected failed(Chat chat, Duration retryAfter) {
        steps.fail(chat, retryAfter);
        return new Connected.DeskAway(retryAfter);
    }

    @Override
    public Finished finish(ConversationId conversation) {
        return locks.withLock(
                conversation,
                () -> {
                    for (; ; ) {
                        List<Chat> newest = chats.newest(conversation, 1);
                        if (newest.isEmpty()) {
                            return Finished.NEVER_HAD_ONE;
                        }
                        if (!newest.getFirst().state().live()) {
                            return Finished.HAS_NONE;
                        }
                        if (steps.end(newest.getFirst(), EndReason.FINISHED)) {
                            return Finished.DONE;
                        }
                    }
                });
    }
}
