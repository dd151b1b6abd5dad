package dev.switchboard.adapter.in.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

    private static long unused() {
        throw new AssertionError("Nobody asked which version is there");
    }

    @Test
    void readsTheTagsThatItWrites() {
        long longest = 999_999_999_999_999_999L;

        assertThat(IfMatch.of(IfMatch.tag(7))).isEqualTo(new IfMatch.Version(7));
        assertThat(IfMatch.of(IfMatch.tag(longest))).isEqualTo(new IfMatch.Version(longest));
        assertThat(IfMatch.of(" \"7\" ")).isEqualTo(new IfMatch.Version(7));
        assertThat(IfMatch.of("*")).isEqualTo(new IfMatch.Any());
        assertThat(IfMatch.of(null)).isEqualTo(new IfMatch.Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "\"0\"",
                "\"01\"",
                "\"-1\"",
                "\"x\"",
                "\"1\"x",
                "W/\"1\"",
                "\"1\", \"2\"",
                "**",
                "\"1000000000000000000\"",
                "\"١\""
            })
    void refusesAllElse(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().code()).isEqualTo(ProblemCode.BAD_REQUEST));
    }

    @Test
    void readsVersionsThatAreNames() {
        String name = "5f0c41d2-0000-4000-8000-000000000001";

        assertThat(IfMatch.named(IfMatch.tag(name))).isEqualTo(name);
        assertThat(IfMatch.named("\"\"")).isEmpty();
        assertThat(IfMatch.named(" * ")).isNull();
        assertThat(IfMatch.named(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r-1", "W/\"r-1\"", "\"a\", \"b\"", "\"a b\"", "\"ä\""})
    void refusesNamesInAnotherForm(String header) {
        assertThatThrownBy(() -> IfMatch.named(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.problem().code()).isEqualTo(ProblemCode.BAD_REQUEST));
    }

    @Test
    void saysWhatIsReplaced() {
        assertThat(IfMatch.of(null).replaces(IfMatchTest::unused)).isZero();
        assertThat(IfMatch.of("\"7\"").replaces(IfMatchTest::unused)).isEqualTo(7);
        assertThat(IfMatch.of("*").replaces(() -> 3)).isEqualTo(3);
        assertThatThrownBy(() -> IfMatch.of("*").replaces(() -> 0))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it ->
                                assertThat(it.problem().code())
                                        .isEqualTo(ProblemCode.PRECONDITION_FAILED));
    }
}
