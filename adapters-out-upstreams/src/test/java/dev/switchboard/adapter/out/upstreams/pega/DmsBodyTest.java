package dev.switchboard.adapter.out.upstreams.pega;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.pega.DmsGateway.DmsBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bodies that a desk gets for a customer's messages.
class DmsBodyTest {

    private static final String SAID =
            "{\"type\":\"text\",\"customer_id\":\"C-1\",\"customer_name\":\"Ann\","
                    + "\"message_id\":1700000000000,\"text\":[\"Hello\"]";

    private static String body(String message) {
        return DmsBody.of(message).json();
    }

    @Test
    void sendsTheFiveFieldsOfAText() {
        assertThat(body(SAID + "}")).isEqualTo(SAID + "}");
    }

    @Test
    void sendsAChoiceWithWhatItCarries() {
        String more =
                ",\"postback\":\"order:42\",\"attachments\":[{\"url\":\"https://x.example/a.png\"}],"
                        + "\"context_data\":{\"page\":\"/cart\",\"total\":1.50}}";

        assertThat(body(SAID + more)).isEqualTo(SAID + more);
    }

    @Test
    void leavesOutWhatTheContractDoesNotName() {
        assertThat(body(SAID + ",\"waitTime\":3,\"evil\":{\"a\":[1]}}")).isEqualTo(SAID + "}");
    }

    @Test
    void keepsEveryLetterAndDigit() {
        String odd =
                "{\"type\":\"text\",\"customer_id\":7,\"customer_name\":\"Zo\\u00eb 👋\","
                        + "\"message_id\":1.50e3,\"text\":[\"a\\\"b\\\\c\",\"Grüße\"]}";

        assertThat(body(odd)).isEqualTo(odd);
    }

    @Test
    void sendsItsFieldsInTheirOrder() {
        String shuffled =
                "{ \"text\": [\"Hello\"], \"message_id\":1700000000000,\"customer_name\":\"Ann\""
                        + ",\"customer_id\" : \"C-1\" ,\"type\":\"text\" }";

        assertThat(body(shuffled)).isEqualTo(SAID + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"typing_indicator", "customer_end_session"})
    void sendsASignWithItsCustomerOnly(String type) {
        String fields = "{\"type\":\"" + type + "\",\"customer_id\":\"C-1\"";

        assertThat(body(fields + ",\"customer_name\":\"Ann\",\"text\":[]}"))
                .isEqualTo(fields + "}");
    }

    @Test
    void sendsAWaitTime() {
        String fields = "{\"type\":\"wait_time\",\"customer_id\":\"C-1\",\"waitTime\":30}";

        assertThat(body(fields)).isEqualTo(fields);
    }

    @Test
    void sendsAnUnknownTypeWithTheFiveFieldsOnly() {
        String unknown = SAID.replace("\"text\",", "\"location\",");

        assertThat(body(unknown + ",\"postback\":\"p\",\"lat\":1}")).isEqualTo(unknown + "}");
    }

    @Test
    void triesTypingOnceOnly() {
        assertThat(DmsBody.of("{\"type\":\"typing_indicator\",\"customer_id\":\"C\"}").fleeting())
                .isTrue();
        assertThat(DmsBody.of(SAID + "}").fleeting()).isFalse();
    }

    @Test
    void showsNothingOfItself() {
        assertThat(DmsBody.of(SAID + "}").toString()).doesNotContain("Ann", "Hello", "C-1");
    }
}
