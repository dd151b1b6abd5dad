package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.CLAIMS;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.stream.Collectors.toCollection;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.TimeOrder;
import dev.switchboard.application.port.out.session.Claims;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.ReplaceOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Claims by conversation, which is the document's id and thus unique.
final class MongoClaims implements Claims {

    private static final ReplaceOptions UPSERT = ReplaceOptions.replaceOptions().upsert();

    private final MongoStore store;

    MongoClaims(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<Claim> find(ConversationId conversation) {
        return store.call(mongo -> find(mongo, conversation));
    }

    private static Optional<Claim> find(MongoOperations mongo, ConversationId conversation) {
        return Optional.ofNullable(mongo.findOne(of(conversation), ClaimDocument.class, CLAIMS))
                .map(ClaimDocument::toClaim);
    }

    @Override
    public Claim replace(@Nullable Claim expected, Claim next) {
        return store.call(mongo -> Contended.settled(() -> replaceOnce(mongo, expected, next)));
    }

    /// If another claim exists, its id conflicts with the new one. Empty if that claim is not
    /// visible yet or no longer, because its writer is not done; the caller retries.
    private static Optional<Claim> replaceOnce(
            MongoOperations mongo, @Nullable Claim expected, Claim next) {
        ClaimDocument document = ClaimDocument.from(next);
        try {
            if (expected == null) {
                mongo.insert(document, CLAIMS);
            } else {
                mongo.replace(same(expected, next), document, UPSERT, CLAIMS);
            }
            return Optional.of(next);
        } catch (DuplicateKeyException _) {
            return find(mongo, next.conversation()).filter(there -> !isSame(there, expected));
        }
    }

    private static boolean isSame(Claim there, @Nullable Claim expected) {
        return expected != null
                && there.owner().equals(expected.owner())
                && there.fromSeq() == expected.fromSeq();
    }

    private static Query same(Claim expected, Claim next) {
        ClaimDocument document = ClaimDocument.from(expected);
        Criteria same =
                where("_id")
                        .is(next.conversation().value())
                        .and("owner.browser")
                        .is(document.owner().browser())
                        .and("owner.subject")
                        .is(document.owner().subject())
                        .and("from_seq")
                        .is(document.fromSeq());
        return query(same);
    }

    @Override
    public void seen(ConversationId conversation, Instant at) {
        Update later = new Update().max("seen_at", at);
        store.run(mongo -> mongo.updateFirst(of(conversation), later, CLAIMS));
    }

    @Override
    public List<Claim> page(@Nullable ConversationId after, int limit) {
        Criteria behind = where("_id").gt(after == null ? "" : after.value());
        Query page = query(behind).with(Sort.by("_id")).limit(limit);
        return store.call(mongo -> mongo.find(page, ClaimDocument.class, CLAIMS)).stream()
                .map(ClaimDocument::toClaim)
                .toList();
    }

    @Override
    public int purge(Instant seenBefore) {
        int all = 0;
        UnseenClaims unseen = new UnseenClaims(seenBefore);
        while (!unseen.finished()) {
            all += store.call(unseen::removeSome);
        }
        return all;
    }

    private static Query of(ConversationId conversation) {
        return query(where("_id").is(conversation.value()));
    }

    /// A claim as stored.
    ///
    /// @param id the conversation
    record ClaimDocument(String id, EndUserDocument owner, long fromSeq, Instant seenAt) {

        static ClaimDocument from(Claim claim) {
            return new ClaimDocument(
                    claim.conversation().value(),
                    EndUserDocument.from(claim.owner()),
                    claim.fromSeq(),
                    claim.seenAt());
        }

        Claim toClaim() {
            return new Claim(new ConversationId(id), owner.toEndUser(), fromSeq, seenAt);
        }
    }

    /// Visits once the claims whose owners were last seen long ago, and removes those of
    /// conversations without stored messages.
    private static final class UnseenClaims {

        private static final int STEP = 500;
        private static final TimeOrder ORDER = new TimeOrder("seen_at");

        private final Instant before;
        private @Nullable SeenDocument last;
        private boolean finished;

        UnseenClaims(Instant before) {
            this.before = before;
        }

        private record SeenDocument(String id, Instant seenAt) {}

        boolean finished() {
            return finished;
        }

        /// @return the number of removed claims
        int removeSome(MongoOperations mongo) {
            List<SeenDocument> some = read(mongo);
            finished = some.size() < STEP;
            if (some.isEmpty()) {
                return 0;
            }
            last = some.getLast();
            Set<String> ids =
                    some.stream().map(SeenDocument::id).collect(toCollection(TreeSet::new));
            Query stored = query(where("conversation").in(ids));
            ids.removeAll(mongo.findDistinct(stored, "conversation", JOURNAL, String.class));
            return ids.isEmpty() ? 0 : remove(mongo, ids);
        }

        /// Checks the time again: an owner may have been seen meanwhile.
        private int remove(MongoOperations mongo, Set<String> ids) {
            Query some = query(unseen().and("_id").in(ids));
            return (int) mongo.remove(some, CLAIMS).getDeletedCount();
        }

        private Criteria unseen() {
            return where("seen_at").lt(before);
        }

        private List<SeenDocument> read(MongoOperations mongo) {
            Criteria old = unseen();
            if (last != null) {
                old = ORDER.behind(last.seenAt(), last.id(), old);
            }
            Query query = query(old).with(ORDER.sort()).limit(STEP);
            query.fields().include("seen_at");
            return mongo.find(query, SeenDocument.class, CLAIMS);
        }
    }
}
