package dev.switchboard.application.service.handoff;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Reachable;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Passage;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.ContextWindow;
import dev.switchboard.domain.handoff.ContextWindow.Slice;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what an agent may see of a conversation, and nothing older; supervisors see all of it.
public final class ContextReader {

    private static final int PAGE = 32;

    private final Conversations conversations;
    private final History history;
    private final ContextWindow window;
    private final Function<Target, Optional<ReplyWindow>> replies;
    private final Clock clock;

    /// @param replies the reply window of a target
    ContextReader(
            Conversations conversations,
            History history,
            ContextWindow window,
            Function<Target, Optional<ReplyWindow>> replies,
            Clock clock) {
        this.conversations = conversations;
        this.history = history;
        this.window = window;
        this.replies = replies;
        this.clock = clock;
    }

    /// @param seq the last `seq` of the conversation
    public record Context(long seq, Slice slice) {

        /// The `seq` of the first message that is shown, or would be.
        public long oldest() {
            return slice.messages().isEmpty()
                    ? seq + 1
                    : slice.messages().getFirst().message().seq();
        }

        /// Whether a console that has everything up to `cursor` can continue from there.
        public boolean reaches(long cursor) {
            return cursor >= oldest() - 1 && cursor <= seq;
        }

        public @Nullable Message lastOfUser() {
            return slice.messages().reversed().stream()
                    .map(Recorded::message)
                    .filter(message -> message.author().party() == Party.USER)
                    .findFirst()
                    .orElse(null);
        }
    }

    /// 0 for a conversation without messages.
    public long lastSeq(ConversationId conversation) {
        return conversations.lastSeq(conversation);
    }

    /// Returns the state of a conversation that an agent holds.
    public Held held(Leased leased) {
        return held(leased, lastSeq(leased.conversation()));
    }

    /// @param seq the conversation's last
    public Held held(Leased leased, long seq) {
        LastWords words = lastWords(leased, seq);
        return new Held(
                leased,
                seq,
                words.last(),
                words.userAt(),
                words.agentAt(),
                reachable(leased, words));
    }

    /// The time for which the user may be written to; null where no platform limits it.
    @Nullable Reachable reachable(Leased leased) {
        return replies.apply(leased.details().answersTo()).isEmpty()
                ? null
                : reachable(leased, lastWords(leased, lastSeq(leased.conversation())));
    }

    /// Users wrote when they asked for an agent, even if that was said to the bot alone.
    private @Nullable Reachable reachable(Leased leased, LastWords words) {
        Instant asked = leased.details().askedAt();
        Instant since =
                words.userAt() == null || words.userAt().isBefore(asked) ? asked : words.userAt();
        return replies.apply(leased.details().answersTo())
                .map(window -> new Reachable(window.closesAt(since), window))
                .orElse(null);
    }

    /// The last message, and when the user and the agent last wrote since the request; null for
    /// those who did not.
    private record LastWords(
            @Nullable Message last, @Nullable Instant userAt, @Nullable Instant agentAt) {

        private static final LastWords NONE = new LastWords(null, null, null);

        boolean complete() {
            return last != null && userAt != null && agentAt != null;
        }

        /// @param earlier than all that are known
        LastWords before(Message earlier) {
            Party by = earlier.author().party();
            return by == Party.SYSTEM || earlier.content().isForAgents()
                    ? this
                    : new LastWords(
                            last == null ? earlier : last,
                            userAt == null && by == Party.USER ? earlier.at() : userAt,
                            agentAt == null && by == Party.AGENT ? earlier.at() : agentAt);
        }
    }

    /// Of what was said before the request, a page counts too: it has the words that led to it.
    private LastWords lastWords(Leased leased, long seq) {
        Instant asked = leased.details().askedAt();
        LastWords words = LastWords.NONE;
        int read = 0;
        for (Recorded recorded :
                Passage.upTo(leased.conversation(), seq).newestFirst(history, PAGE)) {
            Message message = recorded.message();
            words = words.before(message);
            read++;
            if (words.complete() || (read >= PAGE && !message.at().isAfter(asked))) {
                break;
            }
        }
        return words;
    }

    Optional<Message> find(MessageId id) {
        return history.find(id).map(Recorded::message);
    }

    /// Returns the newest messages. They end exactly at `seq` if the caller holds the
    /// conversation's lock.
    ///
    /// @param reader who is shown them
    public Context newest(ConversationId conversation, AgentId reader) {
        long seq = lastSeq(conversation);
        return new Context(seq, slice(conversation, reader, seq, window.messages(), window));
    }

    /// Returns the newest messages before a `seq`.
    ///
    /// @param reader who is shown them
    public Slice before(
            ConversationId conversation, AgentId reader, @Nullable Long before, int limit) {
        return slice(conversation, reader, upTo(conversation, before), limit, window);
    }

    /// Like [#before], of any age.
    public Slice allBefore(
            ConversationId conversation, AgentId reader, @Nullable Long before, int limit) {
        return slice(conversation, reader, upTo(conversation, before), limit, window.ofAnyAge());
    }

    private long upTo(ConversationId conversation, @Nullable Long before) {
        long seq = lastSeq(conversation);
        return before == null ? seq : Math.min(seq, before - 1);
    }

    private Slice slice(
            ConversationId conversation,
            AgentId reader,
            long upTo,
            int limit,
            ContextWindow window) {
        List<Recorded> newest =
                newest(conversation, upTo, Math.min(limit, window.messages()) + 1).stream()
                        .map(recorded -> seenBy(reader, recorded))
                        .toList();
        return window.slice(newest, limit, clock.instant());
    }

    /// Returns the newest messages up to a `seq`, in order: as many as asked for, or one more than
    /// the window has room for.
    private List<Recorded> newest(ConversationId conversation, long upTo, int number) {
        Deque<Recorded> newest = new ArrayDeque<>();
        long bytes = 0;
        Passage asked = Passage.newest(conversation, upTo, number);
        for (Recorded recorded : asked.newestFirst(history, PAGE)) {
            newest.addFirst(recorded);
            bytes += recorded.message().content().bytes();
            if (bytes > window.bytes()) {
                break;
            }
        }
        return List.copyOf(newest);
    }

    private static Recorded seenBy(AgentId reader, Recorded recorded) {
        return new Recorded(recorded.message().seenBy(reader.value()), recorded.deliveries());
    }
}
