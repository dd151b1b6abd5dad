package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.News;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents.Taken;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.desk.DeskEvent;
import dev.switchboard.domain.desk.DeskEvent.Ended.By;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Heard;
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

/// Tells the core what is said in a session: each entry once, in order, and how far it was heard
/// only when what it brings is stored.
final class ChatEventReader {

    /// What may have come late is read again.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final SalesforceContext salesforceContext;
    private final ChatSession session;
    private final ReentrantLock telling = new ReentrantLock();
    private final Recent heard = new Recent();
    private final QueuePlaces places = new QueuePlaces();

    ChatEventReader(SalesforceContext salesforceContext, ChatSession session) {
        this.salesforceContext = salesforceContext;
        this.session = session;
    }

    /// Hears one event of the line. Returns when what it brings is stored.
    void hear(SseEvents.Event event) {
        if (!session.awaitOpen()) {
            return;
        }
        JsonNode data = Outcome.read(event.data());
        JsonNode conversation = data.path("conversationId");
        if (conversation.isString()
                && !conversation
                        .stringValue()
                        .toLowerCase(Locale.ROOT)
                        .equals(session.stored().fact("conversationId"))) {
            return;
        }
        JsonNode entry = data.path("conversationEntry");
        if (entry.isObject()) {
            hear(
                    List.of(Entry.of(entry, event.name(), salesforceContext.clock().instant())),
                    event.id());
        } else if (event.name().startsWith("CONVERSATION_MESSAGE")) {
            DeskEvent unreadable = new DeskEvent.Unsupported("", "message");
            tell(Sha256.hex(event.data()), salesforceContext.clock().instant(), unreadable);
        }
    }

    /// Hears entries in order, and tells agents which of them the user has.
    ///
    /// @param cursor where the stream goes on after them; empty if that does not change
    private void hear(List<Entry> entries, String cursor) {
        List<String> had = new ArrayList<>();
        for (Entry entry : entries) {
            if (hear(entry, cursor)) {
                had.add(entry.id());
            }
        }
        if (!had.isEmpty()) {
            salesforceContext.executor().execute(() -> tellThatTheUserHas(had));
        }
    }

    /// Hears one entry, unless it was heard. What it brings is stored before how far we heard.
    ///
    /// @return whether agents like to know that the user has it
    private boolean hear(Entry entry, String cursor) {
        session.isSaid(entry);
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

    /// An agent who speaks has joined. Told under an id of its own, so that the words have the same
    /// id when they are heard again and the agent is known.
    private boolean isFirstWordOfAnAgent(Entry entry) {
        return entry.isMessage()
                && entry.role().equals("Agent")
                && session.stored().fact("joined") == null;
    }

    private void note(Entry entry, String cursor, List<DeskEvent> events, boolean spoke) {
        boolean joins = spoke || events.stream().anyMatch(DeskEvent.Joined.class::isInstance);
        boolean ends = events.stream().anyMatch(DeskEvent.Ended.class::isInstance);
        if (joins || ends || (entry.lasts() && (bringsAnything(events) || isFarAhead(entry)))) {
            var _ =
                    session.keep(stored -> {
                        DeskSession next = stored.with(further(stored.heard(), entry, cursor));
                        return joins ? next.with("joined", "yes") : next;
                    });
        }
        if (ends) {
            session.end().endedThere();
        }
    }

    /// What brings nothing may come again, so it need not be a write of how far was heard.
    private static boolean bringsAnything(List<DeskEvent> events) {
        return !events.stream().allMatch(DeskEvent.Delivered.class::isInstance);
    }

    /// A line that begins anew should not begin long ago.
    private boolean isFarAhead(Entry entry) {
        Heard last = session.stored().heard();
        return last == null
                || entry.at().isAfter(last.at().plus(salesforceContext.tempo().behind()));
    }

    private static Heard further(@Nullable Heard before, Entry entry, String cursor) {
        if (before == null) {
            return new Heard(cursor, entry.at());
        }
        return new Heard(
                cursor.isEmpty() ? before.cursor() : cursor,
                entry.at().isAfter(before.at()) ? entry.at() : before.at());
    }

    /// What is to be told of an entry: places in a queue once a minute at most, and none to a user
    /// who is served.
    private List<DeskEvent> toTell(Entry entry) {
        List<DeskEvent> events = new ArrayList<>(entry.events());
        if (session.stored().fact("joined") != null) {
            events.removeIf(DeskEvent.Queued.class::isInstance);
        }
        events.removeIf(event ->
                event instanceof DeskEvent.Queued queued
                        && !places.isNews(queued, salesforceContext.clock().instant()));
        return events;
    }

    /// Tells a core that may have been waiting for whoever opened it. A chat that is over says
    /// nothing against the session: what agents said before may still be heard in it.
    void tellThatItIsOpen() {
        boolean greeted = session.stored().fact("greeted") != null;
        var _ = told("opened", salesforceContext.clock().instant(), new DeskEvent.Opened(greeted));
    }

    void tellThatItNeverOpened() {
        var _ =
                told(
                        "never-opened",
                        salesforceContext.clock().instant(),
                        new DeskEvent.NeverOpened());
    }

    /// Returns when it is taken, or the session has stopped.
    private void tell(String id, Instant at, DeskEvent event) {
        Taken taken = told(id, at, event);
        if (taken != null) {
            heed(taken);
        }
    }

    /// @return null if the session stopped before
    private @Nullable Taken told(String id, Instant at, DeskEvent event) {
        telling.lock();
        try {
            Taken taken = null;
            while (taken == null && !session.isStopped()) {
                DeskSession stored = session.stored();
                taken = tryToTell(new News(stored.chat(), stored.hold().fence(), id, at, event));
                if (taken == null) {
                    salesforceContext.pause(salesforceContext.tempo().first());
                }
            }
            return taken;
        } finally {
            telling.unlock();
        }
    }

    private @Nullable Taken tryToTell(News news) {
        try {
            return salesforceContext.hear().get().hear(news);
        } catch (StoreUnavailableException _) {
            return null;
        }
    }

    private void heed(Taken taken) {
        switch (taken) {
            case DONE -> {}
            case OVERTAKEN -> session.stop();
            case NO_CHAT -> {
                var _ = session.conversation().end();
                session.over();
            }
        }
    }

    /// Reads what was said while nobody listened.
    ///
    /// @return false if that is not known yet
    boolean repaired() {
        DeskSession stored = session.stored();
        String conversation = session.known("conversationId");
        if (!conversation.equals(stored.fact("created"))) {
            return isMade();
        }
        Heard last = stored.heard();
        Instant since = (last == null ? stored.changedAt() : last.at()).minus(OVERLAP);
        while (true) {
            Instant from = since;
            Outcome outcome =
                    session.tokens()
                            .call(secret ->
                                    salesforceContext.chat().entries(secret, conversation, from));
            if (!(outcome instanceof Outcome.Done done)) {
                return unrepaired(outcome);
            }
            List<Entry> page = page(done);
            hear(page, "");
            Instant reached = page.isEmpty() ? since : page.getLast().at();
            if (page.size() < ChatApi.PAGE || !reached.isAfter(since)) {
                session.isCaughtUp();
                tellReplacement();
                return !session.isStopped();
            }
            since = reached;
        }
    }

    /// Makes a conversation that takes the place of another one: agents are found for it only then,
    /// also for a user who says nothing.
    private boolean isMade() {
        Outcome made = session.conversation().create();
        if (made instanceof Outcome.Done || made instanceof Outcome.Refused) {
            session.isCaughtUp(); // what it is refused for is what messages are parked for
            tellReplacement();
            return !session.isStopped();
        }
        return unrepaired(made);
    }

    private List<Entry> page(Outcome.Done done) {
        Instant now = salesforceContext.clock().instant();
        return ChatApi.entriesOf(done.json()).stream()
                .map(item -> Entry.of(item, "", now))
                .sorted(Comparator.comparing(Entry::at))
                .toList();
    }

    private boolean unrepaired(Outcome outcome) {
        Token token = session.stored().token();
        if (outcome instanceof Outcome.Missing && session.isEnded()) {
            // closed as we asked; the stream still brings what agents said before they knew
            session.isCaughtUp();
            return true;
        }
        if (outcome instanceof Outcome.Missing) {
            gone();
        } else if (outcome instanceof Outcome.Forbidden && token != null) {
            var _ = session.tokens().replace(token.secret());
        }
        return false;
    }

    /// The conversation is not known over there any more.
    void gone() {
        tell(
                session.known("conversationId") + "/gone",
                salesforceContext.clock().instant(),
                new DeskEvent.Ended(By.GONE));
        session.over();
    }

    /// Tells that the conversation is another one, if that was not told.
    void tellReplacement() {
        String untold = session.stored().fact("untold");
        if (untold != null) {
            tell(
                    untold + "/reopened",
                    salesforceContext.clock().instant(),
                    new DeskEvent.Reopened());
            var _ = session.keep(stored -> stored.without("untold"));
        }
    }

    /// Best effort: agents see it.
    private void tellThatTheUserHas(List<String> entries) {
        Map<String, String> receipts = new LinkedHashMap<>();
        entries.forEach(entry -> receipts.put(salesforceContext.ids().uuid(), entry));
        var _ =
                session.tokens()
                        .call(secret ->
                                salesforceContext
                                        .chat()
                                        .acknowledge(
                                                secret, session.known("conversationId"), receipts));
    }

    /// Which places in a queue a user is told: another one than before, once a minute at most. Used
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
