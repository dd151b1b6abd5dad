package dev.switchboard.scenario.live;

import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/// The shared base of searches: Ann serves, and Sue leads.
abstract class SearchStory extends LiveStory {

    final TestConsole ann = new TestConsole(hub.agents, "ann");
    final TestConsole sue = new TestConsole(hub.agents, "sue");

    @BeforeEach
    void theyAreThere() {
        ann.connect();
        sue.connectAsSupervisor();
        hub.agents.views().choose(sue.id, 1, 2);
    }

    void says(ConversationId conversation, String text) {
        world.clock.advance(Duration.ofSeconds(1));
        Appended appended =
                world.journal.append(
                        new Entry(
                                world.ids.messageId(),
                                conversation,
                                new Author(Party.USER, "eva"),
                                new Content("{\"text\":\"" + text + "\"}"),
                                null,
                                List.of(),
                                world.clock.instant()));
        hub.publish(new Event.Appended(((Appended.Stored) appended).message(), List.of()));
    }

    Lease annHas(ConversationId conversation, String name) {
        hub.handoffs
                .requests()
                .ask(
                        AgentRequest.ofClient(
                                conversation,
                                new Handoff.Customer("52155", name, Handoff.Customer.NOTHING_ELSE),
                                "test"));
        return ann.acceptOffer().lease();
    }

    static SearchMessages.SearchQuery about(String words, String customer) {
        return new SearchMessages.SearchQuery(words, customer, Handling.ANY, null, null, null, 10);
    }

    static SearchMessages.SearchQuery handled(String words, Handling handling) {
        return new SearchMessages.SearchQuery(words, "", handling, null, null, null, 50);
    }

    Found ask(TestConsole console, SearchMessages.SearchQuery query) {
        return hub.search.search().search(console.id, query);
    }

    List<Hit> hits(TestConsole console, SearchMessages.SearchQuery query) {
        return ((Found.Page) ask(console, query)).hits();
    }

    List<String> found(TestConsole console, String words) {
        return hits(console, about(words, "")).stream().map(Hit::snippet).toList();
    }
}
