package dev.switchboard.bootstrap.scenario.live;

import static dev.switchboard.bootstrap.scenario.live.LiveTalk.DESK_CHAT;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.deskEnds;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.deskSays;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.endOfDesk;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.toDesk;
import static dev.switchboard.bootstrap.scenario.live.LiveTalk.typing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.RecordingTelemetry;
import dev.switchboard.application.port.in.message.SendUserMessage.Result;
import dev.switchboard.application.port.in.session.ClientLine.Notice;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UserMessageGateway.Sent;
import dev.switchboard.application.service.live.LiveUpkeep;
import dev.switchboard.bootstrap.telemetry.ForwardingJournal;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.session.AgentSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeskScenarioTest extends LiveStory {

    @Nested
    class ADesk {

        @Test
        void hasAnOpenSessionFromTheFirstMessageItTookUntilItsEnd() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.OPEN);

            hub.replies.accept(deskEnds());
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.ENDED);

            hub.send.send(toDesk(ann, "m2", "2"));
            assertThat(world.agentSessions.find(DESK_CHAT)).isEqualTo(AgentSession.OPEN);
        }

        @Test
        void isToldTheEndOnce() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));

            Result first = hub.send.send(endOfDesk(ann, "m2"));
            Result repeated = hub.send.send(endOfDesk(ann, "m2"));
            Result again = hub.send.send(endOfDesk(ann, "m3"));

            assertThat(first).isInstanceOf(Result.Journaled.class);
            assertThat(repeated).isInstanceOf(Result.Journaled.class);
            assertThat(again).isInstanceOf(Result.NothingToEnd.class);
            assertThat(world.bot.heard()).containsExactly("1", "\"end\"");
        }

        @Test
        void thatIsAwayIsReportedOnceAfterHalfAMinuteAndServedLater() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY, AWAY, AWAY, AWAY);

            hub.send.send(toDesk(ann, "m1", "1"));
            world.clock.advance(Duration.ofMinutes(5));

            assertThat(ann.notices()).hasSize(1);
            assertThat(ann.notices().getFirst()).isInstanceOf(Notice.Slow.class);
            assertThat(world.bot.heard()).hasSize(5);
        }

        @Test
        void thatRefusesAMessageParksItUnderTheReasonItGives() {
            Browser ann = browser("ann");
            world.bot.step(_ ->
                    new Sent.Called(
                            new UpstreamReply.Refused(422, ""), new ParkReason("REJECTED_422")));

            hub.send.send(toDesk(ann, "m1", "1"));

            assertThat(deliveries(DESK_CHAT))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Parked.class,
                            parked -> assertThat(parked.reason().code()).isEqualTo("REJECTED_422"));
            assertThat(ann.notices()).singleElement().isInstanceOf(Notice.Settled.class);
        }

        @Test
        void whoseAnswerNobodyFetchedForADayIsParkedAndStillReachesTheOwner() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            ann.loseLine();
            hub.replies.accept(deskSays("\"late\""));
            world.clock.advance(Duration.ofHours(24));

            hub.upkeep.parkUnfetched();

            assertThat(deliveries(DESK_CHAT).getLast()).isInstanceOf(Parked.class);
            Browser back = new Browser(hub.clients, "ann again", ann.who()).connect();
            back.bind(DESK_CHAT);
            assertThat(back.texts()).containsExactly("\"late\"");
            back.settle();
            assertThat(deliveries(DESK_CHAT).getLast()).isInstanceOf(Delivered.class);
        }

        @Test
        void whoseParkedAnswerWasFetchedIsNotCountedTwice() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            ann.loseLine();
            hub.replies.accept(deskSays("\"late\""));
            world.clock.advance(Duration.ofHours(24));
            hub.upkeep.parkUnfetched();
            Browser back = new Browser(hub.clients, "ann again", ann.who()).connect();
            back.bind(DESK_CHAT);
            back.settle();
            back.loseLine();

            hub.replies.accept(deskSays("\"later\""));

            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isEqualTo(1);
        }

        @Test
        void whoseAnswerWasFetchedJustBeforeItWasParkedIsNotCountedOff() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            ann.loseLine();
            hub.replies.accept(deskSays("\"late\""));
            world.clock.advance(Duration.ofHours(24));

            upkeepThatIsOvertaken().parkUnfetched();

            assertThat(hub.pending.pending(Target.LIVE_CLIENTS)).isEqualTo(1);
        }

        private LiveUpkeep upkeepThatIsOvertaken() {
            Journal overtaking =
                    new ForwardingJournal(world.store.journal()) {
                        @Override
                        public CompletionStage<Settled> settle(Settlement settlement) {
                            return CompletableFuture.completedFuture(Settled.OVERTAKEN);
                        }
                    };
            return new LiveUpkeep(
                    world.store.backlog(),
                    overtaking,
                    hub.pending,
                    new RecordingTelemetry(),
                    Map.of("desk", Duration.ofHours(24)),
                    world.clock);
        }

        @Test
        void isToldOfTypingOnceWhateverComesOfIt() {
            Browser ann = browser("ann");
            hub.send.send(toDesk(ann, "m1", "1"));
            world.bot.replies(AWAY);

            hub.hints.fromUser(typing(ann));
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.bot.heard()).containsExactly("1", "\"typing\"");
        }

        @Test
        void isToldOfTypingAfterTheMessageBeforeIt() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY);
            hub.send.send(toDesk(ann, "m1", "1"));

            hub.hints.fromUser(typing(ann));
            hub.hints.fromUser(typing(ann));
            assertThat(world.bot.heard()).containsExactly("1");
            world.clock.advance(Duration.ofSeconds(3));

            assertThat(world.bot.heard()).containsExactly("1", "1", "\"typing\"");
        }

        @Test
        void isNeverToldOfTypingThatWaitedFiveSeconds() {
            Browser ann = browser("ann");
            world.bot.replies(AWAY, AWAY);
            hub.send.send(toDesk(ann, "m1", "1"));

            hub.hints.fromUser(typing(ann));
            world.clock.advance(Duration.ofSeconds(10));

            assertThat(world.bot.heard()).containsExactly("1", "1", "1");
        }

        @Test
        void callingBackWhileItIsCalledComesAfterTheQuestion() {
            Browser ann = browser("ann");
            world.bot.step(_ -> {
                hub.replies.accept(deskSays("\"quick\""));
                return new Sent.Called(ScriptedBot.TAKEN);
            });

            hub.send.send(toDesk(ann, "m1", "\"?\""));

            assertThat(journaled(DESK_CHAT)).containsExactly("\"?\"", "\"quick\"");
            assertThat(ann.seqs()).containsExactly(2L);
        }
    }
}
