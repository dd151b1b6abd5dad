package dev.switchboard.application.port.out.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.port.out.identity.SigningKeys.Kept;
import dev.switchboard.application.port.out.identity.SigningKeys.KeyText;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of [SigningKeys].
public interface SigningKeysContract {

    Secret FIRST = new Secret("first");
    Secret SECOND = new Secret("second");

    /// Opens the keys of one hub; the first call finds none. All calls of a test open the same
    /// ones.
    SigningKeys keys();

    /// Makes the current key the previous one, as an operator does while no hub runs.
    void rotate();

    @Test
    default void keepsTheFirstKey() {
        Kept made = keys().currentOr(() -> FIRST);
        Kept read = keys().currentOr(() -> SECOND);

        assertThat(made.current().text()).isEqualTo(FIRST);
        assertThat(made.previous()).isNull();
        assertThat(read).isEqualTo(made);
    }

    @Test
    default void givesAllThatStartAtOnceTheSameKey() {
        List<Secret> got =
                InParallel.results(
                        8, i -> keys().currentOr(() -> new Secret("key " + i)).current().text());

        assertThat(got).hasSize(8).containsOnly(keys().currentOr(() -> FIRST).current().text());
    }

    @Test
    default void takesANewKeyAfterARotationAndKeepsTheOldOne() {
        Kept before = keys().currentOr(() -> FIRST);
        rotate();

        Kept after = keys().currentOr(() -> SECOND);

        assertThat(after.current().text()).isEqualTo(SECOND);
        assertThat(after.previous()).extracting(KeyText::text).isEqualTo(FIRST);
        assertThat(after.since()).isAfterOrEqualTo(before.since());
        assertThat(keys().currentOr(() -> FIRST)).isEqualTo(after);
    }

    @Test
    default void givesAllTheSameKeyAfterARotation() {
        keys().currentOr(() -> FIRST);
        rotate();

        List<Secret> got =
                InParallel.results(
                        8, i -> keys().currentOr(() -> new Secret("key " + i)).current().text());

        assertThat(got).containsOnly(keys().currentOr(() -> FIRST).current().text());
    }

    @Test
    default void namesThePlaceOfAKeyButNotTheKey() {
        Kept kept = keys().currentOr(() -> FIRST);

        assertThat(kept.current().place()).isNotBlank().doesNotContain(FIRST.reveal());
        assertThat(kept).asString().doesNotContain(FIRST.reveal());
    }
}
