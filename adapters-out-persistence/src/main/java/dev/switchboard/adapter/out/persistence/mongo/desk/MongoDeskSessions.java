package dev.switchboard.adapter.out.persistence.mongo.desk;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.DESK_SESSIONS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.FullPage;
import dev.switchboard.adapter.out.persistence.keys.TokenSeal;
import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.RawDocuments;
import dev.switchboard.adapter.out.persistence.mongo.record.StoredText;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.EndedDeskSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.handoff.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Sessions by chat. Every write of a session requires its fence, and every take-over also the
/// previous holder.
public final class MongoDeskSessions implements DeskSessions, EndedDeskSessions {

    private static final int STEP = 500;

    private final MongoStore store;
    private final TokenSeal seal;
    private final Function<Document, Stream<DeskSession>> reader;

    public MongoDeskSessions(MongoStore store, TokenSeal seal, MongoConverter converter) {
        this.store = store;
        this.seal = seal;
        this.reader =
                RawDocuments.reader(DESK_SESSIONS, converter, SessionDocument.class, this::session);
    }

    /// @param conversation absent in documents of earlier versions
    /// @param live true; absent if the session is over
    /// @param token encrypted
    private record SessionDocument(
            String id,
            @Nullable String conversation,
            String desk,
            String tenant,
            String state,
            @Nullable Boolean live,
            Map<String, StoredText> facts,
            @Nullable String token,
            @Nullable Instant renewAt,
            @Nullable String cursor,
            @Nullable Instant heardAt,
            String holder,
            long fence,
            Instant changedAt) {}

    private SessionDocument document(DeskSession session) {
        Token token = session.token();
        StreamPosition heard = session.heard();
        ConversationId conversation = session.conversation();
        return new SessionDocument(
                session.chat().value(),
                conversation == null ? null : conversation.value(),
                session.desk(),
                session.tenant().value(),
                session.state().name(),
                session.state() == State.OVER ? null : true,
                said(session),
                token == null ? null : seal.close(token.secret(), nameOf(session.chat())),
                token == null ? null : token.renewAt(),
                heard == null ? null : heard.cursor(),
                heard == null ? null : heard.at(),
                session.hold().holder(),
                session.hold().fence(),
                session.changedAt());
    }

    private DeskSession session(SessionDocument document) {
        DeskRef chat = new DeskRef(document.id());
        String conversation = document.conversation();
        String cursor = document.cursor();
        Instant heardAt = document.heardAt();
        return new DeskSession(
                chat,
                conversation == null ? null : new ConversationId(conversation),
                document.desk(),
                new TenantId(document.tenant()),
                State.valueOf(document.state()),
                facts(document),
                token(chat, document),
                cursor == null || heardAt == null ? null : new StreamPosition(cursor, heardAt),
                new Hold(document.holder(), document.fence()),
                document.changedAt());
    }

    private static Map<String, StoredText> said(DeskSession session) {
        Map<String, StoredText> said = new TreeMap<>();
        String chat = session.chat().value();
        session.facts()
                .forEach((name, fact) -> said.put(name, StoredText.said(fact, place(name, chat))));
        return said;
    }

    private static Map<String, String> facts(SessionDocument document) {
        Map<String, String> facts = new TreeMap<>();
        document.facts()
                .forEach((name, fact) -> facts.put(name, fact.text(place(name, document.id()))));
        return facts;
    }

    private static String place(String fact, String chat) {
        return StoredText.place(DESK_SESSIONS, fact, chat);
    }

    private @Nullable Token token(DeskRef chat, SessionDocument document) {
        String sealed = document.token();
        Instant renewAt = document.renewAt();
        return sealed == null || renewAt == null
                ? null
                : seal.open(sealed, nameOf(chat))
                        .map(secret -> new Token(secret, renewAt))
                        .orElse(null);
    }

    private static String nameOf(DeskRef chat) {
        return "desk/" + chat.value();
    }

    @Override
    public boolean insert(DeskSession first) {
        SessionDocument document = document(first);
        return store.call(mongo -> Contended.settled(() -> inserted(mongo, document)));
    }

    /// Empty if the conflicting document is not visible yet; the caller retries.
    private static Optional<Boolean> inserted(MongoOperations mongo, SessionDocument document) {
        try {
            mongo.insert(document, DESK_SESSIONS);
            return Optional.of(true);
        } catch (DuplicateKeyException _) {
            return document(mongo, document.id()).map(_ -> false);
        }
    }

    @Override
    public Optional<DeskSession> find(DeskRef chat) {
        return store.call(mongo -> document(mongo, chat.value())).stream()
                .flatMap(reader)
                .findFirst();
    }

    private static Optional<Document> document(MongoOperations mongo, String id) {
        return Optional.ofNullable(
                mongo.findOne(query(where("_id").is(id)), Document.class, DESK_SESSIONS));
    }

    @Override
    public boolean save(DeskSession next) {
        SessionDocument document = document(next);
        Query ours =
                query(
                        where("_id")
                                .is(document.id())
                                .and("fence")
                                .is(document.fence())
                                .and("live")
                                .is(true));
        boolean saved =
                store.call(mongo ->
                        mongo.replace(ours, document, DESK_SESSIONS).getMatchedCount() == 1);
        return saved || find(next.chat()).filter(next::equals).isPresent();
    }

    @Override
    public Optional<DeskSession> take(DeskRef chat, Hold taker) {
        Optional<DeskSession> there = find(chat).filter(session -> session.state() != State.OVER);
        if (there.isEmpty() || there.get().hold().equals(taker)) {
            return there;
        }
        Hold before = there.get().hold();
        if (before.fence() >= taker.fence()) {
            return Optional.empty();
        }
        Query same =
                query(
                        where("_id")
                                .is(chat.value())
                                .and("holder")
                                .is(before.holder())
                                .and("fence")
                                .is(before.fence())
                                .and("live")
                                .is(true));
        Update taken = Update.update("holder", taker.holder()).set("fence", taker.fence());
        boolean won =
                store.call(mongo ->
                        mongo.updateFirst(same, taken, DESK_SESSIONS).getMatchedCount() == 1);
        return won ? find(chat) : Optional.empty();
    }

    @Override
    public List<DeskSession> live(String desk, @Nullable DeskRef after, int limit) {
        @Nullable String begin = after == null ? null : after.value();
        return FullPage.of(
                limit,
                (last, most) -> live(desk, last == null ? begin : RawDocuments.idOf(last), most),
                reader);
    }

    private List<Document> live(String desk, @Nullable String after, int most) {
        Criteria next = where("live").is(true).and("desk").is(desk);
        if (after != null) {
            next = next.and("_id").gt(after);
        }
        Query page = query(next).with(Sort.by("_id")).limit(most);
        return store.call(mongo -> mongo.find(page, Document.class, DESK_SESSIONS));
    }

    @Override
    public boolean forget(DeskRef chat) {
        Query over = query(where("_id").is(chat.value()).and("state").is(State.OVER.name()));
        return store.call(mongo -> {
            mongo.remove(over, DESK_SESSIONS);
            return !mongo.exists(query(where("_id").is(chat.value())), DESK_SESSIONS);
        });
    }

    @Override
    public int purge(Instant before) {
        int removed = 0;
        int step;
        do {
            step = store.call(mongo -> purged(mongo, before));
            removed += step;
        } while (step == STEP);
        return removed;
    }

    private static int purged(MongoOperations mongo, Instant before) {
        Query over =
                query(where("state").is(State.OVER.name()).and("changed_at").lt(before))
                        .limit(STEP);
        over.fields().include("_id");
        List<String> old =
                mongo.find(over, Document.class, DESK_SESSIONS).stream()
                        .map(RawDocuments::idOf)
                        .toList();
        if (!old.isEmpty()) {
            mongo.remove(query(where("_id").in(old)), DESK_SESSIONS);
        }
        return old.size();
    }
}
