package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.channel.ManageChannels.Deleted;
import dev.switchboard.application.port.in.channel.ManageChannels.Patch;
import dev.switchboard.application.port.in.channel.ManageChannels.Updated;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.domain.channel.ChannelStatus;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.delivery.Circuit;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An admin changes a channel at one of two hubs, both of which deliver to it. The sweep, which
/// looks at every channel again, never comes.
abstract class ChannelChangeStories {

    private static final String NEW_ADDRESS = "http://localhost:5002/incoming";

    final Worlds worlds;
    private final World world;
    private final PeerNetwork network;
    private final Side one;
    private final Side other;
    private final List<String> sessions =
            IntStream.range(0, 4).mapToObj(i -> "session-" + i).toList();

    /// One world, as each of the hubs sees it.
    record Worlds(World one, World other) {}

    ChannelChangeStories(Worlds worlds) {
        this.worlds = worlds;
        this.world = worlds.one();
        this.network = new PeerNetwork(world.clock);
        this.one = new Side(worlds.one());
        this.other = new Side(worlds.other());
    }

    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final Hub hub;
        private final SendChannelMessage send;

        Side(World its) {
            hub = new Hub(its, member.cluster());
            send =
                    member.peers(hub.locks, its.store.history(), new InMemoryChats())
                            .forwarded(SendChannelMessage.class, hub.send);
        }

        int lanes() {
            return hub.delivery.watch().load().lanes();
        }

        Circuit.State circuit() {
            return hub.gates.circuit(Seed.SLACK).state();
        }
    }

    @BeforeEach
    void share() {
        network.settle();
    }

    /// Time passes for the stores too, but no hub looks what others did.
    abstract void pass(Duration duration);

    private void owe() {
        for (String session : sessions) {
            world.channel.replies(World.away());
            one.send.send(World.message(session, session));
        }
        assertThat(one.lanes()).isPositive();
        assertThat(other.lanes()).isPositive();
    }

    private void switchOff() {
        int before = world.channel.calls().size();
        one.hub.operate.changeStatus(Seed.CHANNEL, new ChannelStatus.Disabled("maintenance"));
        pass(Duration.ofSeconds(3));
        assertThat(world.channel.calls()).hasSize(before);
    }

    private void switchOn() {
        one.hub.operate.changeStatus(Seed.CHANNEL, new ChannelStatus.Enabled());
    }

    @Test
    void nobodyCallsAChannelThatWasSwitchedOff() {
        owe();

        switchOff();

        assertThat(one.lanes() + other.lanes()).isEqualTo(sessions.size());
    }

    @Test
    void allGoOnWithAChannelThatWasSwitchedOn() {
        owe();
        switchOff();

        switchOn();
        assertThat(other.lanes()).isPositive();
        network.settle();

        assertThat(world.sentToChannel()).hasSize(2 * sessions.size());
        assertThat(other.lanes()).isZero();
    }

    @Test
    void allCallANewAddressAtOnce() {
        openCircuits();
        int before = world.channel.calls().size();

        move();
        assertThat(other.circuit()).isEqualTo(Circuit.State.OPEN);
        network.settle();

        assertThat(other.circuit()).isEqualTo(Circuit.State.CLOSED);
        assertThat(world.channel.calls().stream().skip(before))
                .extracting(ChannelGateway.Call::endpoint)
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.toString().equals(NEW_ADDRESS));
    }

    private void openCircuits() {
        boolean unused = false;
        for (int i = 0; !circuits().equals(Set.of(Circuit.State.OPEN)); i++) {
            int before = world.channel.calls().size();
            if (!unused) {
                world.channel.replies(World.away());
            }
            one.send.send(World.message("further-" + i, "further"));
            unused = world.channel.calls().size() == before;
        }
    }

    private Set<Circuit.State> circuits() {
        return Set.copyOf(List.of(one.circuit(), other.circuit()));
    }

    private void move() {
        Metadata metadata = Metadata.of(Map.of(Metadata.ENDPOINT_URL, new JsonString(NEW_ADDRESS)));
        assertThat(
                        one.hub.channels.update(
                                new Patch(Seed.CHANNEL, null, null, metadata, null, null)))
                .isInstanceOf(Updated.Done.class);
    }

    @Test
    void nothingWaitsForAChannelThatIsGone() {
        owe();
        switchOff();

        assertThat(one.hub.channels.delete(Seed.CHANNEL, null)).isEqualTo(Deleted.DONE);
        assertThat(other.lanes()).isPositive();
        network.settle();

        assertThat(one.lanes() + other.lanes()).isZero();
        assertThat(world.sentToChannel()).hasSameSizeAs(sessions);
    }

    @Test
    void allGoOnAfterMoreChangesThanAreTold() {
        owe();
        openCircuits();
        switchOff();

        for (int i = 0; i < 20; i++) {
            switchOn();
        }
        network.settle();

        assertThat(other.circuit()).isEqualTo(Circuit.State.CLOSED);
    }
}
