package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.ConversationEntry;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.SseEvents;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.News;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.Taken;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Passes the entries of a session on to the core: each entry once, in order. The position is
/// stored only after the results of an entry are.
final class ChatEventReader {

    /// Overlap for entries that may have arrived late.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final SalesforceContext context;
    private final ChatSession session;
    private final ReentrantLock telling = new ReentrantLock();
    private final Recent heard = new Recent();
    private final QueuePlaces places = new QueuePlaces();

    ChatEventReader(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
    }

    /// Handles one event of the stream. Returns once its results are stored.
    void hear(SseEvents.Event event) {
        if (!session.awaitOpen()) {
            return;
        }
        JsonNode data = JsonText.read(event.data());
        String current = session.known(Fact.CONVERSATION);
        String conversation =
                data.path("conversationId").asString(current).toLowerCase(Locale.ROOT);
        if (!conversation.equals(current)) {
            return;
        }
        JsonNode entry = data.path("conversationEntry");
        if (entry.isObject()) {
            hear(
                    conversation,
                    List.of(ConversationEntry.of(entry, event.name(), context.clock().instant())),
                    event.id());
        } else if (event.name().startsWith("CONVERSATION_MESSAGE")) {
            DeskEvent unreadable = new DeskEvent.Unsupported("", "message");
            tell(Sha256.hex(event.data()), context.clock().instant(), unreadable);
        }
    }

    /// Handles entries in order, and confirms to agents which of them the user has.
    ///
    /// @param cursor the position of the stream after them; empty if it does not change
    private void hear(String conversation, List<ConversationEntry> entries, String cursor) {
        List<String> had = new ArrayList<>();
        for (ConversationEntry entry : entries) {
            if (hear(conversation, entry, cursor)) {
                had.add(entry.id());
            }
        }
        if (!had.isEmpty()) {
            context.executor().execute(() -> tellThatTheUserHas(had));
        }
    }

    /// Handles one entry, unless it was handled before. Its results are stored before the position.
    ///
    /// @return whether to confirm to agents that the user has it
    private boolean hear(String conversation, ConversationEntry entry, String cursor) {
        session.recordOwnMessage(conversation, entry);
        if (heard.has(entry.id())) {
            return false;
        }
        boolean joins = isFirstWordOfAnAgent(entry);
        if (joins) {
            tell(entry.id() + "/joined", entry.at(), new DeskEvent.Joined(entry.from()));
        }
        List<DeskEvent> events = toTell(entry);
        for (int i = 0; i < events.size(); i++) {
            tell(i == 0 ? entry.id() : entry.id() + "/" + i, entry.at(), events.get(i));
        }
        if (session.isStopped()) {
            return false;
        }
        heard.add(entry.id());
        note(entry, cursor, events, joins);
        return entry.isMessage() && !entry.isOurs();
    }

    /// Whether this is an agent's first message, which implies that the agent joined. The join is
    /// reported under an id of its own, so that the message keeps its id if it is read again after
    /// the agent is known.
    private boolean isFirstWordOfAnAgent(ConversationEntry entry) {
        return entry.isMessage()
                && entry.role().equals("Agent")
                && session.stored().fact(Fact.JOINED) == null;
    }

    private void note(
            ConversationEntry entry, String cursor, List<DeskEvent> events, boolean spoke) {
        boolean joins = spoke || events.stream().anyMatch(DeskEvent.Joined.class::isInstance);
        boolean ends = events.stream().anyMatch(DeskEvent.Ended.class::isInstance);
        if (joins || ends || (entry.lasts() && (bringsAnything(events) || isFarAhead(entry)))) {
            var _ =
                    session.keep(stored -> {
                        DeskSession next = stored.with(further(stored.heard(), entry, cursor));
                        return joins ? next.with(Fact.JOINED, "yes") : next;
                    });
        }
        if (ends) {
            session.conversation().endedThere();
        }
    }

    /// An entry without results may be read again, so its position need not be stored.
    private static boolean bringsAnything(List<DeskEvent> events) {
        return !events.stream().allMatch(DeskEvent.Delivered.class::isInstance);
    }

    /// A resumed stream should not begin too far back.
    private boolean isFarAhead(ConversationEntry entry) {
        StreamPosition last = session.stored().heard();
        return last == null || entry.at().isAfter(last.at().plus(context.timings().behind()));
    }

    private static StreamPosition further(
            @Nullable StreamPosition before, ConversationEntry entry, String cursor) {
        if (before == null) {
            return new StreamPosition(cursor, entry.at());
        }
        return new StreamPosition(
                cursor.isEmpty() ? before.cursor() : cursor,
                entry.at().isAfter(before.at()) ? entry.at() : before.at());
    }

    /// The events to report for an entry: queue positions at most once a minute, and none once an
    /// agent has joined.
    private List<DeskEvent> toTell(ConversationEntry entry) {
        List<DeskEvent> events = new ArrayList<>(entry.events());
        if (session.stored().fact(Fact.JOINED) != null) {
            events.removeIf(DeskEvent.Queued.class::isInstance);
        }
        events.removeIf(event ->
                event instanceof DeskEvent.Queued queued
                        && !places.isNews(queued, context.clock().instant()));
        return events;
    }

    /// Reports the opening to a core that may have waited for a hub that died. If the chat is over,
    /// the session goes on: earlier messages of agents may still arrive.
    void tellThatItIsOpen() {
        boolean greeted = session.stored().fact(Fact.BEGUN) != null;
        var _ = told("opened", context.clock().instant(), new DeskEvent.Opened(greeted));
    }

    void tellThatItNeverOpened() {
        var _ = told("never-opened", context.clock().instant(), new DeskEvent.NeverOpened());
    }

    /// Returns once the event is taken or the session has stopped.
    private void tell(String id, Instant at, DeskEvent event) {
        Taken taken = told(id, at, event);
        if (taken != null) {
            heed(taken);
        }
    }

    /// @return null if the session stopped first
    private @Nullable Taken told(String id, Instant at, DeskEvent event) {
        telling.lock();
        try {
            Taken taken = null;
            while (taken == null && !session.isStopped()) {
                DeskSession stored = session.stored();
                taken = tryToTell(new News(stored.chat(), stored.hold().fence(), id, at, event));
                if (taken == null) {
                    context.pause(context.timings().first());
                }
            }
            return taken;
        } finally {
            telling.unlock();
        }
    }

    private @Nullable Taken tryToTell(News news) {
        try {
            return context.hear().get().hear(news);
        } catch (StoreUnavailableException _) {
            return null;
        }
    }

    private void heed(Taken taken) {
        switch (taken) {
            case DONE -> {}
            case OVERTAKEN -> session.stop();
            case NO_CHAT -> {
                var _ = session.conversation().endThere();
                session.over();
            }
        }
    }

    /// Reads the entries that were missed while the stream was down.
    ///
    /// @return false if they are not known yet
    boolean readMissedEntries() {
        DeskSession stored = session.stored();
        String conversation = session.known(Fact.CONVERSATION);
        if (!conversation.equals(stored.fact(Fact.CREATED))) {
            return createReplacement();
        }
        StreamPosition last = stored.heard();
        Instant since = (last == null ? stored.changedAt() : last.at()).minus(OVERLAP);
        while (true) {
            Instant from = since;
            CallResult outcome =
                    session.tokens()
                            .call(secret -> context.chat().entries(secret, conversation, from));
            if (!(outcome instanceof CallResult.Done done)) {
                return handleFailure(outcome);
            }
            List<ConversationEntry> page = page(done);
            hear(conversation, page, "");
            Instant reached = page.isEmpty() ? since : page.getLast().at();
            if (page.size() < ChatApi.PAGE || !reached.isAfter(since)) {
                session.markCaughtUp();
                tellReplacement();
                return !session.isStopped();
            }
            since = reached;
        }
    }

    /// Creates the conversation that replaces another one: only then does Salesforce look for
    /// agents, even for a user who says nothing.
    private boolean createReplacement() {
        CallResult made = session.conversation().create();
        if (made instanceof CallResult.Done || made instanceof CallResult.Refused) {
            session.markCaughtUp(); // a refusal parks the messages, with its reason
            tellReplacement();
            return !session.isStopped();
        }
        return handleFailure(made);
    }

    private List<ConversationEntry> page(CallResult.Done done) {
        Instant now = context.clock().instant();
        return ChatApi.entriesOf(done.json()).stream()
                .map(item -> ConversationEntry.of(item, "", now))
                .sorted(Comparator.comparing(ConversationEntry::at))
                .toList();
    }

    private boolean handleFailure(CallResult outcome) {
        Token token = session.stored().token();
        if (outcome instanceof CallResult.Missing && session.isEnded()) {
            // Closed at our request; the stream still brings what agents wrote before they knew.
            session.markCaughtUp();
            return true;
        }
        if (outcome instanceof CallResult.Missing) {
            gone();
        } else if (outcome instanceof CallResult.Forbidden && token != null) {
            var _ = session.tokens().replace(token.secret());
        }
        return false;
    }

    /// Salesforce no longer knows the conversation.
    void gone() {
        tell(
                session.known(Fact.CONVERSATION) + "/gone",
                context.clock().instant(),
                new DeskEvent.Ended(By.GONE));
        session.over();
    }

    /// Reports that the conversation was replaced, unless that was reported.
    void tellReplacement() {
        String untold = session.stored().fact(Fact.UNTOLD);
        if (untold != null) {
            tell(untold + "/reopened", context.clock().instant(), new DeskEvent.Reopened());
            var _ = session.keep(stored -> stored.without(Fact.UNTOLD));
        }
    }

    /// Best effort: agents see the confirmation.
    private void tellThatTheUserHas(List<String> entries) {
        Map<String, String> receipts = new LinkedHashMap<>();
        entries.forEach(entry -> receipts.put(context.ids().uuid(), entry));
        var _ =
                session.tokens()
                        .call(secret ->
                                context.chat()
                                        .acknowledge(
                                                secret,
                                                session.known(Fact.CONVERSATION),
                                                receipts));
    }

    /// Decides which queue positions a user is told: only changed ones, at most once a minute. Used
    /// by one thread.
    private static final class QueuePlaces {

        private static final Duration BETWEEN = Duration.ofMinutes(1);

        private @Nullable Integer told;
        private Instant toldAt = Instant.MIN;

        boolean isNews(DeskEvent.Queued queued, Instant now) {
            Integer place = queued.position();
            if (place == null || place.equals(told) || now.isBefore(toldAt.plus(BETWEEN))) {
                return false;
            }
            told = place;
            toldAt = now;
            return true;
        }
    }
}
