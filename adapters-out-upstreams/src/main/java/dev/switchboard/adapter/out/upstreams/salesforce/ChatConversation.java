package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import tools.jackson.databind.JsonNode;

/// A session's conversation at Salesforce.
final class ChatConversation {

    private final SalesforceContext context;
    private final ChatSession session;

    ChatConversation(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
    }

    /// Creates the conversation unless it exists.
    Outcome create() {
        String id = session.known("conversationId");
        if (id.equals(session.stored().fact("created"))) {
            return new Outcome.Done(200, Outcome.read(""));
        }
        Outcome outcome =
                session.tokens()
                        .call(secret ->
                                context.chat()
                                        .create(
                                                secret,
                                                id,
                                                session.known("deployment"),
                                                routing()));
        boolean there = outcome instanceof Outcome.Refused(int status, _) && status == 409;
        if (outcome instanceof Outcome.Done || there) {
            return session.keep(stored -> stored.with("created", id))
                    ? new Outcome.Done(201, Outcome.read(""))
                    : new Outcome.Away(Cause.BUSY, null, null, false);
        }
        return outcome;
    }

    /// The attributes that choose its agents.
    JsonNode routing() {
        return Outcome.read(session.known("routing"));
    }

    Outcome end() {
        return session.tokens()
                .call(secret ->
                        context.chat()
                                .end(
                                        secret,
                                        session.known("conversationId"),
                                        session.known("deployment")));
    }
}
