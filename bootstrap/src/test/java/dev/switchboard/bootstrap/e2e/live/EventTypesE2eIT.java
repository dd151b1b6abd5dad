package dev.switchboard.bootstrap.e2e.live;

import dev.switchboard.bootstrap.e2e.browser.EventTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The published types of a page's events, beside what a page hears of the bot and of the desk.
@ExtendWith(LiveHubPool.class)
class EventTypesE2eIT {

    private final LiveHub hub;

    EventTypesE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Test
    void fitTheEventsOfAPage(@TempDir Path home) {
        EventTypes types = new EventTypes("live-events");
        String person = LiveHub.fresh("person");
        try (Customer customer = Customer.at(hub)) {
            Page page = customer.page();
            hub.scriptBot("[{\"status\":503}]");
            customer.ask(LiveHub.fresh("m"), "Hello");
            page.awaitEvents("message_status", 1);
            page.awaitAnswers("You said: Hello");
            types.hear("types.MessageTaken", page.clientMessage(person, "p-1", "Hello"));
            types.hear("types.MessageTaken", page.clientMessage(person, "p-1", "Hello"));
            types.hear("types.Failed", page.call("clientMessage", "{\"type\":\"text\"}"));
            page.awaitEvents("serverMessage", 1);
            types.hear("types.Authenticated", page.call("authenticate", "{}"));
            types.hear(
                    "types.Authenticated",
                    page.call("authenticate", "{\"authToken\":\"a.b.c\",\"clientInfo\":{}}"));
            page.emit("ping", "{}");
            page.awaitEvents("pong", 1);
            page.tell(types);
        }

        types.assertFit(home);
    }
}
