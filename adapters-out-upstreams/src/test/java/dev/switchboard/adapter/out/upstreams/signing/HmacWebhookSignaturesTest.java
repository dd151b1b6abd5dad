package dev.switchboard.adapter.out.upstreams.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.channel.WebhookSignatures.Comparison;
import dev.switchboard.application.port.out.channel.WebhookSignatures.Signed;
import dev.switchboard.domain.channel.SigningSecret;
import dev.switchboard.domain.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacWebhookSignaturesTest {

    private static final SigningSecret SECRET = secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final SigningSecret OTHER = secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final HmacWebhookSignatures signatures = new HmacWebhookSignatures();

    private static SigningSecret secret(String text) {
        return new SigningSecret("sec_1", new Secret(text), Instant.EPOCH, null);
    }

    private static Signed signed(String id, String timestamp, String signature, String body) {
        return new Signed(id, timestamp, signature, body.getBytes(StandardCharsets.UTF_8));
    }

    private Comparison verify(String signature, SigningSecret... secrets) {
        return signatures.verify(signed(ID, TIMESTAMP, signature, BODY), List.of(secrets));
    }

    @Test
    void recognisesTheVectorOfTheContract() {
        assertThat(verify(SIGNATURE, SECRET)).isEqualTo(Comparison.MATCHES);
    }

    @Test
    void triesEverySecretAndEveryEntry() {
        String several = "v1a,xyz v2,abc v1,AAAA " + SIGNATURE;

        assertThat(verify(several, OTHER, SECRET)).isEqualTo(Comparison.MATCHES);
    }

    @Test
    void triesTenEntriesAndNoMore() {
        String nine = "v1,AAAA ".repeat(9);

        assertThat(verify(nine + SIGNATURE, SECRET)).isEqualTo(Comparison.MATCHES);
        assertThat(verify(nine + "v1,AAAA " + SIGNATURE, SECRET)).isEqualTo(Comparison.DIFFERS);
        assertThat(verify(SIGNATURE + " " + nine + "v1,AAAA", SECRET))
                .isEqualTo(Comparison.MATCHES);
    }

    @Test
    void matchesNothingWithoutASecret() {
        assertThat(verify(SIGNATURE)).isEqualTo(Comparison.DIFFERS);
    }

    @Test
    void refusesASignatureOfAnotherSecret() {
        assertThat(verify(SIGNATURE, OTHER)).isEqualTo(Comparison.DIFFERS);
    }

    @Test
    void coversIdTimestampAndEveryByteOfTheBody() {
        List<SigningSecret> secrets = List.of(SECRET);

        assertThat(signatures.verify(signed("msg_x", TIMESTAMP, SIGNATURE, BODY), secrets))
                .isEqualTo(Comparison.DIFFERS);
        assertThat(signatures.verify(signed(ID, "1614265331", SIGNATURE, BODY), secrets))
                .isEqualTo(Comparison.DIFFERS);
        assertThat(signatures.verify(signed(ID, TIMESTAMP, SIGNATURE, BODY + " "), secrets))
                .isEqualTo(Comparison.DIFFERS);
        assertThat(
                        signatures.verify(
                                signed(ID, TIMESTAMP, SIGNATURE, BODY.replace(" ", "")), secrets))
                .isEqualTo(Comparison.DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                "v1,g0hM9SsE",
                "v1,not base64 at all!",
                "v1,\u0000\uffff\ud800",
                "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1Oe=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1",
                "sha1=0f1e2d",
            })
    void refusesJunkWithoutAnException(String junk) {
        assertThat(verify(junk, SECRET)).isEqualTo(Comparison.DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e30", "NaN", "-1", "\u0000"})
    void refusesJunkTimestampsWithoutAnException(String timestamp) {
        assertThat(signatures.verify(signed(ID, timestamp, SIGNATURE, BODY), List.of(SECRET)))
                .isEqualTo(Comparison.DIFFERS);
    }
}
