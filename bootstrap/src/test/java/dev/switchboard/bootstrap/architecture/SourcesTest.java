package dev.switchboard.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that only the text of the sources shows.
class SourcesTest {

    /// Includes imports and documentation; about 250 lines of code.
    private static final int MAX_LINES = 350;

    private static final Pattern CATCHES_EVERYTHING =
            Pattern.compile("\\bcatch\\s*\\((final )?[\\w\\s|]*\\bThrowable\\b");

    /// The first words of hosts, so that this file names no host.
    private static final Pattern REGISTRY =
            Pattern.compile(
                    "(?i)(//|@)((repo\\d?|registry|proxy|artifactory|nexus|mirrors?|index|plugins)"
                            + "\\.[a-z0-9-]+|pypi|jitpack|ghcr|quay|conda|crates|rubygems)"
                            + "(\\.[a-z0-9-]+)*\\.(org|com|io|net|dev|cn)\\b");

    private static final Pattern MACHINE_PATH =
            Pattern.compile(
                    "(?<![\\w.~}/-])(/home/|/ro{2}t/|/Users/|/wor[k]/|/mnt/|[A-Z]:\\\\Users\\\\)\\w");

    @Test
    void keepsEveryFileShortEnoughToReadAtOnce() {
        Stream<String> tooLong =
                Sources.mainJava().filter(SourcesTest::isTooLong).map(SourcesTest::lengthOf);

        assertThat(tooLong)
                .as("files of more than %s lines: split them by what they are about", MAX_LINES)
                .isEmpty();
    }

    @Test
    void catchesOnlyWhatItCanHandle() {
        assertThat(Sources.mainJava().flatMap(file -> Sources.found(file, CATCHES_EVERYTHING)))
                .as("catching Throwable hides an Error that should end the process")
                .isEmpty();
    }

    @Test
    void namesNoPackageRegistry() {
        assertThat(Sources.all().flatMap(file -> Sources.found(file, REGISTRY)))
                .as("where packages come from is each builder's own choice")
                .isEmpty();
    }

    @Test
    void namesNoPathOfOneMachine() {
        assertThat(Sources.all().flatMap(file -> Sources.found(file, MACHINE_PATH)))
                .as("such a path exists on one machine only")
                .isEmpty();
    }

    private static boolean isTooLong(Path file) {
        return Sources.lines(file).size() > MAX_LINES;
    }

    private static String lengthOf(Path file) {
        return file + ": " + Sources.lines(file).size();
    }

    /// Each pattern must find its text. The texts are assembled here, so that the patterns do not
    /// find them in this file.
    @Nested
    class Patterns {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "} catch (Throwable t) {",
                    "catch(final Throwable _)",
                    "catch (IOException | Throwable e)"
                })
        void findACatchOfEverything(String line) {
            assertThat(line).containsPattern(CATCHES_EVERYTHING);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "repo.maven.apache.org/maven2",
                    "repo1.maven.org/maven2",
                    "registry.npmjs.org/express",
                    "pypi.org/simple"
                })
        void findAPackageRegistry(String address) {
            assertThat("https://" + address).containsPattern(REGISTRY);
        }

        @ParameterizedTest
        @ValueSource(strings = {"home", "root", "Users", "work"})
        void findAPathOfOneMachine(String top) {
            assertThat("at /" + top + "/somebody").containsPattern(MACHINE_PATH);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://maven.apache.org/POM/4.0.0",
                    "/v1/accounts/root/password",
                    "${work}/data",
                    "https://github.com/socketio/socket.io"
                })
        void leaveOrdinaryTextAlone(String text) {
            assertThat(text).doesNotContainPattern(REGISTRY).doesNotContainPattern(MACHINE_PATH);
        }
    }
}
