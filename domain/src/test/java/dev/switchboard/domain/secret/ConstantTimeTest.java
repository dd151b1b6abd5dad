package dev.switchboard.domain.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantTimeTest {

    @ParameterizedTest
    @CsvSource({"one, true", "two, true", "three, true", "tw, false", "'', false", "four, false"})
    void findsWhatIsGivenAmongSeveral(String given, boolean found) {
        Stream<byte[]> good = Stream.of("one", "two", "three").map(each -> each.getBytes(UTF_8));

        assertThat(ConstantTime.anyEquals(good, given.getBytes(UTF_8))).isEqualTo(found);
    }

    @Test
    void findsNothingAmongNone() {
        assertThat(ConstantTime.anyEquals(Stream.empty(), new byte[0])).isFalse();
    }

    @Test
    void looksAtAllWhateverItFinds() {
        List<String> looked = new ArrayList<>();
        Stream<byte[]> good =
                Stream.of("one", "two", "three")
                        .peek(looked::add)
                        .map(each -> each.getBytes(UTF_8));

        assertThat(ConstantTime.anyEquals(good, "one".getBytes(UTF_8))).isTrue();

        assertThat(looked).containsExactly("one", "two", "three");
    }
}
