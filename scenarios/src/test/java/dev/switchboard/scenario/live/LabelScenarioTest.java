package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TransferConversations.Destination;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.WatchDesk.Watching;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Agents say what conversations are about and how they ended, from the lists of their tenant.
class LabelScenarioTest extends LiveStory {

    private static final LabelId SOLVED = new LabelId("solved");
    private static final LabelId OLD = new LabelId("old");
    private static final LabelId VIP = new LabelId("vip");
    private static final LabelId LATE = new LabelId("late");

    private final Browser user = browser("user");
    private TestConsole ann;
    private Lease lease;

    @BeforeEach
    void anAgentHasAConversation() {
        own(user, BOT_CHAT);
        hub.send.send(toBot(user, "q-1", "\"help\""));
        ann = new TestConsole(hub.agents, "ann").connect();
        hub.replies.accept(botAsksForAgent());
        lease = ann.acceptOffer().lease();
    }

    private void offers(TenantId tenant, Kind kind, boolean required, LabelId... ids) {
        List<Label> labels =
                Stream.of(ids).map(id -> new Label(id, "Name", null, id.equals(OLD))).toList();
        long version = world.labels.of(tenant, kind).version() + 1;
        assertThat(world.labels.save(new LabelList(tenant, kind, version, required, labels)))
                .isTrue();
    }

    private Handoff handoff() {
        return world.handoffs.find(BOT_CHAT).orElseThrow();
    }

    private @Nullable LabelId outcome() {
        return ((Ended) handoff()).outcome();
    }

    private Message lastRecord() {
        return world.store.history().messages(BOT_CHAT, 0, 100).stream()
                .map(Recorded::message)
                .toList()
                .getLast();
    }

    @Nested
    class AnOutcome {

        @Test
        void isKeptWithTheEndAndShownToAgentsAlone() {
            offers(TenantId.DEFAULT, Kind.OUTCOMES, false, SOLVED);

            Given given = ann.end(BOT_CHAT, lease, "end-1", SOLVED);

            assertThat(given).isInstanceOf(Given.Done.class);
            assertThat(outcome()).isEqualTo(SOLVED);
            assertThat(lastRecord().content().text()).doesNotContain("solved");
            assertThat(lastRecord().content().note())
                    .isEqualTo(new AgentNote("{\"note\":\"solved\",\"outcome\":\"solved\"}"));
        }

        @Test
        void mayBeLeftOutUnlessItIsRequired() {
            offers(TenantId.DEFAULT, Kind.OUTCOMES, true, SOLVED, OLD);

            Given refused = ann.end(BOT_CHAT, lease, "end-1", null);

            assertThat(refused)
                    .isEqualTo(
                            new Given.OutcomeRequired(
                                    List.of(new Label(SOLVED, "Name", null, false))));
            assertThat(handoff()).isInstanceOf(Leased.class);
            offers(TenantId.DEFAULT, Kind.OUTCOMES, false, SOLVED, OLD);
            assertThat(ann.end(BOT_CHAT, lease, "end-1", null)).isInstanceOf(Given.Done.class);
            assertThat(outcome()).isNull();
        }

        @Test
        void isOneThatTheTenantOffers() {
            offers(TenantId.DEFAULT, Kind.OUTCOMES, false, OLD);
            offers(TenantId.DEFAULT, Kind.TAGS, false, new LabelId("vip"));
            offers(new TenantId("elektra"), Kind.OUTCOMES, true, SOLVED);

            for (LabelId wrong : List.of(SOLVED, OLD, new LabelId("vip"))) {
                assertThat(ann.end(BOT_CHAT, lease, "end-" + wrong, wrong))
                        .as(wrong.value())
                        .isEqualTo(DeskRefusal.NO_SUCH_OUTCOME);
            }

            assertThat(handoff()).isInstanceOf(Leased.class);
            assertThat(ann.end(BOT_CHAT, lease, "end-1", null)).isInstanceOf(Given.Done.class);
        }

        @Test
        void isSaidOnceHoweverOftenAndWhateverIsOfferedLater() {
            offers(TenantId.DEFAULT, Kind.OUTCOMES, true, SOLVED);
            Given first = ann.end(BOT_CHAT, lease, "end-1", SOLVED);
            offers(TenantId.DEFAULT, Kind.OUTCOMES, false, SOLVED, OLD);

            assertThat(seq(ann.end(BOT_CHAT, lease, "end-1", SOLVED))).isEqualTo(seq(first));
            assertThat(ann.end(BOT_CHAT, lease, "end-1", OLD)).isEqualTo(DeskRefusal.ID_REUSED);
            assertThat(outcome()).isEqualTo(SOLVED);
        }

        private static long seq(Given given) {
            return ((Given.Done) given).seq();
        }

        @Test
        void isNotAskedForWhileTheStoreIsAway() {
            world.outage.begin();
            assertThatThrownBy(() -> ann.end(BOT_CHAT, lease, "end-1", SOLVED))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();
            offers(TenantId.DEFAULT, Kind.OUTCOMES, false, SOLVED);

            assertThat(ann.end(BOT_CHAT, lease, "end-1", SOLVED)).isInstanceOf(Given.Done.class);
        }

        @Test
        void survivesACrashBeforeItIsRecorded() {
            Leased leased = (Leased) handoff();
            Step.Order order = new Step.Order("end-1", "end-1");
            Step step = new Step(Step.Kind.ENDED, world.clock.instant(), ann.agent.id(), order, "");
            world.handoffs.change(leased.version(), leased.end(step, SOLVED, Tags.NONE));

            hub.crash();

            assertThat(world.handoffs.open(null, 10)).isEmpty();
            assertThat(outcome()).isEqualTo(SOLVED);
            assertThat(lastRecord().content().note())
                    .isEqualTo(new AgentNote("{\"outcome\":\"solved\"}"));
        }
    }

    @Nested
    class Tagging {

        private Tags tags() {
            return handoff().details().tags();
        }

        private Tagged.Done done(Tagged tagged) {
            assertThat(tagged).isInstanceOf(Tagged.Done.class);
            return (Tagged.Done) tagged;
        }

        private String noted() {
            return requireNonNull(lastRecord().content().note()).text();
        }

        private void offersTags(LabelId... ids) {
            offers(TenantId.DEFAULT, Kind.TAGS, false, ids);
        }

        @Test
        void isKeptAndToldToAgentsAlone() {
            offersTags(VIP, LATE);
            int heard = world.bot.heard().size();

            Tagged.Done first = done(ann.tag(BOT_CHAT, "t-1", List.of(VIP, LATE), List.of()));
            Tagged.Done second = done(ann.tag(BOT_CHAT, "t-2", List.of(), List.of(VIP)));

            assertThat(first.tags()).isEqualTo(new Tags(List.of(VIP, LATE)));
            assertThat(second.tags()).isEqualTo(new Tags(List.of(LATE)));
            assertThat(second.seq()).isEqualTo(first.seq() + 1).isEqualTo(lastRecord().seq());
            assertThat(tags()).isEqualTo(second.tags());
            assertThat(lastRecord().content().isForAgents()).isTrue();
            assertThat(noted())
                    .contains("\"event\":\"handoff_tagged\"", "\"tags\":[\"late\"]")
                    .contains("\"by\":\"ann\"");
            assertThat(ann.pushed).extracting(Message::seq).contains(first.seq(), second.seq());
            assertThat(user.texts()).noneMatch(text -> text.contains("late"));
            assertThat(world.bot.heard()).hasSize(heard);
        }

        @Test
        void leavesTheLeaseAsItIs() {
            offersTags(VIP);
            Instant since = lease.since();
            world.clock.advance(Duration.ofSeconds(30));

            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            assertThat(ann.told(ConsoleEvent.LeaseLost.class)).isEmpty();
            assertThat(ann.told(ConsoleEvent.ContextSnapshot.class)).hasSize(1);
            Leased leased = (Leased) handoff();
            assertThat(leased.lease().id()).isEqualTo(lease.id());
            assertThat(leased.lease().since()).isEqualTo(since);
            assertThat(ann.say(BOT_CHAT, lease, "m-1", "still here"))
                    .isInstanceOf(SendResult.Accepted.class);
        }

        @Test
        void doesNotPostponeTheEndOfALeaseThatIsNotRenewed() {
            offersTags(VIP);
            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            world.clock.advance(Duration.ofSeconds(121));

            assertThat(handoff()).isInstanceOf(Handoff.Waiting.class);
            assertThat(tags()).isEqualTo(new Tags(List.of(VIP)));
        }

        /// However often its conversation is tagged.
        @Test
        void setsNoOtherTimerForTheLease() {
            offersTags(VIP);
            world.clock.advance(Duration.ofSeconds(1));
            int before = hub.timers();

            for (int i = 0; i < 5; i++) {
                done(ann.tag(BOT_CHAT, "add-" + i, List.of(VIP), List.of()));
                done(ann.tag(BOT_CHAT, "remove-" + i, List.of(), List.of(VIP)));
            }

            world.clock.advance(Duration.ofSeconds(1));
            assertThat(hub.timers()).isEqualTo(before);
        }

        @Test
        void happensOnceForAnId() {
            offersTags(VIP, LATE);
            Tagged.Done first = done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));
            done(ann.tag(BOT_CHAT, "t-2", List.of(), List.of(VIP)));

            Tagged.Done again = done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            assertThat(again).isEqualTo(new Tagged.Done(Tags.NONE, first.seq()));
            assertThat(ann.tag(BOT_CHAT, "t-1", List.of(LATE), List.of()))
                    .isEqualTo(DeskRefusal.ID_REUSED);
            assertThat(tags()).isEqualTo(Tags.NONE);
        }

        @Test
        void isFinishedByTheNextTryWhenTheStoreWentAwayInTheMiddle() {
            offersTags(VIP);
            world.outage.begin();
            assertThatThrownBy(() -> ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()))
                    .isInstanceOf(StoreUnavailableException.class);
            world.outage.end();

            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));
            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            assertThat(tags()).isEqualTo(new Tags(List.of(VIP)));
            assertThat(records()).hasSize(1);
        }

        private Stream<Message> tagged() {
            return world.store.history().messages(BOT_CHAT, 0, 100).stream()
                    .map(Recorded::message)
                    .filter(message -> message.content().isForAgents());
        }

        private List<Message> records() {
            return tagged().toList();
        }

        @Test
        void survivesACrashBeforeItIsRecorded() {
            offersTags(VIP);
            Leased leased = (Leased) handoff();
            Step.Order order = new Step.Order("t-1", List.of(VIP) + " []");
            Step step =
                    new Step(Step.Kind.TAGGED, world.clock.instant(), ann.agent.id(), order, "");
            world.handoffs.change(leased.version(), leased.tag(step, new Tags(List.of(VIP))));

            LiveHub next = hub.crash();
            TestConsole again = new TestConsole(next.agents, "ann").connect();

            assertThat(records()).hasSize(1);
            ConsoleEvent.Ready ready = again.last(ConsoleEvent.Ready.class);
            assertThat(ready.leases())
                    .singleElement()
                    .satisfies(held ->
                            assertThat(held.handoff().details().tags())
                                    .isEqualTo(new Tags(List.of(VIP))));
            done(again.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));
            assertThat(records()).hasSize(1);
        }

        @Test
        void isOfWhatTheTenantOffersAndStaysWithWhatIsThere() {
            offersTags(VIP, OLD);
            offers(new TenantId("elektra"), Kind.TAGS, false, LATE);

            assertThat(ann.tag(BOT_CHAT, "t-1", List.of(LATE), List.of()))
                    .isEqualTo(DeskRefusal.NO_SUCH_TAG);
            assertThat(ann.tag(BOT_CHAT, "t-2", List.of(VIP, OLD), List.of()))
                    .isEqualTo(DeskRefusal.NO_SUCH_TAG);
            assertThat(tags()).isEqualTo(Tags.NONE);
            done(ann.tag(BOT_CHAT, "t-3", List.of(VIP), List.of(OLD)));
            Label retired = new Label(VIP, "Name", null, true);
            Label old = new Label(OLD, "Name", null, true);
            world.labels.save(
                    new LabelList(TenantId.DEFAULT, Kind.TAGS, 2, false, List.of(retired, old)));
            assertThat(done(ann.tag(BOT_CHAT, "t-4", List.of(VIP), List.of())).tags())
                    .isEqualTo(new Tags(List.of(VIP)));
        }

        @Test
        void hasALimit() {
            LabelId[] many =
                    IntStream.rangeClosed(0, Tags.MOST)
                            .mapToObj(i -> new LabelId("t" + i))
                            .toArray(LabelId[]::new);
            offersTags(many);

            assertThat(ann.tag(BOT_CHAT, "t-1", List.of(many), List.of()))
                    .isEqualTo(DeskRefusal.AT_LIMIT);
            assertThat(ann.endWithTags(BOT_CHAT, lease, List.of(many)))
                    .isEqualTo(DeskRefusal.AT_LIMIT);

            List<LabelId> most = List.of(many).subList(0, Tags.MOST);
            assertThat(done(ann.tag(BOT_CHAT, "t-2", most, List.of())).tags().ids())
                    .isEqualTo(most);
        }

        @Test
        void isForTheHolderAndForSupervisorsWhoWatch() {
            offersTags(VIP, LATE);
            TestConsole ben = new TestConsole(hub.agents, "ben").connect();
            TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();

            assertThat(ben.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()))
                    .isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(sue.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()))
                    .isEqualTo(DeskRefusal.NOT_FOUND);
            assertThat(hub.agents.views().watch(sue.id, BOT_CHAT, null))
                    .isInstanceOf(Watching.Begun.class);
            done(sue.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            assertThat(((Leased) handoff()).holder()).isEqualTo(ann.agent);
            assertThat(noted()).contains("\"by\":\"sue\"");
            assertThat(ann.pushed.getLast().seq()).isEqualTo(lastRecord().seq());
            done(ann.tag(BOT_CHAT, "t-1", List.of(LATE), List.of()));
            ann.end(BOT_CHAT, lease);
            assertThat(sue.tag(BOT_CHAT, "t-2", List.of(), List.of(VIP)))
                    .isEqualTo(DeskRefusal.NOT_FOUND);
        }

        @Test
        void followsTheConversationToTheNextAgent() {
            offersTags(VIP);
            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            ann.transfer(BOT_CHAT, lease, new Destination.ToQueue(QueueId.DEFAULT), "");
            TestConsole ben = new TestConsole(hub.agents, "ben").connect();

            assertThat(ben.offer().handoff().details().tags()).isEqualTo(new Tags(List.of(VIP)));
            assertThat(ben.acceptOffer().handoff().details().tags())
                    .isEqualTo(new Tags(List.of(VIP)));
            assertThat(journaled(BOT_CHAT)).noneMatch(text -> text.contains("vip"));
        }

        @Test
        void isSettledByTheEnd() {
            offersTags(VIP, LATE);
            done(ann.tag(BOT_CHAT, "t-1", List.of(VIP), List.of()));

            assertThat(ann.endWithTags(BOT_CHAT, lease, List.of(LATE)))
                    .isInstanceOf(Given.Done.class);

            assertThat(tags()).isEqualTo(new Tags(List.of(LATE)));
            assertThat(handoff()).isInstanceOf(Ended.class);
        }
    }
}
