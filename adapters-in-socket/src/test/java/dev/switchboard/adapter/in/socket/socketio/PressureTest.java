package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// Clients that send too fast or read too slowly.
class PressureTest {

    private final RecordingHandler handler =
            new RecordingHandler().on("e", (socket, args, reply) -> {});
    private final Stage stage = Stage.of(handler);
    private final Stage.Client client = stage.joined();

    @Test
    void readsABurstAtOnce() {
        stage.timer.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 80; i++) {
            assertThat(client.send("2[\"e\"]")).isTrue();
        }

        assertThat(client.send("2[\"e\"]")).isFalse();
    }

    @Test
    void readsOnWhenTheRateAllowsIt() {
        stage.timer.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 80; i++) {
            client.send("2[\"e\"]");
        }
        CompletionStage<?> next = client.receiver().text("2[\"e\"]");

        stage.timer.advance(Duration.ofMillis(24));
        assertThat(next.toCompletableFuture()).isNotDone();
        stage.timer.advance(Duration.ofMillis(1));

        assertThat(next.toCompletableFuture()).isDone();
    }

    @Test
    void closesAClientThatKeepsSendingTooFast() {
        for (int i = 0; i < 80 + 80; i++) {
            sendAndWait();
        }
        assertThat(client.session().closed()).isNull();

        for (int i = 0; i < 2; i++) {
            sendAndWait();
        }

        assertThat(client.session().closed()).isEqualTo(CloseReason.RATE);
    }

    @Test
    void forgivesAClientThatPauses() {
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 80 + 40; j++) {
                sendAndWait();
            }
            stage.timer.advance(Duration.ofSeconds(2));
        }

        assertThat(client.session().closed()).isNull();
    }

    @Test
    void countsNoAcks() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(client.send("3" + i + "[]")).isTrue();
        }
    }

    @Test
    void stopsReadingWhileTooManyCommandsWaitForTheirAnswer() {
        List<Reply> replies = new ArrayList<>();
        handler.on("command", (socket, args, reply) -> replies.add(reply));
        for (int i = 0; i < 63; i++) {
            assertThat(client.send("2" + i + "[\"command\"]")).isTrue();
        }
        CompletionStage<?> next = client.receiver().text("263[\"command\"]");
        assertThat(next.toCompletableFuture()).isNotDone();

        replies.getFirst().send();
        replies.getFirst().send();

        assertThat(next.toCompletableFuture()).isDone();
        assertThat(client.send("264[\"command\"]")).isFalse();
    }

    @Test
    void stopsReadingWhileTooManyEventsWaitForTheirHandler() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Stage slow =
                new Stage(
                        SocketSettings.defaults(),
                        Map.of("/", new Namespace(handler)),
                        waiting::add);
        Stage.Client hasty = slow.client();
        hasty.send("0");
        waiting.remove().run();
        for (int i = 0; i < 63; i++) {
            assertThat(hasty.send("2[\"e\"]")).isTrue();
        }
        CompletionStage<?> next = hasty.receiver().text("2[\"e\"]");
        assertThat(next.toCompletableFuture()).isNotDone();

        waiting.remove().run();

        assertThat(next.toCompletableFuture()).isDone();
        assertThat(waiting).isEmpty();
    }

    @Test
    void waitsForBothWhenBothAreExceeded() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Stage slow =
                new Stage(
                        SocketSettings.defaults().withEvents(40, 10),
                        Map.of("/", new Namespace(handler)),
                        waiting::add);
        Stage.Client hasty = slow.client();
        hasty.send("0");
        waiting.remove().run();
        for (int i = 0; i < 63; i++) {
            hasty.send("2[\"e\"]");
        }
        CompletionStage<?> last = hasty.receiver().text("2[\"e\"]");

        waiting.remove().run();
        assertThat(last.toCompletableFuture()).isNotDone();
        slow.timer.advance(Duration.ofSeconds(2));

        assertThat(last.toCompletableFuture()).isDone();
    }

    @Test
    void saysThatTheQueueIsFullAndWhenItHasDrained() {
        client.session().leaveRoomFor(1);

        assertThat(handler.last().emit(ServerEvent.of("e"))).isEqualTo(Offered.QUEUED);
        assertThat(handler.last().emit(ServerEvent.of("e"))).isEqualTo(Offered.FULL);
        client.receiver().drained();

        assertThat(handler.heard).last().isEqualTo("drained");
    }

    @Test
    void answersAndLeavesEvenThroughAFullQueue() {
        client.session().leaveRoomFor(0);

        client.send("20[\"unknown\"]");
        handler.last().disconnect();

        assertThat(client.session().sent())
                .containsExactly("30[{\"ok\":false,\"error\":\"Unknown event\"}]", "1");
    }

    /// Sends like a session that reads on only when it may.
    private void sendAndWait() {
        CompletionStage<?> next = client.receiver().text("2[\"e\"]");
        while (!next.toCompletableFuture().isDone()) {
            stage.timer.advance(Duration.ofMillis(1));
        }
    }
}
