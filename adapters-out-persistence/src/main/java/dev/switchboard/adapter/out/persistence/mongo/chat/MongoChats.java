package dev.switchboard.adapter.out.persistence.mongo.chat;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.CHATS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.Words;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Chats under their ids, each conversation's numbered. A number is only given behind a chat that
/// has ended, which never lives again: so a conversation has one live chat because its numbers are
/// unique.
public final class MongoChats implements Chats {

    private static final Function<ChatDocument, Stream<Chat>> READING =
            Words.readable(CHATS, ChatDocument::toChat);

    private final MongoStore store;

    public MongoChats(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<Chat> newest(ConversationId conversation, int limit) {
        return store.call(mongo -> newest(mongo, conversation, limit));
    }

    private static List<Chat> newest(
            MongoOperations mongo, ConversationId conversation, int limit) {
        Query all =
                query(where("conversation").is(conversation.value()))
                        .with(Sort.by(Sort.Direction.DESC, "number"))
                        .limit(limit);
        return mongo.find(all, ChatDocument.class, CHATS).stream().flatMap(READING).toList();
    }

    @Override
    public Optional<Chat> find(ChatId id) {
        return store.call(mongo -> find(mongo, id));
    }

    private static Optional<Chat> find(MongoOperations mongo, ChatId id) {
        return Optional.ofNullable(mongo.findOne(named(id), ChatDocument.class, CHATS)).stream()
                .flatMap(READING)
                .findFirst();
    }

    @Override
    public Changed begin(Chat chat) {
        return store.call(mongo -> Contended.settled(() -> beginOnce(mongo, chat)));
    }

    /// Empty if what is in the way is not to be seen yet: then it is tried again.
    private static Optional<Changed> beginOnce(MongoOperations mongo, Chat chat) {
        Chat last = newest(mongo, chat.conversation(), 1).stream().findFirst().orElse(null);
        if (chat.equals(last)) {
            return Optional.of(new Changed.Done());
        }
        if (last != null && (last.state().live() || last.number() >= chat.number())) {
            return Optional.of(new Changed.Overtaken(last));
        }
        try {
            mongo.insert(ChatDocument.open(chat), CHATS);
            return Optional.of(new Changed.Done());
        } catch (DuplicateKeyException _) {
            return newest(mongo, chat.conversation(), 1).stream()
                    .findFirst()
                    .map(there ->
                            there.equals(chat) ? new Changed.Done() : new Changed.Overtaken(there));
        }
    }

    @Override
    public Changed change(long expected, Chat next) {
        Query same = named(next.id()).addCriteria(where("version").is(expected));
        ChatDocument changed = ChatDocument.open(next);
        return store.call(mongo -> {
            if (mongo.replace(same, changed, CHATS).getMatchedCount() == 1) {
                return new Changed.Done();
            }
            Chat there = find(mongo, next.id()).orElse(null);
            return next.equals(there) ? new Changed.Done() : new Changed.Overtaken(there);
        });
    }

    private static Query named(ChatId id) {
        return query(where("_id").is(id.value()));
    }

    @Override
    public List<Chat> open(@Nullable Chat after, int limit) {
        Criteria open = where("open").is(true);
        if (after != null) {
            open = open.and("_id").gt(after.id().value());
        }
        Query next = query(open).with(Sort.by("_id")).limit(limit);
        return store.call(mongo -> mongo.find(next, ChatDocument.class, CHATS)).stream()
                .flatMap(READING)
                .toList();
    }

    @Override
    public void finish(Chat over) {
        store.run(mongo -> mongo.updateFirst(named(over.id()), new Update().unset("open"), CHATS));
    }

    @Override
    public boolean erase(ChatId id) {
        Query finished = named(id).addCriteria(where("open").exists(false));
        return store.call(mongo -> {
            Chat there = find(mongo, id).orElse(null);
            return there == null
                    || mongo.replace(finished, ChatDocument.finished(there.erased()), CHATS)
                                    .getMatchedCount()
                            == 1;
        });
    }
}
