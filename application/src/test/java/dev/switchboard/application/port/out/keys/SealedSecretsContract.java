package dev.switchboard.application.port.out.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.keys.SealedSecrets.Progress;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.application.port.out.upstream.DeskSessionsContract;
import dev.switchboard.application.port.out.upstream.TokenVault;
import dev.switchboard.application.port.out.upstream.TokenVault.Kept;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of [SealedSecrets].
public interface SealedSecretsContract {

    String OTHER = "another master key";

    Kept KEPT = new Kept(new Secret("t\u00f6ken"), Seed.NOW, Seed.NOW.plus(Duration.ofHours(1)));

    /// Opens the one store of the test, empty when it began, with these master keys, the first one
    /// first. One at a time is open.
    Opened open(int... keys);

    /// A store and what stands in it.
    interface Opened extends AutoCloseable {

        SealedSecrets secrets();

        ChannelRegistry channels();

        TokenVault tokens();

        DeskSessions desks();

        @Override
        void close();
    }

    @Test
    default void leavesNothingToDoWithOneKey() {
        seal();

        try (Opened store = open(1)) {
            assertThat(store.secrets().renew(0)).isEqualTo(new Progress(0, 0));
        }
    }

    @Test
    default void opensWhatAnOlderKeySealed() {
        seal();

        try (Opened store = open(2, 1)) {
            requireReadable(store);
            assertThat(store.secrets().renew(0)).isEqualTo(new Progress(0, 4));
        }
    }

    @Test
    default void needsTheFirstKeyAloneWhenAllIsRenewed() {
        seal();
        try (Opened store = open(2, 1)) {
            assertThat(store.secrets().renew(100)).isEqualTo(new Progress(4, 0));
            assertThat(store.secrets().renew(100)).isEqualTo(new Progress(0, 0));
        }

        try (Opened store = open(2)) {
            requireReadable(store);
        }
        assertThatThrownBy(() -> open(1)).hasStackTraceContaining(OTHER);
    }

    @Test
    default void goesOnWhereItBrokeOff() {
        seal();
        try (Opened store = open(2, 1)) {
            assertThat(store.secrets().renew(1).left()).isEqualTo(3);
        }

        assertThatThrownBy(() -> open(2)).hasStackTraceContaining(OTHER);
        try (Opened store = open(2, 1)) {
            requireReadable(store);
            assertThat(store.secrets().renew(100)).isEqualTo(new Progress(3, 0));
            assertThat(store.secrets().renew(100)).isEqualTo(new Progress(0, 0));
        }
        open(2).close();
    }

    @Test
    default void knowAfterACrashThatTheyAreUnderWay() {
        seal();
        try (Opened store = open(2, 1)) {
            assertThat(store.secrets().isUnderWay()).isFalse();
            store.secrets().begin();
            store.secrets().renew(1);
        }

        try (Opened store = open(2, 1)) {
            assertThat(store.secrets().isUnderWay()).isTrue();
            store.secrets().renew(100);
            assertThat(store.secrets().isUnderWay()).isTrue();
            store.secrets().renew(100);
            assertThat(store.secrets().isUnderWay()).isFalse();
        }
        try (Opened store = open(2)) {
            assertThat(store.secrets().isUnderWay()).isFalse();
        }
    }

    @Test
    default void areNotUnderWayToAKeyThatIsNotTheFirstAnyMore() {
        seal();
        try (Opened store = open(2, 1)) {
            store.secrets().begin();
        }

        try (Opened store = open(1, 2)) {
            assertThat(store.secrets().isUnderWay()).isFalse();
        }
        try (Opened store = open(2, 1)) {
            assertThat(store.secrets().isUnderWay()).isTrue();
            store.secrets().end();
            assertThat(store.secrets().isUnderWay()).isFalse();
        }
    }

    @Test
    default void needsBothKeysOnceTheSecondOneSealed() {
        seal();
        open(2, 1).close();

        assertThatThrownBy(() -> open(1)).hasStackTraceContaining(OTHER);
        assertThatThrownBy(() -> open(2)).hasStackTraceContaining(OTHER);
        open(1, 2).close();
    }

    @Test
    default void refusesAnotherKey() {
        open(1).close();

        assertThatThrownBy(() -> open(2)).hasStackTraceContaining(OTHER);
        open(1).close();
    }

    /// Two channels, a token and a desk's token, under the key 1.
    private void seal() {
        try (Opened store = open(1)) {
            store.channels().insert(Seed.channel("one"));
            store.channels().insert(Seed.channel("two"));
            store.tokens().keep("netomi", KEPT);
            store.desks().insert(DeskSessionsContract.session(DeskSessionsContract.CHAT));
            store.desks().save(withToken());
        }
    }

    private static DeskSession withToken() {
        return DeskSessionsContract.session(DeskSessionsContract.CHAT)
                .with(new Token(new Secret("desk's"), Seed.NOW));
    }

    private static void requireReadable(Opened store) {
        Optional<Channel> found = store.channels().find(new ChannelId("two"));
        assertThat(found.map(Channel::secrets)).contains(Seed.channel("two").secrets());
        assertThat(store.tokens().find("netomi")).contains(KEPT);
        assertThat(store.desks().find(DeskSessionsContract.CHAT)).contains(withToken());
    }
}
