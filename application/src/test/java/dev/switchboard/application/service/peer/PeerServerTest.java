package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import dev.switchboard.domain.cluster.PeerCall;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls of the internal port, with and without a proof.
class PeerServerTest extends PeerPair {

    private static final int NEXT = 1000;

    private PeerCall call;

    /// A call that is still on its way.
    @BeforeEach
    void call() {
        share();
        call = lost(other.session());
    }

    private PeerCall lost(String session) {
        calls.clear();
        disturbance = _ -> new Reply.Unanswered();
        assertThatThrownBy(() -> one.port.send(message(session)))
                .isInstanceOf(StoreUnavailableException.class);
        disturbance = _ -> null;
        return calls.getFirst();
    }

    private Status status(String path, String proof, byte[] body) {
        PeerAnswer answer = other.peers.server().serve(path, proof, () -> body);
        assertThat(answer.status() == Status.DONE || answer.body().length == 0).isTrue();
        return answer.status();
    }

    private Status status(String proof) {
        return status(call.path(), proof, call.body());
    }

    private String with(int field, String value) {
        String[] fields = call.proof().split(" ");
        fields[field] = value;
        return String.join(" ", fields);
    }

    @Test
    void makesACallThatIsProved() {
        assertThat(status(call.proof())).isEqualTo(Status.DONE);
        assertThat(other.sent).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, somebody",
        "1, somebody",
        "2, 7",
        "3, 777",
        "4, 00ff",
        "5, bm9uZQ",
        "5, ''",
        "2, x",
        "5, /+"
    })
    void refusesEachForgedField(int field, String value) {
        assertThat(status(with(field, value))).isEqualTo(Status.REFUSED);
        assertThat(other.sent).isEmpty();
        assertThat(other.refusals).isEqualTo(1);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "a b 1 2 00", "a b 1 2 00 AAAA x"})
    void refusesWhatIsNoProof(String proof) {
        assertThat(status(proof)).isEqualTo(Status.REFUSED);
    }

    /// A stranger's body of any length costs no memory.
    @Test
    void readsNothingOfACallThatIsNotProved() {
        PeerAnswer answer =
                other.peers
                        .server()
                        .serve(
                                call.path(),
                                with(4, "00ff"),
                                () -> {
                                    throw new AssertionError("The body was read");
                                });

        assertThat(answer.status()).isEqualTo(Status.REFUSED);
    }

    @Test
    void refusesAProofOfAnotherPath() {
        assertThat(status("/hub/RequestAgent/ask", call.proof(), call.body()))
                .isEqualTo(Status.REFUSED);
    }

    @Test
    void refusesAProofOfAnotherBody() {
        byte[] longer = (new String(call.body(), UTF_8) + " ").getBytes(UTF_8);

        assertThat(status(call.path(), call.proof(), longer)).isEqualTo(Status.REFUSED);
    }

    /// A call that was heard on the way is worthless.
    @Test
    void makesACallOnce() {
        assertThat(status(call.proof())).isEqualTo(Status.DONE);

        assertThat(status(call.proof())).isEqualTo(Status.REFUSED);
        assertThat(other.sent).hasSize(1);
        assertThat(other.refusals).isEqualTo(1);
    }

    /// Somebody who sends the proof without its body takes nothing from the call itself.
    @Test
    void makesACallWhoseProofCameWithAnotherBody() {
        assertThat(status(call.path(), call.proof(), new byte[0])).isEqualTo(Status.REFUSED);

        assertThat(status(call.proof())).isEqualTo(Status.DONE);
    }

    @Test
    void makesCallsInAnyOrder() {
        PeerCall next = lost(other.session());

        assertThat(status(other, next)).isEqualTo(Status.DONE);
        assertThat(status(other, call)).isEqualTo(Status.DONE);
    }

    /// Clocks of two hubs are never compared.
    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void makesACallThatWasMadeByAnotherClock(long hours) {
        clock.advance(Duration.ofHours(hours));
        other.round(); // a hub whose own clock is set pauses until its next beat

        assertThat(status(call.proof())).isEqualTo(Status.DONE);
    }

    @Test
    void refusesAProofByAnotherKey() {
        PeerSignatures stranger = new Side("http://stranger", "another key").signatures;
        PeerProof proof = PeerProof.read(call.proof(), call.path(), one.signatures).orElseThrow();

        assertThat(status(proof.header(stranger, call.path()))).isEqualTo(Status.REFUSED);
        assertThat(status(proof.header(one.signatures, call.path()))).isEqualTo(Status.DONE);
    }

    /// A proof that was heard on the way is worthless at the hub's next start.
    @Test
    void doesNothingForAnEarlierStartOfTheHub() {
        end(other);
        Side next = new Side("http://other", "key");
        next.round();
        one.round();
        next.round();

        assertThat(serve(next, call).status()).isEqualTo(Status.NOT_OWNER);
        assertThat(next.sent).isEmpty();
    }

    /// A third hub has the conversation for a while.
    @Test
    void doesNothingForAnEarlierTerm() {
        List<String> before = other.sessions();
        Side third = new Side("http://third", "key");
        third.round();
        other.round();
        third.round();
        String moved = before.stream().filter(third.sessions()::contains).findFirst().orElseThrow();
        PeerCall early = lost(moved); // by the table of before
        end(third);
        other.round();
        assertThat(other.sessions()).contains(moved);

        assertThat(status(other, early)).isEqualTo(Status.NOT_OWNER);
        assertThat(other.sent).isEmpty();
    }

    private static void end(Side hub) {
        hub.cluster.keeper().orElseThrow().giveBack(Progress.QUIET);
    }

    private static Status status(Side at, PeerCall call) {
        return serve(at, call).status();
    }

    @Test
    void saysThatItIsNotTheOwner() {
        String session = one.session();
        PeerCall own = signedByOne(session);

        assertThat(status(other, own)).isEqualTo(Status.NOT_OWNER);
        assertThat(other.sent).isEmpty();
    }

    /// A call about what is this hub's own, as if the other one had it.
    private PeerCall signedByOne(String session) {
        int partition = PartitionTable.partition(ConversationId.ofSession(session));
        byte[] body = ("{\"partition\":" + partition + ",\"arguments\":[]}").getBytes(UTF_8);
        PeerProof proof =
                PeerProof.of(
                        one.cluster.directory().orElseThrow().me().orElseThrow(),
                        other.cluster.directory().orElseThrow().me().orElseThrow(),
                        1,
                        NEXT,
                        body);
        return new PeerCall(
                other.cluster.directory().orElseThrow().me().orElseThrow(),
                other.address,
                call.path(),
                proof.header(one.signatures, call.path()),
                body);
    }

    @Test
    void ignoresWhatALaterReleaseAdds() {
        String more =
                new String(call.body(), UTF_8)
                        .replace("{\"principal\"", "{\"new\":[1],\"principal\"");
        assertThat(more).contains("\"new\"");

        assertThat(status(other, signed(more))).isEqualTo(Status.DONE);
        assertThat(other.sent).containsExactly(message(other.session()));
    }

    @Test
    void takesWhatAnEarlierReleaseDoesNotSendForAbsent() {
        String less =
                new String(call.body(), UTF_8)
                        .replace("\"waitForReply\":true,", "")
                        .replace(",\"waitForReply\":true", "")
                        .replace(",\"key\":null", "");
        assertThat(less).doesNotContain("waitForReply").doesNotContain("\"key\"");

        assertThat(status(other, signed(less))).isEqualTo(Status.DONE);
        assertThat(other.sent)
                .singleElement()
                .matches(sent -> !sent.waitForReply() && sent.key() == null);
    }

    private PeerCall signed(String text) {
        byte[] body = text.getBytes(UTF_8);
        PeerProof made = PeerProof.read(call.proof(), call.path(), one.signatures).orElseThrow();
        PeerProof proof = PeerProof.of(made.from(), made.to(), made.epoch(), NEXT, body);
        return new PeerCall(
                call.to(),
                call.address(),
                call.path(),
                proof.header(one.signatures, call.path()),
                body);
    }
}
