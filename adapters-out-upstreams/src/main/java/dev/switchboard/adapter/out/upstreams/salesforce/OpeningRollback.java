package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what an incomplete opening left at Salesforce: its conversation, then its Case.
/// Continues until that is done, also after restarts, for up to a day; what is left then is logged
/// for an operator.
final class OpeningRollback {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningRollback.class);

    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    /// A Case that was requested without an answer may appear for this long.
    private static final Duration LATEST_CASE = Duration.ofMinutes(1);

    private static final int SEARCHES = 64;

    private final SalesforceContext context;
    private final SalesforceRecords records;
    private final CaseSearch search;

    /// One of them is held from the search for a Case until the session names it: Cases of one
    /// contact look alike, and each of two chats that are undone at once must take its own.
    private final List<ReentrantLock> searches =
            Stream.generate(ReentrantLock::new).limit(SEARCHES).toList();

    OpeningRollback(SalesforceContext context, SalesforceRecords records, CaseSearch search) {
        this.context = context;
        this.records = records;
        this.search = search;
    }

    /// Notes durably that the session is to be undone, and begins on another thread.
    ///
    /// @return false if the session is not ours to undo
    boolean begin(ChatSession session) {
        boolean noted = isNoted(session);
        if (noted) {
            session.stream().cut();
            goOn(session, 0);
        }
        return noted;
    }

    private boolean isNoted(ChatSession session) {
        return session.keep(stored ->
                stored.state() == State.UNDOING
                        ? stored
                        : stored.become(State.UNDOING, context.clock().instant()));
    }

    /// Undoes a session whose opener died, and reports to the core that the chat never opened.
    void beginForTheDead(ChatSession session) {
        if (isNoted(session)) {
            session.stream().cut();
            context.executor()
                    .execute(() -> {
                        tellThatItNeverOpened(session);
                        undo(session, 0);
                    });
        }
    }

    private static void tellThatItNeverOpened(ChatSession session) {
        try {
            session.eventReader().tellThatItNeverOpened();
        } catch (RuntimeException e) {
            // The core ends a chat that the desk does not know.
            LOG.error("Chat {} was not reported as never opened", session.stored().chat(), e);
        }
    }

    /// Begins as soon as the store allows.
    void beginLater(ChatSession session) {
        context.later(
                context.timings().first(),
                () -> {
                    try {
                        beginForTheDead(session);
                    } catch (StoreUnavailableException _) {
                        beginLater(session);
                    }
                });
    }

    private void goOn(ChatSession session, int failures) {
        context.executor().execute(() -> undo(session, failures));
    }

    private void undo(ChatSession session, int failures) {
        if (session.isStopped()) {
            return;
        }
        Duration pause = Duration.ZERO;
        try {
            Later later = step(session);
            if (later == null) {
                session.over();
                return;
            }
            pause = later.pause(failures, context);
        } catch (StoreUnavailableException _) {
            pause = context.timings().longest();
        } catch (RuntimeException e) {
            if (session.isStopped()) {
                return; // this hub ends, or another one has the session
            }
            LOG.error("Undoing chat {} goes on after an error", session.stored().chat(), e);
            pause = context.timings().longest();
        }
        if (isTooOld(session.stored())) {
            giveUp(session, "no answer");
            session.over();
        } else {
            context.later(pause, () -> undo(session, failures + 1));
        }
    }

    private boolean isTooOld(DeskSession stored) {
        return context.clock().instant().isAfter(stored.changedAt().plus(GIVEN_UP_AFTER));
    }

    /// More is left to do.
    private record Later(@Nullable Duration asked) {

        Duration pause(int failures, SalesforceContext context) {
            return RetryPolicy.SHARED.pause(failures, asked, context.ids().chance());
        }
    }

    /// Does everything that is possible now.
    private @Nullable Later step(ChatSession session) {
        if (session.stored().fact(Fact.CONVERSATION) != null) {
            CallResult outcome = session.conversation().endThere();
            if (outcome instanceof CallResult.Away away) {
                return new Later(away.retryAfter());
            }
            if (!session.keep(stored -> stored.without(Fact.CONVERSATION))) {
                return null;
            }
        }
        return session.stored().fact(Fact.CASE_ASKED) == null ? null : undoCase(session);
    }

    private @Nullable Later undoCase(ChatSession session) {
        String caseId = session.stored().fact(Fact.CASE);
        if (caseId == null) {
            return findCase(session);
        }
        return switch (records.undoCase(caseId)) {
            case CallResult.Done _, CallResult.Missing _ -> null;
            case CallResult.Away away -> new Later(away.retryAfter());
            case CallResult.Denied _ -> new Later(null);
            case CallResult.Forbidden(String code) -> {
                giveUp(session, code);
                yield null;
            }
            case CallResult.Refused(int status, _) when status == 401 -> new Later(null);
            case CallResult.Refused(_, String code) -> {
                giveUp(session, code);
                yield null;
            }
        };
    }

    /// A Case was requested, and the outcome is unknown.
    private @Nullable Later findCase(ChatSession session) {
        return switch (findAndName(session)) {
            case CaseSearch.Result.Found _ -> session.isStopped() ? null : undoCase(session);
            case CaseSearch.Result.Unknown(var why) ->
                    new Later(why == null ? null : why.retryAfter());
            case CaseSearch.Result.None _ -> lookAgain(session);
        };
    }

    private CaseSearch.Result findAndName(ChatSession session) {
        int contact = session.known(Fact.CONTACT).hashCode();
        ReentrantLock searching = searches.get(Math.floorMod(contact, SEARCHES));
        searching.lock();
        try {
            CaseSearch.Result result = search.find(session);
            if (result instanceof CaseSearch.Result.Found(String id)) {
                session.keep(stored -> stored.with(Fact.CASE, id));
            }
            return result;
        } finally {
            searching.unlock();
        }
    }

    private @Nullable Later lookAgain(ChatSession session) {
        Instant certain = Instant.parse(session.known(Fact.CASE_ASKED)).plus(LATEST_CASE);
        Instant now = context.clock().instant();
        return now.isBefore(certain) ? new Later(Duration.between(now, certain)) : null;
    }

    private static void giveUp(ChatSession session, String code) {
        LOG.atError()
                .addKeyValue("action", "case_left")
                .addKeyValue("system", SalesforceDesk.NAME)
                .addKeyValue("chat", session.stored().chat())
                .addKeyValue("case", session.stored().fact(Fact.CASE))
                .addKeyValue("cause", code)
                .log(
                        "Case {} of chat {}, which was never opened, could not be removed ({})",
                        session.stored().fact(Fact.CASE),
                        session.stored().chat(),
                        code);
    }
}
