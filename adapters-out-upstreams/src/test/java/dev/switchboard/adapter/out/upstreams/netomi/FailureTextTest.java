package dev.switchboard.adapter.out.upstreams.netomi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.upstreams.http.Exchange.Answered;
import dev.switchboard.domain.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTextTest {

    private static final Secret TOKEN = new Secret("canary-token-42");
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static String of(String mediaType, String text) {
        return FailureText.of(new Answered(422, mediaType, text, null), TOKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad canary-token-42 here | bad *** here",
                "use Bearer abc.def= please | use *** please",
                "got bearer  x! | got ***",
                "{\"error\":\"no " + JWT + "\"} | no ***",
                "{\"access_token\":\"abc\",\"m\":1} | {\"access_token\":\"***\",\"m\":1}",
                "plain words stay. So do v1.2.3 | plain words stay. So do v1.2.3"
            })
    void hidesWhatNobodyMaySee(String text, String shown) {
        String type = text.startsWith("{") ? "application/json" : "text/plain";

        assertThat(of(type, text)).isEqualTo(shown);
    }

    @Test
    void showsNoMarkupAndNoControlCharacters() {
        assertThat(of("text/html", "<html>no</html>")).isEmpty();
        assertThat(of("text/plain", " <b>no</b>")).isEmpty();
        assertThat(of("text/plain", "a\r\nSet-Cookie: b")).isEqualTo("a  Set-Cookie: b");
    }

    @Test
    void showsFiveHundredCharactersAndNoHalfOnes() {
        assertThat(of("text/plain", "a".repeat(600))).hasSize(500);
        assertThat(of("text/plain", "a".repeat(499) + "👩")).isEqualTo("a".repeat(499));
    }

    /// A long word took minutes: its length squared.
    @Test
    @Timeout(20)
    void readsTheBeginningOfALongText() {
        assertThat(of("text/plain", "a-b".repeat(350_000))).isEmpty();
        assertThat(of("text/plain", "no ".repeat(350_000))).hasSize(500);
        assertThat(of("text/plain", "Bearer " + "x".repeat(8_180) + " s " + TOKEN.reveal()))
                .isEqualTo("*** s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unauthorized",
                "AUTHENTICATION failed",
                "an Invalid Token",
                "expired token",
                "the Token expired",
                "Access Denied"
            })
    void knowsWhenItIsAboutIdentity(String text) {
        assertThat(FailureText.aboutIdentity(new Answered(422, "", text, null))).isTrue();
        assertThat(FailureText.aboutIdentity(new Answered(422, "", "no such thing", null)))
                .isFalse();
    }
}
