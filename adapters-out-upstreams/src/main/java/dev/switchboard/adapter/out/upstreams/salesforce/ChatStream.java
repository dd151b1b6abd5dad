package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.LineStream;
import dev.switchboard.adapter.out.upstreams.http.OutboundCall;
import dev.switchboard.adapter.out.upstreams.salesforce.entry.SseEvents;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.desk.DeskSession.State;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event stream of a session, for as long as the session lives. It resumes where it stopped,
/// after lost connections, silence and restarts. A virtual thread waits on it; a lost stream has
/// none until the next attempt.
final class ChatStream {

    private static final Logger LOG = LoggerFactory.getLogger(ChatStream.class);

    private final SalesforceContext context;
    private final ChatSession session;
    private final CompletableFuture<Boolean> firstOpened = new CompletableFuture<>();

    private volatile @Nullable OutboundCall call;
    private volatile boolean open;
    private Duration pause;

    ChatStream(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
        this.pause = context.timings().first();
    }

    void start() {
        context.executor().execute(this::listen);
    }

    /// Whether the stream is connected.
    boolean isOpen() {
        return open;
    }

    CompletableFuture<Boolean> firstOpened() {
        return firstOpened;
    }

    /// Closes the connection; a new one is opened unless the session has stopped.
    void cut() {
        OutboundCall current = call;
        if (current != null) {
            context.executor().execute(current::cancel);
        }
    }

    private void listen() {
        Token token = session.stored().token();
        if (!session.isHeard() || token == null) {
            return;
        }
        Line line = new Line();
        try {
            StreamPosition last = session.stored().heard();
            OutboundCall stream =
                    context.chat().stream(token.secret(), last == null ? "" : last.cursor());
            call = stream;
            Exchange end = context.chat().listen(stream, line);
            if (session.isHeard()) {
                refused(end, token.secret());
            }
        } catch (StoreUnavailableException _) {
            LOG.debug(
                    "The store does not answer; events of {} are read again later",
                    session.stored().chat());
        } catch (RuntimeException e) {
            LOG.error("An event of {} could not be handled", session.stored().chat(), e);
        } finally {
            open = false;
            again(line.wasOpen);
        }
    }

    private void again(boolean wasOpen) {
        if (session.isHeard()) {
            pause = wasOpen ? context.timings().first() : context.timings().after(pause);
            context.later(pause, this::listen);
        }
    }

    private void refused(Exchange end, Secret token) {
        switch (CallResult.of(end)) {
            case CallResult.Denied _ -> {
                if (session.tokens().renew(token) instanceof CallResult.Forbidden) {
                    replaceIfOpen(token);
                }
            }
            case CallResult.Forbidden _ -> replaceIfOpen(token);
            case CallResult.Done _, CallResult.Missing _, CallResult.Refused _, CallResult.Away _ ->
                    LOG.debug("The stream of {} ended: {}", session.stored().chat(), end);
        }
    }

    private void replaceIfOpen(Secret token) {
        if (session.stored().state() == State.OPEN) {
            var _ = session.tokens().replace(token);
        }
    }

    private final class Line implements LineStream {

        private final SseEvents events = new SseEvents();
        private boolean wasOpen;

        @Override
        public boolean opened() {
            wasOpen =
                    session.stored().state() != State.OPEN
                            || context.aside(() -> session.eventReader().readMissedEntries());
            open = wasOpen;
            if (wasOpen) {
                firstOpened.complete(true);
            }
            return wasOpen && !session.isStopped();
        }

        @Override
        public boolean line(String text) {
            SseEvents.Event event = events.take(text);
            if (event == null || event.name().equalsIgnoreCase("ping")) {
                return !session.isStopped();
            }
            return context.aside(() -> {
                session.eventReader().hear(event);
                return !session.isStopped();
            });
        }
    }
}
