package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.RecordingTelemetry.CircuitChanged;
import dev.switchboard.application.fakes.RecordingTelemetry.Event;
import dev.switchboard.application.fakes.RecordingTelemetry.Mended;
import dev.switchboard.application.fakes.RecordingTelemetry.Postponed;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Bulk;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Chosen;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Left;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Preview;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Remedy;
import dev.switchboard.application.port.in.delivery.RedriveDeliveries.Selection;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.CircuitChange;
import dev.switchboard.application.port.out.telemetry.RelayTelemetry.Mending;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The events that operators are told about.
class OperatorScenarioTest extends RelayStory {

    private List<CircuitChanged> turns() {
        return told(CircuitChanged.class);
    }

    private <T extends Event> List<T> told(Class<T> kind) {
        return hub.telemetry.events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void hearsOfATargetThatGoesAwayAndOfItsReturnOnce() {
        world.channel.replies(World.away(), World.away());
        send("1");
        world.clock.advance(Duration.ofMinutes(1));
        send("2");

        assertThat(turns())
                .containsExactly(
                        new CircuitChanged(Seed.SLACK, CircuitChange.FAILING, "status 503"),
                        new CircuitChanged(Seed.SLACK, CircuitChange.RECOVERED, ""));
        assertThat(hub.gates.outages()).isEmpty();
    }

    @Test
    void hearsOfACircuitThatOpensProbesAndCloses() {
        for (int i = 0; i < 6; i++) {
            world.channel.replies(World.away());
        }
        for (int i = 0; i < 5; i++) {
            send("session-" + i, "1");
        }
        assertThat(hub.gates.outages())
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.target()).isEqualTo(Seed.SLACK);
                    assertThat(trouble.circuit().failures()).isEqualTo(5);
                    assertThat(trouble.since()).isEqualTo(Seed.NOW);
                    assertThat(trouble.cause()).isEqualTo("status 503");
                });

        world.clock.advance(Duration.ofHours(1));

        assertThat(turns())
                .extracting(CircuitChanged::change)
                .containsExactly(
                        CircuitChange.FAILING,
                        CircuitChange.OPENED,
                        CircuitChange.PROBED,
                        CircuitChange.OPENED,
                        CircuitChange.PROBED,
                        CircuitChange.RECOVERED);
    }

    @Test
    void hearsNothingOfWhatGoesWell() {
        send("1");
        send("2");

        assertThat(turns()).isEmpty();
        assertThat(told(Postponed.class)).isEmpty();
    }

    @Test
    void hearsOfATargetThatAsksForPatience() {
        world.channel.replies(World.busyFor(Duration.ofMinutes(2)));

        Result.Settled sent = send("1");

        assertThat(told(Postponed.class))
                .containsExactly(
                        new Postponed(Seed.SLACK, sent.id(), Seed.NOW.plus(Duration.ofMinutes(2))));
    }

    @Test
    void isToldWhichOnesStayedWhenManyAreSentAgain() {
        world.channel.replies(
                new UpstreamReply.Refused(400, "no"), new UpstreamReply.Refused(400, "no"));
        Result.Settled first = send("1");
        send("2");

        Selection refusedToo = new Selection(Seed.SLACK, null, null, null, true);
        Preview expected = hub.mend.preview(refusedToo, Remedy.REDRIVE);
        Bulk careful =
                hub.mend.applyToAll(
                        new Selection(Seed.SLACK, null, null, null, false), Remedy.REDRIVE);
        Bulk all = hub.mend.applyToAll(refusedToo, Remedy.REDRIVE);

        assertThat(expected)
                .isEqualTo(new Preview(Map.of(Seed.SLACK, 2), Map.of(), Seed.NOW, Seed.NOW));
        assertThat(expected.count()).isEqualTo(all.count());
        assertThat(hub.mend.preview(refusedToo, Remedy.REDRIVE))
                .isEqualTo(new Preview(Map.of(), Map.of(), null, Seed.NOW));
        assertThat(careful).isEqualTo(new Bulk(0, Map.of(Left.REFUSED, 2)));
        assertThat(all).isEqualTo(new Bulk(2, Map.of()));
        assertThat(hub.mend.redrive(first.id())).contains(List.of());
    }

    @Test
    void discardsManyAndNothingThatWasParkedAfterTheyWereCounted() {
        world.channel.replies(
                new UpstreamReply.Refused(400, "no"), new UpstreamReply.Refused(400, "no"));
        List<MessageId> counted = List.of(send("1").id(), send("2").id());
        Selection all = new Selection(Seed.SLACK, null, null, null, true);
        Preview expected = hub.mend.preview(all, Remedy.DISCARD);
        world.clock.advance(Duration.ofMinutes(1));
        world.channel.replies(new UpstreamReply.Refused(400, "no"));
        MessageId later = send("3").id();

        Selection asCounted = all.asCounted(expected.at());
        Bulk first = hub.mend.applyToAll(asCounted, Remedy.DISCARD);
        Bulk repeat = hub.mend.applyToAll(asCounted, Remedy.DISCARD);

        assertThat(expected)
                .isEqualTo(new Preview(Map.of(Seed.SLACK, 2), Map.of(), Seed.NOW, Seed.NOW));
        assertThat(first).isEqualTo(new Bulk(2, Map.of(Left.LATER, 1)));
        assertThat(repeat).isEqualTo(new Bulk(0, Map.of(Left.LATER, 1)));
        assertThat(counted)
                .allSatisfy(id ->
                        assertThat(hub.follow.find(id, Seed.SLACK).orElseThrow().delivery())
                                .isInstanceOf(Delivery.Discarded.class));
        assertThat(status(later)).isEqualTo(FollowDeliveries.Status.REFUSED);
        assertThat(told(Mended.class))
                .containsExactlyInAnyOrderElementsOf(
                        counted.stream()
                                .map(id -> new Mended(Seed.SLACK, id, Mending.DISCARDED))
                                .toList());
    }

    @Test
    void leavesRefusedOnesWhenManyAreDiscardedButNoProbes() {
        for (ParkReason reason : List.of(ParkReason.REFUSED, ParkReason.PROBE)) {
            world.journal.append(
                    EntryDraft.message().owedTo(Seed.SLACK).bornParked(reason).entry());
        }
        Selection careful = new Selection(Seed.SLACK, null, null, null, false);

        assertThat(hub.mend.preview(careful, Remedy.REDRIVE).left())
                .isEqualTo(Map.of(Left.REFUSED, 1, Left.PROBE, 1));
        assertThat(hub.mend.applyToAll(careful, Remedy.DISCARD))
                .isEqualTo(new Bulk(1, Map.of(Left.REFUSED, 1)));
    }

    /// What is said before is what is done, to the unit.
    @Test
    void sendsFiveThousandAgainAsTheyWereCounted() {
        Map<ParkReason, Integer> parked =
                Map.of(
                        ParkReason.EXHAUSTED, 4_000,
                        ParkReason.REFUSED, 700,
                        ParkReason.PROBE, 300);
        parked.forEach((reason, count) -> {
            for (int i = 0; i < count; i++) {
                world.journal.append(
                        EntryDraft.message().owedTo(Seed.SLACK).bornParked(reason).entry());
            }
        });
        Selection all = new Selection(Seed.SLACK, null, null, null, false);
        Map<Left, Integer> left = Map.of(Left.REFUSED, 700, Left.PROBE, 300);

        Preview expected = hub.mend.preview(all, Remedy.REDRIVE);
        Bulk done = hub.mend.applyToAll(all.asCounted(expected.at()), Remedy.REDRIVE);

        assertThat(expected)
                .isEqualTo(new Preview(Map.of(Seed.SLACK, 4_000), left, Seed.NOW, Seed.NOW));
        assertThat(done).isEqualTo(new Bulk(4_000, left));
    }

    @Test
    void mendsTheChosenOnesAlone() {
        for (int i = 0; i < 4; i++) {
            world.channel.replies(new UpstreamReply.Refused(400, "no"));
        }
        MessageId again = send("1").id();
        MessageId never = send("2").id();
        MessageId before = send("3").id();
        MessageId other = send("4").id();
        hub.mend.discard(before, Seed.SLACK);
        Chosen done = new Chosen(before, Seed.SLACK);

        Selection sent = Selection.of(List.of(new Chosen(again, Seed.SLACK), done));
        Selection given = Selection.of(List.of(new Chosen(never, Seed.SLACK), done, done));
        Preview expected = hub.mend.preview(sent, Remedy.REDRIVE);

        assertThat(expected.count()).isOne();
        assertThat(expected.left()).isEqualTo(Map.of(Left.OVERTAKEN, 1));
        assertThat(hub.mend.applyToAll(sent, Remedy.REDRIVE))
                .isEqualTo(new Bulk(1, Map.of(Left.OVERTAKEN, 1)));
        assertThat(hub.mend.applyToAll(given, Remedy.DISCARD))
                .isEqualTo(new Bulk(1, Map.of(Left.OVERTAKEN, 1)));
        assertThat(status(again)).isEqualTo(FollowDeliveries.Status.DELIVERED);
        assertThat(status(other)).isEqualTo(FollowDeliveries.Status.REFUSED);
    }

    @Test
    void sendsRefusedOnesAgainIfTheyAreAskedForByName() {
        world.channel.replies(new UpstreamReply.Refused(400, "no"));
        send("1");

        assertThat(
                        hub.mend.applyToAll(
                                new Selection(null, null, "refused", null, false), Remedy.REDRIVE))
                .isEqualTo(new Bulk(1, Map.of()));
    }

    @Test
    void sendsAgainWhatIsBehindAPageThatIsNotFull() {
        world.channel.replies(
                new UpstreamReply.Refused(400, "no"), new UpstreamReply.Refused(400, "no"));
        send("1");
        send("2");
        Hub paged = new Hub(world, new OneByOne(world.store.deliveryLog()));

        assertThat(
                        paged.mend.applyToAll(
                                new Selection(Seed.SLACK, null, null, null, true), Remedy.REDRIVE))
                .isEqualTo(new Bulk(2, Map.of()));
    }

    @Test
    void isShownEveryTargetOfAMessageHoweverShortThePages() {
        for (int i = 0; i < 3; i++) {
            world.journal.append(
                    EntryDraft.message()
                            .owedTo(Seed.SLACK, Target.SESSIONS_SERVER)
                            .bornParked(ParkReason.EXHAUSTED)
                            .entry());
        }

        List<Integer> sizes = new ArrayList<>();
        @Nullable MessageId after = null;
        do {
            FollowDeliveries.Page page = hub.follow.list(parkedBehind(after));
            sizes.add(page.items().size());
            after = page.next();
        } while (after != null);

        assertThat(sizes).containsExactly(2, 2, 2);
    }

    private static FollowDeliveries.Query parkedBehind(@Nullable MessageId after) {
        Set<FollowDeliveries.Status> parked = Set.of(FollowDeliveries.Status.PARKED);
        return new FollowDeliveries.Query(null, null, parked, null, null, after, 1);
    }

    /// Its pages have one delivery, whatever the limit.
    private record OneByOne(DeliveryLog all) implements DeliveryLog {

        @Override
        public Optional<Item> find(MessageId message, Target target) {
            return all.find(message, target);
        }

        @Override
        public List<Item> list(Query query) {
            return all.list(query).stream().limit(1).toList();
        }

        @Override
        public Statistics statistics(Target target, Instant since) {
            return all.statistics(target, since);
        }
    }

    @Test
    void sendsAMessageAgainWhereverItIsParkedAndCountsItsCallsOn() {
        world.channel.replies(new UpstreamReply.Refused(400, "no"));
        Result.Settled sent = send("1");

        assertThat(hub.mend.redrive(sent.id())).contains(List.of(Seed.SLACK));
        assertThat(hub.mend.redrive(new MessageId("msg_" + "e".repeat(32)))).isEmpty();
        assertThat(hub.follow.find(sent.id(), Seed.SLACK))
                .get()
                .satisfies(item -> {
                    assertThat(item.delivery()).isInstanceOf(Delivery.Delivered.class);
                    assertThat(item.delivery().attempts()).isEqualTo(2);
                });
    }

    @Test
    void hearsOfWhatAdminsSendAgainAndDiscard() {
        world.channel.replies(
                new UpstreamReply.Refused(400, "no"), new UpstreamReply.Refused(400, "no"));
        Result.Settled again = send("1");
        Result.Settled never = send("2");

        hub.mend.redrive(again.id(), Seed.SLACK);
        hub.mend.discard(never.id(), Seed.SLACK);
        hub.mend.discard(never.id(), Seed.SLACK);

        assertThat(told(Mended.class))
                .containsExactly(
                        new Mended(Seed.SLACK, again.id(), Mending.REDRIVEN),
                        new Mended(Seed.SLACK, never.id(), Mending.DISCARDED));
    }
}
