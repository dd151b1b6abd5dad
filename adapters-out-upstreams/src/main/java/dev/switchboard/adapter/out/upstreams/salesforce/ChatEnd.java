package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;

/// Ends a session: no more messages are sent, and agents are still heard for a while.
final class ChatEnd {

    private final SalesforceContext context;
    private final ChatSession session;

    ChatEnd(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
    }

    /// The desk reports the end, which may be the echo of our own.
    void endedThere() {
        String now = context.clock().instant().toString();
        boolean kept =
                session.keep(stored ->
                        stored.fact("ended") == null
                                ? stored.with("ended", now).with("endedThere", "yes")
                                : stored);
        if (kept) {
            linger();
        }
    }

    /// Keeps listening for a while, because agents may not have known of the end.
    void linger() {
        context.later(context.tempo().linger(), this::close);
    }

    private void close() {
        try {
            session.over();
        } catch (StoreUnavailableException _) {
            context.later(context.tempo().longest(), this::close);
        }
    }

    /// Ends the conversation at the desk. No more messages are sent from now on.
    SendOutcome end() {
        return session.betweenMessages(() -> {
            String now = context.clock().instant().toString();
            if (!session.isEnded() && !session.keep(stored -> stored.with("ended", now))) {
                return session.soon();
            }
            return session.stored().fact("endedThere") == null ? endThere() : accepted();
        });
    }

    private SendOutcome endThere() {
        Outcome outcome = session.conversation().end();
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Missing) {
            linger();
            return accepted();
        }
        if (outcome instanceof Outcome.Forbidden || outcome instanceof Outcome.Denied) {
            session.over(); // we have no access any more, so it is over for us
            return accepted();
        }
        return session.meaning(outcome);
    }

    private static SendOutcome accepted() {
        return new SendOutcome.Called(new UpstreamReply.Accepted(200, null));
    }
}
