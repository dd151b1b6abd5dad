package dev.switchboard.adapter.in.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    private static String hash(String json) {
        return CanonicalJson.sha256(StrictJson.parse(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1.0",
                "100 | 1E2",
                "0 | -0.000",
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "[{\"x\":{\"a\":1,\"b\":2}}] | [{\"x\":{\"b\":2.0,\"a\":1}}]",
                "\"\\u00e9\" | \"é\""
            })
    void isTheSameForTheSameJson(String left, String right) {
        assertThat(hash(left)).isEqualTo(hash(right)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | \"1\"",
                "1.5 | 1.25",
                "0.1 | 0.10000000000000001",
                "[1,2] | [2,1]",
                "{\"a\":null} | {}",
                "[] | {}",
                "\"a\" | \"A\"",
                "{\"a\":{\"b\":1}} | {\"b\":{\"a\":1}}"
            })
    void differsForOtherJson(String left, String right) {
        assertThat(hash(left)).isNotEqualTo(hash(right));
    }

    @Test
    void hashesTheSortedCompactText() {
        assertThat(hash("{}"))
                .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }
}
