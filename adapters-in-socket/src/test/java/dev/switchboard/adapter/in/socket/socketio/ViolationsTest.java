package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Violations that end a whole connection.
class ViolationsTest {

    private final RecordingHandler handler = new RecordingHandler();
    private final Stage stage =
            new Stage(
                    Map.of(
                            "/",
                            new Namespace(handler),
                            "/agent",
                            new Namespace(new RecordingHandler())));
    private final Stage.Client client = stage.joined();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "2{}",
                "2",
                "2[{}]",
                "2[\"disconnect\"]",
                "2abc[\"e\"]",
                "1{}",
                "0",
                "0{}",
                "2/agent,[\"e\"]",
                "3/agent,1[]",
                "1/agent",
                "2/unknown,[\"e\"]",
                "51-/agent,[\"e\",{\"_placeholder\":true,\"num\":0}]",
                "4{}",
                "2[\"e\",{\"a\":1,\"a\":2}]",
                "511-[\"e\"]"
            })
    void closesTheConnection(String wire) {
        client.send(wire);

        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
        assertThat(handler.heard).containsExactly("connect {}", "connected");
        assertThat(stage.watch.seen).last().asString().startsWith("violated ");
    }

    @Test
    void readsNothingMoreOfAClientThatBrokeTheProtocol() {
        client.send("abc");

        client.send("2[\"e\"]");
        client.sendBinary("01");

        assertThat(handler.heard).containsExactly("connect {}", "connected");
    }

    @Test
    void closesOnTextInPlaceOfAnAttachment() {
        client.send("51-[\"e\",{\"_placeholder\":true,\"num\":0}]");

        client.send("2[\"e\"]");

        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void closesWhenAttachmentsDoNotComeInTime() {
        client.send(
                "52-[\"e\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        stage.timer.advance(Duration.ofSeconds(9));
        client.sendBinary("01");
        assertThat(client.session().closed()).isNull();

        stage.timer.advance(Duration.ofSeconds(1));

        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
        assertThat(stage.watch.seen).last().isEqualTo("violated attachments did not come in time");
        assertThat(handler.heard).containsExactly("connect {}", "connected");
    }

    @Test
    void countsTheTimeOfEveryPacketsAttachmentsAnew() {
        for (int i = 0; i < 3; i++) {
            client.send("51-[\"e\",{\"_placeholder\":true,\"num\":0}]");
            stage.timer.advance(Duration.ofSeconds(9));
            client.sendBinary("01");
        }
        stage.timer.advance(Duration.ofMinutes(1));

        assertThat(client.session().closed()).isNull();
        assertThat(stage.timer.waiting()).isZero();
    }

    @Test
    void closesOnAnAttachmentOfNoPacket() {
        client.sendBinary("01");

        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void closesOnAnEventBeforeTheConnectWasAnswered() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        Stage slow =
                new Stage(
                        SocketSettings.defaults(),
                        Map.of("/", new Namespace(handler)),
                        waiting::add);
        Stage.Client hasty = slow.client();

        hasty.send("0");
        hasty.send("2[\"e\"]");

        assertThat(hasty.session().closed()).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void hurtsNoOtherConnection() {
        Stage.Client other = stage.joined();

        client.send("abc");
        other.send("2[\"e\"]");

        assertThat(other.session().closed()).isNull();
        assertThat(handler.heard).last().isEqualTo("e []");
    }

    @Test
    void closesOnAttachmentsThatAreTogetherLargerThanAFrame() {
        client.send("52-[\"e\"]");
        client.sendBinary("00".repeat(500_000));
        client.sendBinary("00".repeat(500_001));

        assertThat(client.session().closed()).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void takesEveryNumberOfAttachmentsThatIsAllowed() {
        client.send("510-[\"e\"]");
        for (int i = 0; i < 10; i++) {
            client.sendBinary("01");
        }

        assertThat(handler.heard).last().isEqualTo("e []");
    }
}
