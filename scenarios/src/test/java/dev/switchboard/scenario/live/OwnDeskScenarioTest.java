package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.session.FollowConversations.Bound;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.session.EndUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Agents whose desk is at the hub that owns the conversation. The customer's page is at another
/// one.
class OwnDeskScenarioTest extends DeskOfTwoHubs {

    private Browser pageOf(ConversationId chat) {
        Browser page =
                new Browser(owner().hub.clients, "page", new EndUser(null, chat.externalId()));
        assertThat(page.connect().bind(chat)).isEqualTo(Bound.DONE);
        return page;
    }

    private Held accepts(TestConsole agent, ConversationId chat) {
        wantsAgent(chat);
        return agent.acceptOffer();
    }

    private static List<Delivery> outcomes(TestConsole agent) {
        return agent.told(ConsoleEvent.Status.class).stream()
                .map(ConsoleEvent.Status::delivery)
                .toList();
    }

    @Test
    void hearThatTheCustomerHasTheirWords() {
        ConversationId chat = chatOf(desk(), 0);
        TestConsole ann = console("ann");
        userSays(chat, "hi");
        Browser page = pageOf(chat);
        Held held = accepts(ann, chat);

        for (int i = 1; i <= 3; i++) {
            ann.say(chat, held.lease(), "m-" + i, "hello");
            aSecondPasses();
            page.settle();
            assertThat(outcomes(ann)).hasSize(i).allMatch(Delivery.Delivered.class::isInstance);
            // longer than a topic is heard that nobody asks for any more
            pass(20);
        }
        assertThat(ann.seqs()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void hearThatNobodyFetchedTheirWords() {
        ConversationId chat =
                IntStream.range(0, 1000)
                        .mapToObj(i -> ConversationId.of("desk", "main/" + i))
                        .filter(desk()::has)
                        .findFirst()
                        .orElseThrow();
        TestConsole ann = console("ann");
        Held held = accepts(ann, chat);
        ann.say(chat, held.lease(), "m-1", "hello");

        world.clock.advance(Duration.ofHours(24));
        owner().hub.connected.parkUnfetched();

        assertThat(outcomes(ann)).singleElement().isInstanceOf(Delivery.Parked.class);
    }
}
