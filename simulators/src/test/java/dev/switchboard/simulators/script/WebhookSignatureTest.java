package dev.switchboard.simulators.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1614265330);

    private static SignatureStatus judge(String timestamp, String signature, Instant now) {
        Map<String, String> headers =
                Map.of(
                        WebhookSignature.ID, ID,
                        WebhookSignature.TIMESTAMP, timestamp,
                        WebhookSignature.SIGNATURE, signature);
        return WebhookSignature.judge(headers, BODY, SECRET, now);
    }

    @Test
    void signsThePublishedExample() {
        String signature = WebhookSignature.sign(SECRET, ID, "1614265330", BODY);

        assertThat(signature).isEqualTo(SIGNATURE);
    }

    @Test
    void findsItsSignatureAmongSeveral() {
        SignatureStatus verdict = judge("1614265330", "v1,AAAA " + SIGNATURE, SIGNED_AT);

        assertThat(verdict).isEqualTo(SignatureStatus.VALID);
    }

    @Test
    void refusesWhatIsFiveMinutesAway() {
        assertThat(judge("1614265330", SIGNATURE, SIGNED_AT.plusSeconds(300)))
                .isEqualTo(SignatureStatus.VALID);
        assertThat(judge("1614265330", SIGNATURE, SIGNED_AT.plusSeconds(301)))
                .isEqualTo(SignatureStatus.INVALID);
        assertThat(judge("1614265330", SIGNATURE, SIGNED_AT.minusSeconds(301)))
                .isEqualTo(SignatureStatus.INVALID);
    }

    @Test
    void refusesNonsense() {
        assertThat(judge("soon", SIGNATURE, SIGNED_AT)).isEqualTo(SignatureStatus.INVALID);
        assertThat(judge("1614265330", "", SIGNED_AT)).isEqualTo(SignatureStatus.INVALID);
    }
}
