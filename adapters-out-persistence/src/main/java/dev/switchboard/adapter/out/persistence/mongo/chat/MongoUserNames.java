package dev.switchboard.adapter.out.persistence.mongo.chat;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.USER_NAMES;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/// A document for each user with several names, under the conversation. One unique index over all
/// names ensures that each name belongs to one user.
///
/// When users are merged, the documents of the others are removed first: their names are free for a
/// moment, and a crash leaves them so.
public final class MongoUserNames implements UserNames {

    private final MongoStore store;

    public MongoUserNames(MongoStore store) {
        this.store = store;
    }

    /// @param id the conversation
    private record UserDocument(String id, List<String> names) {

        static UserDocument of(UserIdentity user) {
            return new UserDocument(user.conversation().value(), texts(user.names()));
        }

        UserIdentity toUser() {
            return new UserIdentity(
                    new ConversationId(id), names.stream().map(ConversationId::new).toList());
        }
    }

    private static List<String> texts(Collection<ConversationId> names) {
        return names.stream().map(ConversationId::value).toList();
    }

    @Override
    public List<UserIdentity> find(Collection<ConversationId> names) {
        return store.call(mongo -> find(mongo, names));
    }

    private static List<UserIdentity> find(
            MongoOperations mongo, Collection<ConversationId> names) {
        Query any = query(where("names").in(texts(names)));
        return mongo.find(any, UserDocument.class, USER_NAMES).stream()
                .map(UserDocument::toUser)
                // A multikey index may return a document several times.
                .distinct()
                .toList();
    }

    @Override
    public Replaced replace(List<UserIdentity> expected, UserIdentity next) {
        return store.call(mongo -> Contended.settled(() -> replaceOnce(mongo, expected, next)));
    }

    /// Empty if the conflicting document is not visible yet or no longer; the caller retries.
    private static Optional<Replaced> replaceOnce(
            MongoOperations mongo, List<UserIdentity> expected, UserIdentity next) {
        List<UserIdentity> removed = new ArrayList<>();
        boolean known = false;
        for (UserIdentity user : expected) {
            if (user.conversation().equals(next.conversation())) {
                known = true;
            } else if (mongo.remove(exactly(user), USER_NAMES).getDeletedCount() == 1) {
                removed.add(user);
            } else {
                putBack(mongo, removed);
                return Optional.of(Replaced.OVERTAKEN);
            }
        }
        try {
            if (put(mongo, expected, next, known)) {
                return Optional.of(Replaced.DONE);
            }
            putBack(mongo, removed);
            return Optional.of(Replaced.OVERTAKEN);
        } catch (DuplicateKeyException _) {
            putBack(mongo, removed);
            boolean shows = !expected.containsAll(find(mongo, next.names()));
            return shows ? Optional.of(Replaced.OVERTAKEN) : Optional.empty();
        }
    }

    /// @param known whether `next` replaces one of the expected users
    /// @return whether the replaced user was unchanged
    private static boolean put(
            MongoOperations mongo, List<UserIdentity> expected, UserIdentity next, boolean known) {
        if (!known) {
            mongo.insert(UserDocument.of(next), USER_NAMES);
            return true;
        }
        return expected.stream()
                .filter(user -> user.conversation().equals(next.conversation()))
                .allMatch(before ->
                        mongo.replace(exactly(before), UserDocument.of(next), USER_NAMES)
                                        .getMatchedCount()
                                == 1);
    }

    private static Query exactly(UserIdentity user) {
        return query(
                where("_id").is(user.conversation().value()).and("names").is(texts(user.names())));
    }

    /// Except for users one of whose names is taken by now.
    private static void putBack(MongoOperations mongo, List<UserIdentity> removed) {
        for (UserIdentity user : removed) {
            try {
                mongo.insert(UserDocument.of(user), USER_NAMES);
            } catch (DuplicateKeyException _) {
                // The name was assigned to another user, which is newer.
            }
        }
    }
}
