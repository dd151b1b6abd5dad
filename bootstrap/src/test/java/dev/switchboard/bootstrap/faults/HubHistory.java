package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.faults.History.Lane;
import dev.switchboard.bootstrap.faults.History.Stored;
import dev.switchboard.bootstrap.faults.History.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The hub's own history, read page by page as an admin.
record HubHistory(HubClient admin) {

    List<Stored> ofSessions(Collection<String> sessions) {
        return sessions.stream().flatMap(session -> of(session).stream()).toList();
    }

    private List<Stored> of(String session) {
        String path = "/v1/conversations/session:%s/messages?limit=1000".formatted(session);
        List<Stored> stored = new ArrayList<>();
        JsonNode page = page(admin.get(path));
        addAll(page, session, stored);
        while (page.hasNonNull("next")) {
            page = page(admin.get(path + "&after=" + page.path("next").asLong()));
            addAll(page, session, stored);
        }
        return stored;
    }

    private static JsonNode page(Answer answer) {
        // a session is unknown if a dead hub got none of its messages
        return answer.json();
    }

    private static void addAll(JsonNode page, String session, List<Stored> stored) {
        page.path("items").valueStream().map(item -> stored(session, item)).forEach(stored::add);
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
