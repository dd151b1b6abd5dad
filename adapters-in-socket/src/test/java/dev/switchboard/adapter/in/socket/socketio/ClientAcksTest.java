package dev.switchboard.adapter.in.socket.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.session.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Acks that the hub requests from clients.
class ClientAcksTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ServerEvent EVENT = ServerEvent.of("e");

    private final RecordingHandler handler = new RecordingHandler();
    private final Stage stage = Stage.of(handler);
    private final Stage.Client client = stage.joined();
    private final NamespaceSocket socket = handler.last();
    private final Heard heard = new Heard();

    @Test
    void bringsAnAckToWhoWaitsForIt() {
        socket.emit(EVENT, TIMEOUT, heard);
        socket.emit(EVENT, TIMEOUT, new Heard());

        client.send("30[{\"ok\":true}]");

        assertThat(client.session().sent()).containsExactly("20[\"e\"]", "21[\"e\"]");
        assertThat(heard.lines).containsExactly("[{\"ok\":true}]");
    }

    @Test
    void bringsABinaryAck() {
        socket.emit(EVENT, TIMEOUT, heard);

        client.send("61-0[{\"_placeholder\":true,\"num\":0}]");
        client.sendBinary("ff");

        assertThat(heard.lines).containsExactly("[\"/w==\"]");
    }

    @Test
    void ignoresAnAckThatNobodyWaitsFor() {
        socket.emit(EVENT, TIMEOUT, heard);

        client.send("30[1]");
        client.send("30[2]");
        client.send("399[]");

        assertThat(heard.lines).containsExactly("[1]");
        assertThat(client.session().closed()).isNull();
    }

    @Test
    void saysWhenNoAckCameInTime() {
        socket.emit(EVENT, TIMEOUT, heard);

        stage.timer.advance(Duration.ofMillis(9_999));
        assertThat(heard.lines).isEmpty();
        stage.timer.advance(Duration.ofMillis(1));
        client.send("30[]");

        assertThat(heard.lines).containsExactly("TIMEOUT");
    }

    @Test
    void keepsEveryTimeoutWithOneTimer() {
        Heard early = new Heard();
        socket.emit(EVENT, TIMEOUT, heard);
        stage.timer.advance(Duration.ofSeconds(1));
        socket.emit(EVENT, TIMEOUT, heard);
        socket.emit(EVENT, TIMEOUT, heard);
        assertThat(stage.timer.waiting()).isOne();

        socket.emit(EVENT, Duration.ofSeconds(2), early);
        stage.timer.advance(Duration.ofSeconds(2));
        assertThat(early.lines).containsExactly("TIMEOUT");
        stage.timer.advance(Duration.ofSeconds(7));
        assertThat(heard.lines).containsExactly("TIMEOUT");
        stage.timer.advance(Duration.ofSeconds(1));

        assertThat(heard.lines).containsExactly("TIMEOUT", "TIMEOUT", "TIMEOUT");
        assertThat(stage.timer.waiting()).isZero();
    }

    @Test
    void keepsNoTimerOnceAllHaveAcked() {
        for (int i = 0; i < 5; i++) {
            socket.emit(EVENT, TIMEOUT, heard);
            client.send("3" + i + "[]");
        }

        stage.timer.advance(TIMEOUT);

        assertThat(stage.timer.waiting()).isZero();
        assertThat(heard.lines).hasSize(5).containsOnly("[]");
    }

    @Test
    void keepsNoTimerOnceTheSocketIsOver() {
        socket.emit(EVENT, Duration.ofHours(1), heard);
        socket.emit(EVENT, TIMEOUT, heard);

        client.lose();

        assertThat(stage.timer.waiting()).isZero();
    }

    @Test
    void saysWhenTheSocketEnds() {
        socket.emit(EVENT, TIMEOUT, heard);

        client.lose();

        assertThat(heard.lines).containsExactly("CLOSED");
        assertThat(socket.emit(EVENT, TIMEOUT, heard)).isEqualTo(Offered.CLOSED);
        assertThat(heard.lines).hasSize(1);
    }

    @Test
    void forgetsTheCallbackOfWhatWasRefused() {
        client.session().leaveRoomFor(0);

        Offered offered = socket.emit(EVENT, TIMEOUT, heard);
        client.lose();

        assertThat(offered).isEqualTo(Offered.FULL);
        assertThat(heard.lines).isEmpty();
    }

    @Test
    void survivesACallbackThatFails() {
        socket.emit(
                EVENT,
                TIMEOUT,
                args -> {
                    throw new IllegalStateException("oops");
                });

        client.send("30[]");

        assertThat(stage.watch.seen).contains("failed / oops");
        assertThat(client.session().closed()).isNull();
    }

    private static final class Heard implements AckCallback {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void acked(List<JsonNode> args) {
            lines.add(args.toString());
        }

        @Override
        public void missed(Missed missed) {
            lines.add(missed.toString());
        }
    }
}
