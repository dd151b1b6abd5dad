package dev.switchboard.adapter.in.socket.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Rejected;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenProofsTest {

    private final FakeStanding accounts = new FakeStanding();
    private final OpenProofs proofs = new OpenProofs(_ -> new Rejected(), accounts);
    private final List<String> ended = new ArrayList<>();

    private void hold(String connection, @Nullable String revision) {
        proofs.hold(
                connection,
                new Proven("ann", Set.of(), null, Instant.MAX, revision),
                () -> ended.add(connection));
    }

    @Test
    void endsTheConnectionsOfAChangedAccountOnceAndNoOthers() {
        hold("one", "r-1");
        hold("two", "r-1");
        hold("other", "r-2");
        proofs.look();
        assertThat(ended).isEmpty();

        accounts.end("r-1");
        assertThat(proofs.holds("one")).isFalse();
        proofs.look();
        proofs.look();

        assertThat(ended).containsExactlyInAnyOrder("one", "two");
        assertThat(proofs.holds("other")).isTrue();
        assertThat(proofs.count()).isEqualTo(1);
    }

    @Test
    void goesByTheLatestProofOfAConnection() {
        hold("one", "r-1");
        hold("one", "r-2");
        hold("two", "r-1");
        hold("two", null);
        hold("three", "r-1");
        proofs.release("three");

        accounts.end("r-1");
        proofs.look();

        assertThat(ended).isEmpty();
        assertThat(proofs.holds("one")).isTrue();
        assertThat(proofs.holds("two")).isTrue();
        assertThat(proofs.holds("three")).isTrue();
    }

    @Test
    void endsNothingWhileTheStoreIsAway() {
        hold("one", "r-1");

        accounts.others(Standing.WAS_GOOD);
        proofs.look();
        assertThat(proofs.holds("one")).isTrue();
        accounts.storeAway(true);
        proofs.look();

        assertThat(ended).isEmpty();
        assertThatThrownBy(() -> proofs.holds("one")).isInstanceOf(StoreUnavailableException.class);
        accounts.storeAway(false);
        accounts.end("r-1");
        proofs.look();
        assertThat(ended).containsExactly("one");
    }

    @Test
    void endsOthersAlthoughOneFails() {
        Proven proven = new Proven("ann", Set.of(), null, Instant.MAX, "r-1");
        proofs.hold(
                "failing",
                proven,
                () -> {
                    throw new IllegalStateException("expected by this test");
                });
        hold("one", "r-1");
        hold("two", "r-1");

        accounts.end("r-1");
        proofs.look();

        assertThat(ended).containsExactlyInAnyOrder("one", "two");
    }
}
