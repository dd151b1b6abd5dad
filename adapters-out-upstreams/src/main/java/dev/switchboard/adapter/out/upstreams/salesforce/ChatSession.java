package dev.switchboard.adapter.out.upstreams.salesforce;

import static dev.switchboard.adapter.out.upstreams.salesforce.SendStep.Done.DONE;

import dev.switchboard.adapter.out.upstreams.salesforce.SendStep.KeptBack;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.ConversationEntry;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.Parts.Part;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A session that this hub runs: its stored state and its messages. [ChatEventReader] handles its
/// events.
final class ChatSession {

    private static final Duration SOON = Duration.ofSeconds(1);

    /// The greatest time before a call at which its message may appear among the entries.
    private static final Duration LOOKING_BACK = Duration.ofMinutes(1);

    private final SalesforceContext context;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock sending = new ReentrantLock();
    private final CompletableFuture<Boolean> open = new CompletableFuture<>();
    private final SentParts said = new SentParts();
    private final Pace pace;
    private final ChatStream stream;
    private final ChatEventReader eventReader;
    private final ChatTokens tokens;
    private final ChatConversation conversation;

    private volatile DeskSession stored;
    private volatile boolean stopped;
    private volatile boolean caughtUp;
    private @Nullable Doubt doubt;

    ChatSession(SalesforceContext context, DeskSession stored) {
        this.context = context;
        this.stored = stored;
        this.pace = new Pace(context::messagesPerMinute);
        this.stream = new ChatStream(context, this);
        this.eventReader = new ChatEventReader(context, this);
        this.tokens = new ChatTokens(context, this);
        this.conversation = new ChatConversation(context, this);
        if (stored.state() == State.OPEN) {
            open.complete(true);
        }
    }

    /// A part that was sent with an unknown outcome.
    private record Doubt(String id, Instant since) {}

    DeskSession stored() {
        return stored;
    }

    ChatStream stream() {
        return stream;
    }

    ChatEventReader eventReader() {
        return eventReader;
    }

    ChatConversation conversation() {
        return conversation;
    }

    ChatTokens tokens() {
        return tokens;
    }

    boolean isStopped() {
        return stopped;
    }

    /// Whether its events are still of interest.
    boolean isHeard() {
        State state = stored.state();
        return !stopped && (state == State.OPENING || state == State.OPEN);
    }

    /// This hub no longer runs the session.
    void stop() {
        stopped = true;
        open.complete(false);
        stream.cut();
    }

    /// Blocks until the session is open, so that its events may be reported.
    boolean awaitOpen() {
        return open.join();
    }

    /// Stores a change.
    ///
    /// @return false if another hub runs the session, or it is over; it has then stopped here
    boolean keep(UnaryOperator<DeskSession> change) {
        writing.lock();
        try {
            DeskSession next = change.apply(stored);
            boolean kept = !stopped && (next.equals(stored) || context.sessions().save(next));
            if (kept) {
                stored = next;
            } else {
                stop();
            }
            return kept;
        } finally {
            writing.unlock();
        }
    }

    /// Opening is complete: users and agents may exchange messages.
    boolean opened() {
        boolean opened =
                keep(session ->
                        session.state() == State.OPENING
                                ? session.become(State.OPEN, context.clock().instant())
                                : session)
                        && stored.state() == State.OPEN;
        if (opened) {
            caughtUp = true;
            open.complete(true);
        }
        return opened;
    }

    /// Whether it has ended: no more messages are sent, and agents are heard for a while.
    boolean isEnded() {
        return stored.fact(Fact.ENDED) != null;
    }

    /// Runs work while no message is being sent.
    <T> T betweenMessages(Supplier<T> work) {
        sending.lock();
        try {
            return work.get();
        } finally {
            sending.unlock();
        }
    }

    void over() {
        if (keep(session -> session.become(State.OVER, context.clock().instant()))) {
            stop();
        }
    }

    /// The fact with this name, which must exist.
    String known(String fact) {
        String value = stored.fact(fact);
        if (value == null) {
            throw new IllegalStateException(stored.chat() + " has no " + fact);
        }
        return value;
    }

    /// Sends the agents of a replacement conversation what was said in the one before; does nothing
    /// if they know it or there was none.
    SendStep brief(Supplier<String> before) {
        String conversation = stored.fact(Fact.UNBRIEFED);
        if (conversation == null) {
            return DONE;
        }
        return sendUnsent(Parts.briefing(conversation, before.get()), conversation)
                .then(() -> {
                    var _ =
                            keep(session ->
                                    conversation.equals(session.fact(Fact.UNBRIEFED))
                                            ? session.without(Fact.UNBRIEFED)
                                            : session);
                    return DONE;
                });
    }

    /// Sends the parts that were not sent yet, up to the first that is kept back.
    SendStep sendParts(List<Part> parts) {
        return sendUnsent(parts, null);
    }

    /// @param briefing the conversation that the parts brief its agents for; null for all other
    ///   messages, which wait until the briefing is done
    private SendStep sendUnsent(List<Part> parts, @Nullable String briefing) {
        sending.lock();
        try {
            SendStep step = DONE;
            int there = said.count(known(Fact.CONVERSATION), parts);
            for (Part part : parts.subList(there, parts.size())) {
                step = step.then(() -> sendPart(part, briefing));
            }
            return step;
        } finally {
            sending.unlock();
        }
    }

    private SendStep sendPart(Part part, @Nullable String briefing) {
        Instant now = context.clock().instant();
        Instant next = pace.next(now);
        if (now.isBefore(next)) {
            return new KeptBack(new SendOutcome.NotBefore(next));
        }
        CallResult ready = conversation.create();
        if (!(ready instanceof CallResult.Done)) {
            return new KeptBack(meaning(ready));
        }
        if (doubt != null && doubt.id().equals(part.id())) {
            CallResult looked = look(doubt.since());
            if (!(looked instanceof CallResult.Done) || hasSaid(part)) {
                return hasSaid(part) ? DONE : new KeptBack(meaning(looked));
            }
        }
        return post(part, briefing);
    }

    private SendStep post(Part part, @Nullable String briefing) {
        Instant begin = context.clock().instant();
        String id = known(Fact.CONVERSATION);
        if (!Objects.equals(stored.fact(Fact.UNBRIEFED), briefing)) {
            return new KeptBack(soon()); // another conversation replaced it meanwhile
        }
        JsonNode routing = stored.fact(Fact.BEGUN) == null ? conversation.routing() : null;
        CallResult outcome =
                tokens.call(secret ->
                        context.chat()
                                .say(
                                        secret,
                                        id,
                                        known(Fact.DEPLOYMENT),
                                        part.id(),
                                        part.text(),
                                        routing));
        pace.ended(context.clock().instant());
        if (outcome instanceof CallResult.Away(_, _, _, boolean perhapsDone) && perhapsDone) {
            doubt = new Doubt(part.id(), begin);
            CallResult looked = look(begin);
            if (!(looked instanceof CallResult.Done) || !hasSaid(part)) {
                return new KeptBack(meaning(outcome));
            }
        } else if (!(outcome instanceof CallResult.Done)) {
            if (briefing != null && SentParts.concernsWords(outcome)) {
                said.leaveOut(stored.chat(), id, part);
                return DONE;
            }
            boolean own = ChatTokens.forbids(outcome) && said.isForbiddenAgain(id, part);
            return new KeptBack(own ? outcome.asSendOutcome() : meaning(outcome));
        }
        doubt = null;
        said.add(id, part.id());
        if (routing != null) {
            var _ = keep(session -> session.with(Fact.BEGUN, "yes"));
        }
        return DONE;
    }

    /// Reads recent entries and records which of our messages are among them.
    private CallResult look(Instant since) {
        String id = known(Fact.CONVERSATION);
        CallResult outcome =
                tokens.call(
                        secret -> context.chat().entries(secret, id, since.minus(LOOKING_BACK)));
        if (outcome instanceof CallResult.Done done) {
            for (JsonNode item : ChatApi.entriesOf(done.json())) {
                recordOwnMessage(id, ConversationEntry.of(item, "", since));
            }
        }
        return outcome;
    }

    /// Records a message of ours among the entries of a conversation, which may have been replaced
    /// meanwhile.
    void recordOwnMessage(String conversation, ConversationEntry entry) {
        if (entry.isOurs() && entry.isMessage()) {
            if (!caughtUp && !said.has(conversation, entry.id())) {
                pace.ended(entry.at()); // an earlier hub sent it
            }
            said.add(conversation, entry.id());
            said.add(conversation, entry.said());
        }
    }

    private boolean hasSaid(Part part) {
        return said.has(known(Fact.CONVERSATION), part.id());
    }

    void markCaughtUp() {
        caughtUp = true;
    }

    /// Checks whether a message can be sent now.
    SendStep ready() {
        if (stored.state() == State.OVER || isEnded()) {
            return new KeptBack(closed());
        }
        return stopped || !caughtUp || stored.state() != State.OPEN ? new KeptBack(soon()) : DONE;
    }

    static SendOutcome closed() {
        return new SendOutcome.Called(
                new UpstreamReply.Refused(404, "The chat is over"), ParkReason.CHAT_CLOSED);
    }

    SendOutcome soon() {
        return new SendOutcome.NotBefore(context.clock().instant().plus(SOON));
    }

    /// The outcome of a failure for the waiting message.
    SendOutcome meaning(CallResult outcome) {
        return switch (outcome) {
            case CallResult.Missing _ -> {
                context.executor().execute(eventReader::gone);
                yield closed();
            }
            case CallResult.Denied _, CallResult.Forbidden _ -> replaced();
            case CallResult.Away _, CallResult.Refused _, CallResult.Done _ ->
                    outcome.asSendOutcome();
        };
    }

    private SendOutcome replaced() {
        Token held = stored.token();
        return tokens.replace(held == null ? new Secret("") : held.secret())
                ? soon()
                : new SendOutcome.Called(
                        new UpstreamReply.Unavailable(
                                Cause.UNAUTHORIZED, null, ChatTokens.REPLACEMENT_PAUSE));
    }
}
