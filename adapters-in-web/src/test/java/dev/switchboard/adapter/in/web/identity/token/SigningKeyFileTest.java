package dev.switchboard.adapter.in.web.identity.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyFileTest {

    private SigningKeyFile file = new SigningKeyFile(Path.of("unset"));

    @BeforeEach
    void inANewDirectory(@TempDir Path directory) {
        file = SigningKeyFile.under(directory);
    }

    @Nested
    class AtTheFirstStart {

        @Test
        void makesAKeyOf2048Bits() {
            RSAKey key = file.loadOrCreate();

            assertThat(key.size()).isEqualTo(2048);
            assertThat(key.isPrivate()).isTrue();
            assertThat(key.getKeyID()).isNotBlank();
        }

        @Test
        void letsOnlyItsOwnerReadIt() throws Exception {
            file.loadOrCreate();

            assertThat(permissions(file.path())).isEqualTo("rw-------");
            assertThat(permissions(requireNonNull(file.path().getParent()))).isEqualTo("rwx------");
        }

        @Test
        void leavesNothingBesideTheKey() throws Exception {
            file.loadOrCreate();

            try (Stream<Path> files = Files.list(requireNonNull(file.path().getParent()))) {
                assertThat(files).containsExactly(file.path());
            }
        }

        @Test
        void agreesOnOneKeyWhenSeveralStartAtOnce() {
            List<String> ids =
                    IntStream.range(0, 8)
                            .parallel()
                            .mapToObj(_ -> file.loadOrCreate().getKeyID())
                            .toList();

            assertThat(file.loadOrCreate().getKeyID()).isIn(ids);
        }
    }

    @Nested
    class AtTheNextStart {

        @Test
        void usesTheSameKey() {
            RSAKey first = file.loadOrCreate();

            RSAKey second = file.loadOrCreate();

            assertThat(second).isEqualTo(first);
        }

        @Test
        void refusesAnEmptyFile() throws Exception {
            write("");

            refusesAndKeeps("");
        }

        @Test
        void refusesHalfAFile() throws Exception {
            file.loadOrCreate();
            String half = Files.readString(file.path()).substring(0, 700);
            write(half);

            refusesAndKeeps(half);
        }

        @Test
        void refusesAKeyWithAnotherDigitInIt() throws Exception {
            String whole = file.loadOrCreate().toJSONString();
            int digit = whole.indexOf("\"n\":\"") + 100;
            char other = whole.charAt(digit) == 'A' ? 'B' : 'A';
            String changed = whole.substring(0, digit) + other + whole.substring(digit + 1);
            write(changed);

            refusesAndKeeps(changed);
        }

        @Test
        void refusesAPublicKey() throws Exception {
            String publicPart = file.loadOrCreate().toPublicJWK().toJSONString();
            write(publicPart);

            refusesAndKeeps(publicPart);
        }

        @Test
        void refusesAShortKey() throws Exception {
            String shortKey = new RSAKeyGenerator(1024, true).generate().toJSONString();
            write(shortKey);

            refusesAndKeeps(shortKey);
        }

        @Test
        void refusesADirectoryInItsPlace() throws Exception {
            Files.createDirectories(file.path());

            assertThatExceptionOfType(UnusableSigningKeyException.class)
                    .isThrownBy(file::loadOrCreate)
                    .withMessageContaining("cannot be read or written");
        }

        private void refusesAndKeeps(String text) throws Exception {
            assertThatExceptionOfType(UnusableSigningKeyException.class)
                    .isThrownBy(file::loadOrCreate)
                    .withMessageContaining(file.path().toString())
                    .withMessageContaining("is damaged")
                    .withMessageNotContaining("\n");
            assertThat(file.path()).hasContent(text);
        }

        private void write(String text) throws Exception {
            Files.createDirectories(requireNonNull(file.path().getParent()));
            Files.writeString(file.path(), text);
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Nested
    class AfterARotation {

        @Test
        void verifiesWhatThePreviousKeySignedForAnHour() throws Exception {
            RSAKey old = file.loadOrCreate();
            Files.move(file.path(), file.path().resolveSibling("jwt-signing-previous.jwk"));

            SigningKey keys = file.keys();

            Instant made = Files.getLastModifiedTime(file.path()).toInstant();
            assertThat(keys.pair().getKeyID()).isNotEqualTo(old.getKeyID());
            assertThat(keys.publicKeys(made.plusSeconds(3599)).getKeyByKeyId(old.getKeyID()))
                    .isNotNull();
            assertThat(keys.publicKeys(made.plusSeconds(3600)).getKeys())
                    .containsExactly(keys.pair().toPublicJWK());
        }

        @Test
        void knowsOneKeyIfNoneWasLeftBesideIt() {
            SigningKey keys = file.keys();

            assertThat(keys.publicKeys(Instant.EPOCH).getKeys())
                    .containsExactly(keys.pair().toPublicJWK());
        }

        @Test
        void refusesAPreviousKeyThatIsDamaged() throws Exception {
            file.loadOrCreate();
            Files.writeString(file.path().resolveSibling("jwt-signing-previous.jwk"), "{}");

            assertThatThrownBy(file::keys)
                    .isInstanceOf(UnusableSigningKeyException.class)
                    .hasMessageContaining("jwt-signing-previous.jwk is damaged");
        }
    }
}
