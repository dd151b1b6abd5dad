package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.out.cluster.Peers.Reply;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import dev.switchboard.domain.cluster.PeerCall;
import dev.switchboard.domain.fuzz.Fuzz;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stranger's call of the internal port is refused, whatever its header; a hub's own call gets a
/// status, whatever its body.
class PeerFuzzTest extends PeerPair {

    private static final int PROOF_FIELDS = 6;

    private PeerCall call;
    private long number;

    @BeforeEach
    void call() {
        share();
        disturbance = _ -> new Reply.Unanswered();
        assertThatThrownBy(() -> one.port.send(message(other.session())))
                .isInstanceOf(StoreUnavailableException.class);
        disturbance = _ -> null;
        call = calls.getFirst();
        number = proof(call.proof()).number();
    }

    private PeerProof proof(String header) {
        return PeerProof.read(header, call.path(), one.signatures).orElseThrow();
    }

    @Test
    void refusesEveryProofButTheHubsOwn() {
        Fuzz.of("proofs of hubs")
                .seeds(call.proof())
                .words(" ", "  ", "+1", "-1", "==", "AAAA")
                .texts(header -> {
                    boolean proven =
                            PeerProof.read(header, call.path(), other.signatures).isPresent();
                    // the last digit of base64 has bits that mean nothing
                    assertThat(!proven || meaning(header).equals(meaning(call.proof()))).isTrue();
                    return proven;
                });
    }

    private static String meaning(String header) {
        String[] fields = header.split(" ", -1);
        assertThat(fields).hasSize(PROOF_FIELDS);
        return String.join(" ", fields[0], fields[1], fields[4]);
    }

    @Test
    void answersEveryCallOfAHub() {
        Fuzz.of("calls of hubs")
                .seeds(call.body())
                .seeds("{\"partition\":1,\"arguments\":[]}", "{}", "[]")
                .words("{\"partition\":", "\"arguments\":", "null", "[null]", "{\"is\":\"\"}")
                .inputs(5_000)
                .bytes(body -> {
                    PeerProof again = proof(call.proof());
                    PeerProof next =
                            PeerProof.of(again.from(), again.to(), again.epoch(), ++number, body);
                    PeerAnswer answer =
                            other.peers
                                    .server()
                                    .serve(
                                            call.path(),
                                            next.header(one.signatures, call.path()),
                                            () -> body);
                    assertThat(answer.status()).isIn(Status.DONE, Status.NOT_OWNER, Status.FAILED);
                    assertThat(new String(answer.body(), UTF_8)).doesNotContain("Exception");
                    other.sent.clear();
                    return answer.status() == Status.DONE;
                });
    }
}
