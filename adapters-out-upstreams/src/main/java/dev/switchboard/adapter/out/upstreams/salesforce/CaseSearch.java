package dev.switchboard.adapter.out.upstreams.salesforce;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds the Case that an opening requested, if its answer was lost. All Cases of a contact with
/// one subject look alike, so those that other chats name are not taken for it: the same user may
/// have come back meanwhile.
final class CaseSearch {

    private final SalesforceRecords records;
    private final RunningSessions running;

    CaseSearch(SalesforceRecords records, RunningSessions running) {
        this.records = records;
        this.running = running;
    }

    sealed interface Result {

        record Found(String id) implements Result {}

        /// There is none until now.
        record None() implements Result {}

        /// Cannot be told now.
        ///
        /// @param why what failed; null if another chat does not name its own Case yet
        record Unknown(CallResult.@Nullable Away why) implements Result {}
    }

    /// Returns the answer that was lost, or null if no Case is found.
    CallResult.@Nullable Done lostAnswer(ChatSession session) {
        return find(session) instanceof Result.Found(String id)
                ? new CallResult.Done(201, CallResult.JSON.createObjectNode().put("id", id))
                : null;
    }

    /// @param session knows its contact, and the subject and time of its request
    Result find(ChatSession session) {
        CallResult outcome =
                records.findCases(
                        session.known(Fact.CONTACT),
                        session.known(Fact.SUBJECT),
                        Instant.parse(session.known(Fact.CASE_ASKED)));
        if (!(outcome instanceof CallResult.Done done)) {
            return new Result.Unknown(outcome instanceof CallResult.Away away ? away : null);
        }
        // a Case that is seen here was requested before, and its chat says so
        boolean unsure = running.mayHaveUnnamedCaseBeside(session);
        Set<String> named = running.casesBeside(session);
        return done.json()
                .path("records")
                .valueStream()
                .filter(record -> !records.isUndone(record))
                .map(record -> record.path("Id"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(id -> !named.contains(id))
                .findFirst()
                .<Result>map(id -> unsure ? new Result.Unknown(null) : new Result.Found(id))
                .orElseGet(Result.None::new);
    }
}
