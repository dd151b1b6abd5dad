package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// The first packets to a client, while other threads already send to it.
class WelcomeTest {

    private final RecordingHandler handler = new RecordingHandler();
    private final Stage stage = Stage.of(handler);
    private final Stage.Client client = stage.client();
    private final List<Offered> offered = new ArrayList<>();

    @Test
    void comesBeforeWhatOtherThreadsEmit() {
        handler.onConnected((socket, recovered) -> {
            socket.emit(numbered(1));
            elsewhere(() -> offered.add(socket.emit(numbered(3))));
            elsewhere(() -> offered.add(socket.emit(numbered(4), second(), args -> {})));
            socket.emit(numbered(2));
        });

        client.send("0");
        handler.last().emit(numbered(5));

        assertThat(client.session().sent().subList(1, 6))
                .containsExactly(
                        "2[\"e\",1]", "2[\"e\",2]", "2[\"e\",3]", "20[\"e\",4]", "2[\"e\",5]");
        assertThat(offered).containsOnly(Offered.QUEUED);
    }

    @Test
    void holdsBackNoMoreThanASessionWouldQueue() {
        handler.onConnected((socket, recovered) -> {
            for (int i = 0; i < 600; i++) {
                elsewhere(() -> offered.add(socket.emit(numbered(0))));
            }
        });

        client.send("0");

        assertThat(offered.subList(0, 512)).containsOnly(Offered.QUEUED);
        assertThat(offered.subList(512, 600)).containsOnly(Offered.FULL);
        assertThat(client.session().sent()).hasSize(513);
        assertThat(handler.heard).last().isEqualTo("drained");
    }

    @Test
    void keepsWhatItHeldBackUntilTheSessionTakesIt() {
        handler.onConnected((socket, recovered) -> {
            client.session().leaveRoomFor(1);
            elsewhere(() -> socket.emit(numbered(1)));
            elsewhere(() -> socket.emit(numbered(2)));
        });
        client.send("0");

        handler.last().emit(numbered(3));
        client.session().leaveRoomFor(10);
        client.receiver().drained();
        handler.last().emit(numbered(4));

        assertThat(client.session().sent().subList(1, 5))
                .containsExactly("2[\"e\",1]", "2[\"e\",2]", "2[\"e\",3]", "2[\"e\",4]");
        assertThat(handler.heard).last().isEqualTo("drained");
    }

    private static void elsewhere(Runnable deed) {
        CompletableFuture.runAsync(deed).join();
    }

    private static ServerEvent numbered(int number) {
        return ServerEvent.of("e", JsonNodeFactory.instance.numberNode(number));
    }

    private static Duration second() {
        return Duration.ofSeconds(1);
    }
}
