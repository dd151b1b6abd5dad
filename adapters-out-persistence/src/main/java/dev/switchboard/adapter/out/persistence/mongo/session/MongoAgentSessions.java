package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.AGENT_SESSIONS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.session.AgentSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.AgentSession;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// A document for each conversation that has or had an agent session. It is removed with its
/// conversation.
final class MongoAgentSessions implements AgentSessions {

    private static final FindAndModifyOptions UPSERT = FindAndModifyOptions.options().upsert(true);

    private final MongoStore store;

    MongoAgentSessions(MongoStore store) {
        this.store = store;
    }

    /// @param id the conversation
    private record StateDocument(String id, AgentSession state) {}

    @Override
    public AgentSession find(ConversationId conversation) {
        return state(
                store.call(mongo ->
                        mongo.findOne(of(conversation), StateDocument.class, AGENT_SESSIONS)));
    }

    /// Nearly every message to a desk finds its session open, which costs a read and no write.
    @Override
    public AgentSession change(ConversationId conversation, AgentSession next) {
        return find(conversation) == next
                ? next
                : store.call(
                        mongo -> Contended.retried(() -> change(mongo, of(conversation), next)));
    }

    private static AgentSession change(MongoOperations mongo, Query which, AgentSession next) {
        @Nullable StateDocument before =
                next == AgentSession.NONE
                        ? mongo.findAndRemove(which, StateDocument.class, AGENT_SESSIONS)
                        : mongo.findAndModify(
                                which,
                                Update.update("state", next),
                                UPSERT,
                                StateDocument.class,
                                AGENT_SESSIONS);
        return state(before);
    }

    private static AgentSession state(@Nullable StateDocument document) {
        return document == null ? AgentSession.NONE : document.state();
    }

    private static Query of(ConversationId conversation) {
        return query(where("_id").is(conversation.value()));
    }
}
