package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Chosen;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.in.replay.ReplayChannels;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.replay.ReplayConversations.Command;
import dev.switchboard.application.port.in.replay.ReplayConversations.Outcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.ParkedCounts;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.Verification.Verdict;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two hubs share a table. Whichever is asked, the owner does it.
class PeersScenarioTest {

    private final World world = new World();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final Side one = new Side();
    private final Side other = new Side();
    private final List<Side> both = List.of(one, other);

    /// One hub, and its ports as callers find them.
    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final Hub hub = new Hub(world, member.cluster());
        private final PeerModule peers =
                member.peers(hub.locks, world.store.history(), new InMemoryChats());
        private final SendChannelMessage send = peers.forwarded(SendChannelMessage.class, hub.send);
        private final AcceptChannelCallback callback =
                peers.forwarded(AcceptChannelCallback.class, hub.callback);
        private final RedriveDeliveries mend = peers.forwarded(RedriveDeliveries.class, hub.mend);
        private final ReplayModule replaying =
                ReplayModule.of(hub.node, hub.delivery, world.replayer, world.replays, peers);
        private final ReplayConversations replays = replaying.replay();

        long pending() {
            return hub.delivery.pending().pending(Seed.SLACK);
        }

        long parked() {
            return hub.delivery.parked().counted().values().stream()
                    .mapToLong(ParkedCounts.Figure::number)
                    .sum();
        }
    }

    @BeforeEach
    void share() {
        network.settle();
    }

    /// Sessions of both hubs.
    private static List<String> sessions() {
        return IntStream.range(0, 8).mapToObj(i -> "session-" + i).toList();
    }

    @Test
    void deliversEachMessageOnceAndInOrder() {
        for (String session : sessions()) {
            for (int i = 0; i < 4; i++) {
                Result sent = both.get(i % 2).send.send(World.message(session, session + " " + i));
                assertThat(sent).isInstanceOf(Result.Answered.class);
            }
        }

        assertThat(world.sentToChannel())
                .containsExactlyElementsOf(
                        sessions().stream()
                                .flatMap(session ->
                                        IntStream.range(0, 4).mapToObj(i -> session + " " + i))
                                .toList());
        assertThat(network.calls()).isEqualTo(16);
    }

    @Test
    void keepsTheOrderBehindAMessageThatWaits() {
        world.channel.replies(World.away());
        one.send.send(World.message(Seed.SESSION, "1"));
        other.send.send(World.message(Seed.SESSION, "2"));
        one.send.send(World.message(Seed.SESSION, "3"));

        pass(Duration.ofSeconds(10));

        assertThat(world.sentToChannel()).containsExactly("1", "1", "2", "3");
    }

    /// Rights last for eight seconds.
    private void pass(Duration duration) {
        for (long second = 0; second < duration.toSeconds(); second++) {
            world.clock.advance(Duration.ofSeconds(1));
            network.settle();
        }
        both.forEach(side -> side.hub.delivery.sweep());
    }

    @Test
    void tellsWaitingCallersOfTheirMessage() {
        world.channel.replies(
                new UpstreamReply.Accepted(200, "{\"n\":1}"), new UpstreamReply.Refused(404, "no"));

        assertThat(one.send.send(World.message(Seed.SESSION, "1")))
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        answered -> assertThat(answered.body()).isEqualTo("{\"n\":1}"));
        assertThat(other.send.send(World.message(Seed.SESSION, "2")))
                .isInstanceOf(Result.Refused.class);
    }

    @Test
    void recognisesARepeatAtTheOtherHub() {
        Result first = one.send.send(World.keyed("1", "key", "print"));
        Result again = other.send.send(World.keyed("1", "key", "print"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        repeated -> {
                            assertThat(repeated.id()).isEqualTo(((Result.Answered) first).id());
                            assertThat(repeated.replayed()).isTrue();
                        });
        assertThat(world.sentToChannel()).containsExactly("1");
    }

    @Test
    void takesACallbackOnceWhereverItComes() {
        MessageId sent = ((Result.Settled) one.send.send(World.message(Seed.SESSION, "1"))).id();

        for (Side side : both) {
            assertThat(side.callback.accept(World.answerTo(sent, "{\"a\":1}")))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            assertThat(side.callback.accept(World.answer(Seed.SESSION, "1", "junk")))
                    .isEqualTo(AcceptChannelCallback.Result.UNAUTHORIZED);
        }

        assertThat(world.forwarded()).containsExactly("{\"a\":1}");
    }

    /// The channel calls back at the other hub.
    @Test
    void probesAChannelWhicheverHubIsAsked() {
        for (Side side : List.of(one, other, one, other)) {
            Side elsewhere = side == one ? other : one;
            for (int i = 0; i < 2; i++) {
                world.channel.step(call -> {
                    elsewhere.callback.accept(
                            World.answer(call.sessionId(), "{}", call.messageId() + ".mac"));
                    return ScriptedChannelGateway.TAKEN;
                });
            }

            assertThat(side.hub.operate.verify(Seed.CHANNEL).orElseThrow().verdict())
                    .isEqualTo(Verdict.PASS_WITH_WARNINGS);
        }
    }

    @Test
    void refusesAnInvalidValueAsOneHubDoes() {
        for (Side side : both) {
            assertThatThrownBy(() -> side.send.send(World.message("x".repeat(10_000), "1")))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void sendsParkedMessagesAgainFromEitherHub() {
        for (String session : sessions()) {
            world.channel.replies(new UpstreamReply.Refused(404, "no"));
            one.send.send(World.message(session, session));
        }

        RedriveDeliveries.Bulk all =
                other.mend.applyToAll(new Selection(null, null, null, null, true), Remedy.REDRIVE);

        assertThat(all.count()).isEqualTo(sessions().size());
        assertThat(world.sentToChannel()).hasSize(2 * sessions().size());
    }

    @Test
    void discardsParkedMessagesOfBothHubsAsTheyWereCounted() {
        List<Chosen> parked =
                sessions().stream()
                        .map(session -> {
                            world.channel.replies(new UpstreamReply.Refused(404, "no"));
                            Result sent = one.send.send(World.message(session, session));
                            return new Chosen(((Result.Settled) sent).id(), Seed.SLACK);
                        })
                        .toList();
        Selection some = Selection.of(parked.subList(0, 3));
        Selection all = new Selection(null, null, null, null, true);

        assertThat(other.mend.preview(some, Remedy.DISCARD).count()).isEqualTo(3);
        assertThat(other.mend.applyToAll(some, Remedy.DISCARD))
                .isEqualTo(new RedriveDeliveries.Bulk(3, Map.of()));
        int rest = one.mend.preview(all, Remedy.DISCARD).count();
        assertThat(rest).isEqualTo(parked.size() - 3);
        assertThat(one.mend.applyToAll(all, Remedy.DISCARD))
                .isEqualTo(new RedriveDeliveries.Bulk(rest, Map.of()));
        assertThat(world.sentToChannel()).hasSize(sessions().size());
    }

    @Test
    void sendsOneParkedMessageAgainFromEitherHub() {
        List<MessageId> refused =
                sessions().stream()
                        .map(session -> {
                            world.channel.replies(new UpstreamReply.Refused(404, "no"));
                            Result sent = one.send.send(World.message(session, session));
                            return ((Result.Settled) sent).id();
                        })
                        .toList();

        assertThat(refused)
                .allMatch(
                        id -> other.mend.redrive(id, Seed.SLACK) == RedriveDeliveries.Outcome.DONE);
        assertThat(one.mend.redrive(new MessageId("msg_" + "f".repeat(32)))).isEmpty();
    }

    @Test
    void replaysAConversationFromEitherHub() {
        for (String session : sessions()) {
            one.send.send(World.message(session, session));
        }

        for (String session : sessions()) {
            Request request =
                    new Request(ConversationId.ofSession(session), Seed.SLACK, 1, null, Choice.ALL);
            Command command = new Command("admin", session, request);
            Outcome first = one.replays.replay(command);
            assertThat(first)
                    .isInstanceOfSatisfying(
                            Outcome.Queued.class,
                            queued ->
                                    assertThat(queued.replay().result())
                                            .isEqualTo(new Replay.Result(1, Map.of())));
            assertThat(other.replays.replay(command)).isEqualTo(first);
        }

        assertThat(world.sentToChannel()).hasSize(2 * sessions().size());
    }

    @Test
    void replaysAChannelFromEitherHub() {
        for (String session : sessions()) {
            one.send.send(World.message(session, session));
        }
        Instant now = world.clock.instant();
        ReplayChannels.Period period =
                new ReplayChannels.Period(
                        Seed.CHANNEL,
                        now.minus(Duration.ofHours(1)),
                        now.plusMillis(1),
                        Choice.ALL,
                        null);
        world.clock.advance(Duration.ofMillis(1));
        ReplayChannels.Command command = new ReplayChannels.Command("admin", "k", period);

        ReplayChannels.Part first = one.replaying.channels().replay(command);
        ReplayChannels.Part repeat = other.replaying.channels().replay(command);

        assertThat(first.result()).isEqualTo(new Replay.Result(sessions().size(), Map.of()));
        assertThat(first.conversations()).isEqualTo(sessions().size());
        assertThat(repeat).isEqualTo(first);
        assertThat(world.sentToChannel()).hasSize(2 * sessions().size());
    }

    @Test
    void countsWhatWaitsOnceAtAllHubsTogether() {
        for (String session : sessions()) {
            world.channel.replies(World.away());
            any(session).send.send(World.message(session, session));
        }
        both.forEach(side -> side.hub.delivery.sweep());
        assertThat(both).allMatch(side -> side.pending() > 0);
        assertThat(one.pending() + other.pending()).isEqualTo(sessions().size());
    }

    @Test
    void countsParkedMessagesOnceAtAllHubsTogether() {
        for (String session : sessions()) {
            world.channel.replies(new UpstreamReply.Refused(404, "no"));
            one.send.send(World.message(session, session));
        }

        both.forEach(side -> side.hub.delivery.parked().countOn());

        assertThat(both).allMatch(side -> side.parked() > 0);
        assertThat(one.parked() + other.parked()).isEqualTo(sessions().size());
    }

    /// A hundred may wait for a channel in all.
    @Test
    void letsNoMoreWaitThanOneHubWould() {
        List<Result> results =
                IntStream.range(0, 300)
                        .mapToObj(i -> {
                            world.channel.replies(World.away());
                            return any("" + i).send.send(World.message("session-" + i, "1"));
                        })
                        .toList();

        assertThat(results).filteredOn(Result.Queued.class::isInstance).hasSizeBetween(99, 101);
        assertThat(results)
                .allMatch(each ->
                        each instanceof Result.Queued || each instanceof Result.TooManyPending);
    }

    @Test
    void losesNothingWhenAHubIsKilled() {
        for (String session : sessions()) {
            world.channel.replies(World.away());
            any(session).send.send(World.message(session, session));
        }
        world.channel.step(_ -> World.away());

        network.kill(other.member);
        one.send.send(World.message("session-0", "new"));
        pass(Duration.ofMinutes(2));

        assertThat(world.sentToChannel()).containsAll(sessions()).contains("new");
        assertThat(world.sentToChannel().indexOf("new"))
                .isGreaterThan(world.sentToChannel().indexOf("session-0"));
    }

    private Side any(String session) {
        return both.get(session.hashCode() & 1);
    }
}
