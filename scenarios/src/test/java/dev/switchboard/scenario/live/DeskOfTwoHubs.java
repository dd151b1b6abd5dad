package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT;

import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.RequestAgent.AgentRequest;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/// Two hubs share a store. One has the desk of the only tenant, the other a conversation whose
/// customer wants an agent.
abstract class DeskOfTwoHubs {

    final LiveWorld world;
    final PeerNetwork network;
    private final List<Side> sides;

    DeskOfTwoHubs() {
        LiveWorld shared = new LiveWorld();
        this(shared, shared);
    }

    /// @param second the same world with the store as the second hub sees it
    DeskOfTwoHubs(LiveWorld first, LiveWorld second) {
        world = first;
        network = new PeerNetwork(first.clock);
        sides = new ArrayList<>(List.of(new Side(first), new Side(second)));
    }

    /// One hub, and its ports as callers find them.
    final class Side {

        final PeerNetwork.Member member = network.join();
        final LiveWorld world;
        final LiveHub hub;
        final RequestAgent requests;
        final TestConsole.Ports ports;

        Side(LiveWorld world) {
            this.world = world;
            hub = new LiveHub(world, member);
            requests = hub.peers.forwarded(RequestAgent.class, hub.handoffs.requests());
            ports = TestConsole.Ports.of(hub);
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
        }

        boolean has(PartitionKey key) {
            return member.cluster().ownership().held().contains(key);
        }
    }

    /// Whether hints between the two get lost.
    boolean hintsAreLost() {
        return false;
    }

    @BeforeEach
    void share() {
        network.settle();
        network.hints().lose(_ -> hintsAreLost());
        network.beat();
    }

    /// A further hub takes a part of what the others have.
    void join() {
        sides.add(new Side(world));
        network.settle();
        network.settle();
        network.beat();
    }

    /// The hub with the desk.
    Side desk() {
        return sides.stream().filter(side -> side.has(TenantId.DEFAULT)).findFirst().orElseThrow();
    }

    /// The other one.
    Side owner() {
        Side desk = desk();
        return sides.stream().filter(side -> side != desk).findFirst().orElseThrow();
    }

    /// A conversation of the hub that has not the desk.
    ConversationId chat(int number) {
        return chatOf(owner(), number);
    }

    ConversationId chatOf(Side owner, int number) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> ConversationId.of("bot", "user-" + i))
                .filter(owner::has)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    TestConsole console(String name) {
        return new TestConsole(desk().hub.agents, name).connect();
    }

    void wantsAgent(ConversationId conversation) {
        Customer customer = new Customer("carl", "Carl", Customer.NOTHING_ELSE);
        owner().requests.ask(AgentRequest.ofClient(conversation, customer, "asked"));
    }

    void userSays(ConversationId conversation, String text) {
        String json = "\"" + text + "\"";
        sides.getFirst()
                .hub
                .send
                .send(
                        new Command(
                                conversation,
                                new EndUser(null, conversation.externalId()),
                                null,
                                false,
                                null,
                                new Content(json),
                                BOT,
                                text,
                                text,
                                Purpose.SAY,
                                Duration.ofSeconds(10)));
    }

    /// What the schedule does in a second and, for the desk, every five.
    void aSecondPasses() {
        for (Side side : sides) {
            if (network.isThere(side.member)) {
                side.hub.connected.lookForDistantMessages();
                side.hub.presence.compare();
                side.hub.agents.compare();
            }
        }
    }

    /// The hubs beat every second.
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            network.settle();
        }
    }

    Handoff handoff(ConversationId conversation) {
        return world.stores.handoffs().find(conversation).orElseThrow();
    }

    List<String> journaled(ConversationId conversation) {
        return world.store.history().messages(conversation, 0, 100).stream()
                .map(recorded -> recorded.message().content().text())
                .toList();
    }
}
