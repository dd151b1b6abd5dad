package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import tools.jackson.databind.JsonNode;

/// A session's conversation at Salesforce, from its creation to its end. After the end no more
/// messages are sent, and agents are still heard for a while.
final class ChatConversation {

    private final SalesforceContext context;
    private final ChatSession session;

    ChatConversation(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
    }

    /// Creates the conversation unless it exists.
    CallResult create() {
        String id = session.known(Fact.CONVERSATION);
        if (id.equals(session.stored().fact(Fact.CREATED))) {
            return new CallResult.Done(200, JsonText.read(""));
        }
        CallResult outcome =
                session.tokens()
                        .call(secret ->
                                context.chat()
                                        .create(
                                                secret,
                                                id,
                                                session.known(Fact.DEPLOYMENT),
                                                routing()));
        boolean there = outcome instanceof CallResult.Refused(int status, _) && status == 409;
        if (outcome instanceof CallResult.Done || there) {
            return session.keep(stored -> stored.with(Fact.CREATED, id))
                    ? new CallResult.Done(201, JsonText.read(""))
                    : new CallResult.Away(Cause.BUSY, null, null, false);
        }
        return outcome;
    }

    /// The attributes that choose its agents.
    JsonNode routing() {
        return JsonText.read(session.known(Fact.ROUTING));
    }

    /// Ends the conversation at Salesforce; the session stays as it is.
    CallResult endThere() {
        return session.tokens()
                .call(secret ->
                        context.chat()
                                .end(
                                        secret,
                                        session.known(Fact.CONVERSATION),
                                        session.known(Fact.DEPLOYMENT)));
    }

    /// Ends the session. No more messages are sent from now on.
    SendOutcome end() {
        return session.betweenMessages(() -> {
            String now = context.clock().instant().toString();
            if (!session.isEnded() && !session.keep(stored -> stored.with(Fact.ENDED, now))) {
                return session.soon();
            }
            return isEndedThere() ? accepted() : ended();
        });
    }

    private SendOutcome ended() {
        CallResult outcome = endThere();
        if (outcome instanceof CallResult.Done || outcome instanceof CallResult.Missing) {
            if (!session.keep(stored -> stored.with(Fact.ENDED_THERE, "yes"))) {
                return session.soon();
            }
            linger();
            return accepted();
        }
        if (outcome instanceof CallResult.Forbidden || outcome instanceof CallResult.Denied) {
            session.over(); // we have no access any more, so it is over for us
            return accepted();
        }
        return session.meaning(outcome);
    }

    private static SendOutcome accepted() {
        return new SendOutcome.Called(new UpstreamReply.Accepted(200, null));
    }

    /// The desk reports the end, which may be the echo of our own.
    void endedThere() {
        String now = context.clock().instant().toString();
        boolean kept =
                session.keep(stored ->
                        (session.isEnded() ? stored : stored.with(Fact.ENDED, now))
                                .with(Fact.ENDED_THERE, "yes"));
        if (kept) {
            linger();
        }
    }

    /// Goes on with an end that an earlier hub noted: Salesforce may not know of it yet.
    void endAgain() {
        if (session.isStopped()) {
            return;
        }
        try {
            if (isEndedThere()) {
                linger();
            } else if (!end().equals(accepted())) {
                context.later(context.timings().longest(), this::endAgain);
            }
        } catch (StoreUnavailableException _) {
            context.later(context.timings().longest(), this::endAgain);
        }
    }

    private boolean isEndedThere() {
        return session.stored().fact(Fact.ENDED_THERE) != null;
    }

    /// Keeps listening for a while, because agents may not have known of the end.
    void linger() {
        context.later(context.timings().linger(), this::close);
    }

    private void close() {
        try {
            session.over();
        } catch (StoreUnavailableException _) {
            context.later(context.timings().longest(), this::close);
        }
    }
}
