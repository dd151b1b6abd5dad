package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Stored;
import dev.switchboard.bootstrap.faults.History.Way;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The hub's own history.
record HubHistory(HubClient admin) {

    List<Stored> ofSessions(Collection<String> sessions) {
        return sessions.stream().flatMap(this::of).toList();
    }

    private Stream<Stored> of(String session) {
        // a session is unknown if a dead hub got none of its messages
        return admin.messages("session:" + session).stream().map(item -> stored(session, item));
    }

    private static Stored stored(String session, JsonNode item) {
        boolean answer = item.at("/author/party").asString().equals("CHANNEL");
        return new Stored(
                new Lane(answer ? Way.BACK : Way.OUT, session),
                item.path("seq").asLong(),
                item.path("message_id").asString(),
                item.path("content").toString());
    }
}
