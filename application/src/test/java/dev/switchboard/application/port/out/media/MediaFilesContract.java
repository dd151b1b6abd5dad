package dev.switchboard.application.port.out.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The contract of [MediaFiles].
public interface MediaFilesContract {

    MediaId FIRST = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0001");
    MediaId SECOND = new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-2a9d6f6f0002");

    /// The same throughout a test, empty when it began.
    MediaFiles files();

    static MediaFile file(MediaId id, int size, Instant at) {
        return new MediaFile(
                id, "fótos de Ana.jpg", "image/jpeg", size, at, new TenantId("acme.eu"));
    }

    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    default void haveNothingAtFirst() {
        assertThat(files().find(FIRST)).isEmpty();
        assertThat(files().bytes(FIRST)).isEmpty();
        assertThat(files().purge(Seed.NOW)).isZero();
    }

    @Test
    default void keepFilesAsTheyAre() {
        MediaFile one = file(FIRST, 1, Seed.NOW);
        MediaFile large = file(SECOND, 700_001, Seed.NOW);

        files().keep(one, bytes(1));
        files().keep(large, bytes(700_001));

        assertThat(files().find(FIRST)).contains(one);
        assertThat(files().find(SECOND)).contains(large);
        assertThat(files().bytes(FIRST).orElseThrow()).isEqualTo(bytes(1));
        assertThat(files().bytes(SECOND).orElseThrow()).isEqualTo(bytes(700_001));
    }

    @Test
    default void keepThoseOfWhichThePiecesAreFull() {
        int size = 2 * 256 * 1024;
        files().keep(file(FIRST, size, Seed.NOW), bytes(size));

        assertThat(files().bytes(FIRST).orElseThrow()).isEqualTo(bytes(size));
    }

    @Test
    default void forgetOneAndNoOther() {
        files().keep(file(FIRST, 300_000, Seed.NOW), bytes(300_000));
        files().keep(file(SECOND, 10, Seed.NOW), bytes(10));

        files().forget(FIRST);
        files().forget(FIRST);

        assertThat(files().find(FIRST)).isEmpty();
        assertThat(files().bytes(FIRST)).isEmpty();
        assertThat(files().bytes(SECOND).orElseThrow()).isEqualTo(bytes(10));
        assertThat(files().purge(Seed.NOW.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    default void forgetThoseThatAreOlder() {
        files().keep(file(FIRST, 300_000, Seed.NOW), bytes(300_000));
        files().keep(file(SECOND, 300_000, Seed.NOW.plusSeconds(1)), bytes(300_000));

        assertThat(files().purge(Seed.NOW)).isZero();
        assertThat(files().purge(Seed.NOW.plusSeconds(1))).isEqualTo(1);

        assertThat(files().find(FIRST)).isEmpty();
        assertThat(files().bytes(FIRST)).isEmpty();
        assertThat(files().bytes(SECOND).orElseThrow()).isEqualTo(bytes(300_000));
        assertThat(files().purge(Seed.NOW.plus(Duration.ofDays(1)))).isEqualTo(1);
    }

    @Test
    default void forgetAllThatAreOlderHoweverMany() {
        int many = 250;
        for (int i = 0; i < many; i++) {
            files().keep(file(numbered(i), 1, Seed.NOW), bytes(1));
        }

        assertThat(files().purge(Seed.NOW.plusSeconds(1))).isEqualTo(many);

        for (int i = 0; i < many; i++) {
            assertThat(files().find(numbered(i))).isEmpty();
        }
    }

    private static MediaId numbered(int number) {
        return new MediaId("6f1c7c1e-5f0e-4b6e-9d3e-%012x".formatted(number));
    }
}
