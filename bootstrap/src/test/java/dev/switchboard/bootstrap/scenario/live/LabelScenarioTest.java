package dev.switchboard.bootstrap.scenario.live;

import static dev.switchboard.bootstrap.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.toBot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Step;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelId;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Agents say how conversations ended, from the lists of their tenant.
class LabelScenarioTest extends LiveStory {

    private static final LabelId SOLVED = new LabelId("solved");
    private static final LabelId OLD = new LabelId("old");

    private TestConsole ann;
    private Lease lease;

    @BeforeEach
    void anAgentHasAConversation() {
        Browser user = browser("user");
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
            world.handoffs.change(leased.version(), leased.end(step, SOLVED));

            hub.crash();

            assertThat(world.handoffs.open(null, 10)).isEmpty();
            assertThat(outcome()).isEqualTo(SOLVED);
            assertThat(lastRecord().content().note())
                    .isEqualTo(new AgentNote("{\"outcome\":\"solved\"}"));
        }
    }
}
