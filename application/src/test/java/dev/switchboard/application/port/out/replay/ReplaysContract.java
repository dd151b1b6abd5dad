package dev.switchboard.application.port.out.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.replay.Replay;
import dev.switchboard.domain.replay.Replay.Choice;
import dev.switchboard.domain.replay.Replay.Request;
import dev.switchboard.domain.replay.Replay.Result;
import dev.switchboard.domain.replay.Replay.Skip;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of [Replays].
public interface ReplaysContract {

    Replays replays();

    private static Replay replay(String id, @Nullable Long to, Instant at) {
        Request request = new Request(EntryDraft.CONVERSATION, Seed.SLACK, 3, to, Choice.MISSING);
        return new Replay(id, request, 1002, to == null ? 1003L : null, at, null);
    }

    @Test
    default void areKeptAsTheyAre() {
        Replay open = replay("rpl_1", null, Seed.NOW);
        Replay done =
                replay("rpl_2", 7L, Seed.NOW)
                        .done(new Result(2, Map.of(Skip.NOTES, 1, Skip.DELIVERED, 4)));

        assertThat(replays().insert(open)).isTrue();
        assertThat(replays().insert(done)).isTrue();

        assertThat(replays().find("rpl_1")).contains(open);
        assertThat(replays().find("rpl_2")).contains(done);
        assertThat(replays().find("rpl_3")).isEmpty();
    }

    @Test
    default void areInsertedOnce() {
        Replay first = replay("rpl_1", null, Seed.NOW);

        assertThat(InParallel.results(4, _ -> replays().insert(first)))
                .containsOnlyOnce(true)
                .hasSize(4);
        assertThat(replays().insert(replay("rpl_1", 9L, Seed.NOW))).isFalse();
        assertThat(replays().find("rpl_1")).contains(first);
    }

    @Test
    default void areFoundWhileTheyAreOpen() {
        Replay one = replay("rpl_1", null, Seed.NOW);
        Replay other = replay("rpl_2", null, Seed.NOW);
        replays().insert(one);
        replays().insert(other);

        replays().save(one.done(new Result(0, Map.of())));

        assertThat(replays().open()).containsExactly(other);
        assertThat(replays().find("rpl_1")).map(Replay::isOpen).contains(false);
    }

    @Test
    default void areForgottenWhenTheyAreOldAndDone() {
        Result nothing = new Result(0, Map.of());
        replays().insert(replay("rpl_old", null, Seed.NOW).done(nothing));
        replays().insert(replay("rpl_open", null, Seed.NOW));
        replays().insert(replay("rpl_new", null, Seed.NOW.plusMillis(1)).done(nothing));

        replays().forgetThrough(Seed.NOW);

        assertThat(replays().find("rpl_old")).isEmpty();
        assertThat(replays().find("rpl_open")).isPresent();
        assertThat(replays().find("rpl_new")).isPresent();
    }
}
