package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.fakes.ScriptedChannelGateway;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.replay.ReplayConversations;
import dev.switchboard.application.port.in.replay.ReplayConversations.Command;
import dev.switchboard.application.port.in.replay.ReplayConversations.Outcome;
import dev.switchboard.application.port.in.replay.ReplayConversations.Preview;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.upstream.ChannelGateway.Call;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Messages of a conversation are sent to a target again.
class ReplayScenarioTest extends RelayStory {

    private static final UpstreamReply NO = new UpstreamReply.Refused(400, "no");

    private final ReplayConversations replays = on(hub, world.replayer).replay();

    private ReplayModule on(Hub which, Replayer replayer) {
        return ReplayModule.of(
                which.node, which.delivery, replayer, world.replays, PeerModule.alone());
    }

    private static Request all(long from, @Nullable Long to) {
        return new Request(EntryDraft.CONVERSATION, Seed.SLACK, from, to, Choice.ALL);
    }

    private static Request missing() {
        return new Request(EntryDraft.CONVERSATION, Seed.SLACK, 1, null, Choice.MISSING);
    }

    private static Command command(String key, Request request) {
        return new Command("admin", key, request);
    }

    private Result replay(Request request) {
        return result(replays.replay(command("k", request)));
    }

    private static Result result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Queued.class);
        Result result = ((Outcome.Queued) outcome).replay().result();
        assertThat(result).isNotNull();
        return result;
    }

    private void sent(int number) {
        for (int i = 1; i <= number; i++) {
            send(Integer.toString(i));
        }
    }

    private Delivery deliveryOf(MessageId id) {
        return hub.follow.find(id, Seed.SLACK).orElseThrow().delivery();
    }

    @Nested
    class WhatIsMissing {

        @Test
        void isSentOnceInOrderUnderItsOwnId() {
            world.channel.replies(NO);
            MessageId first = send("1").id();
            MessageId second = send("2").id();
            world.channel.replies(NO);
            MessageId third = send("3").id();

            Result result = replay(missing());

            assertThat(result).isEqualTo(new Result(2, Map.of(Skip.DELIVERED, 1)));
            assertThat(world.channel.calls())
                    .extracting(Call::messageId)
                    .containsExactly(first, second, third, first, third);
            assertThat(deliveryOf(first)).isInstanceOf(Delivery.Delivered.class);
            assertThat(deliveryOf(third).attempts()).isEqualTo(2);
            assertThat(replay(missing())).isEqualTo(result);
        }

        @Test
        void includesWhatWasDiscarded() {
            world.channel.replies(NO);
            MessageId given = send("1").id();
            hub.mend.discard(given, Seed.SLACK);

            assertThat(replay(missing()).count()).isOne();

            assertThat(deliveryOf(given)).isInstanceOf(Delivery.Delivered.class);
        }

        @Test
        void isLeftOutIfItWasNeverOwed() {
            MessageId question = send("1").id();
            hub.callback.accept(World.answerTo(question, "{\"a\":1}"));

            Result result =
                    replay(
                            new Request(
                                    EntryDraft.CONVERSATION,
                                    Target.SESSIONS_SERVER,
                                    1,
                                    null,
                                    Choice.MISSING));

            assertThat(result)
                    .isEqualTo(new Result(0, Map.of(Skip.NO_SUCH_TARGET, 1, Skip.DELIVERED, 1)));
        }
    }

    @Nested
    class AllMessages {

        @Test
        void areSentAgainInTheOrderOfTheConversation() {
            sent(4);

            assertThat(replay(all(2, 3L))).isEqualTo(new Result(2, Map.of()));

            assertThat(world.sentToChannel()).containsExactly("1", "2", "3", "4", "2", "3");
        }

        @Test
        void waitBehindWhatWaitsAndBeforeWhatComes() {
            sent(2);
            world.channel.replies(World.away());
            send("3");

            Result result = replay(all(1, null));
            send("4");
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(result).isEqualTo(new Result(2, Map.of(Skip.WAITING, 1)));
            assertThat(world.sentToChannel()).containsExactly("1", "2", "3", "3", "1", "2", "4");
        }

        @Test
        void includeThoseThatWereAnswered() {
            MessageId question = send("1").id();
            hub.callback.accept(World.answerTo(question, "{\"a\":1}"));
            assertThat(deliveryOf(question)).isInstanceOf(Delivery.Answered.class);

            assertThat(replay(all(1, 1L)).count()).isOne();

            assertThat(world.sentToChannel()).containsExactly("1", "1");
            assertThat(deliveryOf(question)).isInstanceOf(Delivery.Delivered.class);
            assertThat(hub.callback.accept(World.answerTo(question, "{\"a\":1}")))
                    .isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
            assertThat(hub.callback.accept(World.answerTo(question, "{\"a\":2}")))
                    .isEqualTo(AcceptChannelCallback.Result.TOKEN_USED);
            assertThat(world.forwarded()).containsExactly("{\"a\":1}");
        }

        @Test
        void showInTheirTraceWhichReplaySentThem() {
            MessageId message = send("1").id();

            Outcome outcome = replays.replay(command("k", all(1, null)));

            String id = ((Outcome.Queued) outcome).replay().id();
            assertThat(world.store.history().trace(message))
                    .extracting(hop -> hop.attempt().outcome(), hop -> hop.attempt().detail())
                    .containsExactly(
                            tuple(Attempt.Outcome.DELIVERED, ""),
                            tuple(Attempt.Outcome.REDRIVEN, id),
                            tuple(Attempt.Outcome.DELIVERED, ""));
        }

        @Test
        void doNotIncludeTheOneWhoseLaneDoesNotKnowYetThatItArrived() {
            world.channel.step(_ -> {
                world.journal.losesReplies(1);
                return ScriptedChannelGateway.TAKEN;
            });
            MessageId message = send("1").id();
            assertThat(deliveryOf(message)).isInstanceOf(Delivery.Delivered.class);

            assertThat(replay(all(1, null))).isEqualTo(new Result(0, Map.of(Skip.WAITING, 1)));
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.sentToChannel()).containsExactly("1");
            assertThat(result(replays.replay(command("k2", all(1, null)))).count()).isOne();
            assertThat(world.sentToChannel()).containsExactly("1", "1");
        }
    }

    @Nested
    class ARequest {

        @Test
        void thatIsRepeatedSendsNothingAgainWhateverCameMeanwhile() {
            sent(2);
            Outcome first = replays.replay(command("k", all(1, null)));
            send("3");

            assertThat(replays.replay(command("k", all(1, null)))).isEqualTo(first);

            assertThat(world.sentToChannel()).containsExactly("1", "2", "1", "2", "3");
            assertThat(result(replays.replay(command("k2", all(3, null)))).count()).isOne();
        }

        @Test
        void withAKeyOfAnotherIsRefused() {
            sent(1);
            replay(all(1, null));

            assertThat(replays.replay(command("k", missing()))).isEqualTo(new Outcome.KeyReused());
        }

        @Test
        void forAnUnknownConversationFindsNothing() {
            assertThat(replays.replay(command("k", missing())))
                    .isEqualTo(new Outcome.UnknownConversation());
            assertThat(replays.preview(missing())).isEqualTo(new Preview.UnknownConversation());
        }

        @Test
        void isCountedBeforeItIsMade() {
            world.channel.replies(NO);
            sent(3);

            Preview preview = replays.preview(all(2, null));

            assertThat(preview).isEqualTo(new Preview.Counted(new Result(2, Map.of()), null));
            assertThat(replays.preview(missing()))
                    .isEqualTo(new Preview.Counted(new Result(1, Map.of(Skip.DELIVERED, 2)), null));
            assertThat(world.sentToChannel()).hasSize(3);
        }

        @Test
        void coversAThousandMessagesAndSaysWhereToGoOn() {
            sent(1002);

            Replay first = ((Outcome.Queued) replays.replay(command("k", all(1, null)))).replay();

            assertThat(first.result()).isEqualTo(new Result(1000, Map.of()));
            assertThat(first.next()).isEqualTo(1001);
            assertThat(replays.preview(all(1, null)))
                    .isEqualTo(new Preview.Counted(new Result(1000, Map.of()), 1001L));
            Replay second =
                    ((Outcome.Queued) replays.replay(command("k2", all(1001, null)))).replay();
            assertThat(second.result()).isEqualTo(new Result(2, Map.of()));
            assertThat(second.next()).isNull();
            assertThat(world.sentToChannel().subList(1002, 2004))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 1002).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void areForgottenAfterEightDays() {
        sent(1);
        replay(all(1, null));
        ReplayModule module = on(hub, world.replayer);
        String id = Replay.idOf("admin", "k");

        world.clock.advance(Duration.ofDays(8).minusMillis(1));
        module.forget();
        assertThat(world.replays.find(id)).isPresent();
        world.clock.advance(Duration.ofMillis(1));
        module.forget();

        assertThat(world.replays.find(id)).isEmpty();
    }
}
