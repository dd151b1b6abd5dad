package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.session.ResumeTokensContract;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HmacResumeTokensTest implements ResumeTokensContract {

    private final ResumeTokens tokens = new HmacResumeTokens(TestKeys.ring(1));

    @Override
    public ResumeTokens resumeTokens() {
        return tokens;
    }

    @Test
    void makesTokensOf86Characters() {
        assertThat(tokens.issue().reveal()).matches("[A-Za-z0-9_-]{86}");
    }

    @Test
    void knowsABrowserAfterARestart() {
        ResumeTokens restarted = new HmacResumeTokens(TestKeys.ring(1));
        String token = tokens.issue().reveal();

        assertThat(restarted.verify(token)).isPresent().isEqualTo(tokens.verify(token));
    }

    @Test
    void namesABrowserByTheHashOfItsToken() throws Exception {
        String token = tokens.issue().reveal();

        assertThat(tokens.verify(token).orElseThrow().hash()).isEqualTo(sha256(token));
    }

    @Test
    void knowsTokensOfAnOlderKey() {
        ResumeTokens older = new HmacResumeTokens(TestKeys.ring(2));
        ResumeTokens both = new HmacResumeTokens(TestKeys.ring(3, 2));
        String token = older.issue().reveal();

        assertThat(both.verify(token)).isPresent().isEqualTo(older.verify(token));
        assertThat(older.verify(both.issue().reveal())).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherHub() {
        ResumeTokens other = new HmacResumeTokens(TestKeys.ring(2));

        assertThat(tokens.verify(other.issue().reveal())).isEmpty();
    }

    @Test
    void refusesATokenOfWhichAnythingWasChanged() {
        String token = tokens.issue().reveal();

        assertThat(IntStream.range(0, token.length()).mapToObj(i -> changedAt(token, i)))
                .allSatisfy(changed -> assertThat(tokens.verify(changed)).isEmpty());
    }

    private static String changedAt(String token, int place) {
        // only two bits of the last character are decoded, and this changes another one
        char other = token.charAt(place) == 'A' ? 'B' : 'A';
        return token.substring(0, place) + other + token.substring(place + 1);
    }

    private static String sha256(String text) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash);
    }
}
