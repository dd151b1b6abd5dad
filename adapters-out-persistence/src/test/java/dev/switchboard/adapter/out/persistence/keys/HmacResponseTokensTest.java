package dev.switchboard.adapter.out.persistence.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.message.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacResponseTokensTest {

    private static final MessageId MESSAGE = new MessageId("msg_" + "0123456789abcdef".repeat(2));

    private final ResponseTokens tokens = new HmacResponseTokens(TestKeys.ring(1));

    @Test
    void knowsItsOwnTokens() {
        assertThat(tokens.verify(tokens.tokenFor(MESSAGE))).contains(MESSAGE);
    }

    @Test
    void makesTheSameTokenAfterARestart() {
        ResponseTokens restarted = new HmacResponseTokens(TestKeys.ring(1));

        assertThat(restarted.tokenFor(MESSAGE)).isEqualTo(tokens.tokenFor(MESSAGE));
    }

    @Test
    void needsNoEscapingInAUrl() {
        assertThat(tokens.tokenFor(MESSAGE)).matches("msg_[0-9a-f]{32}\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void refusesATokenOfAnotherHub() {
        ResponseTokens other = new HmacResponseTokens(TestKeys.ring(2));

        assertThat(tokens.verify(other.tokenFor(MESSAGE))).isEmpty();
    }

    @Test
    void refusesATokenMovedToAnotherMessage() {
        String mac = tokens.tokenFor(MESSAGE).substring(MESSAGE.value().length());

        assertThat(tokens.verify("msg_" + "f".repeat(32) + mac)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "x",
                "msg_1.x",
                "msg_0123456789abcdef0123456789abcdef",
                "msg_0123456789abcdef0123456789abcdef.",
                "msg_0123456789abcdef0123456789abcdef.AAAA",
                "\u0000.\uffff"
            })
    void refusesNonsense(String token) {
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void refusesATokenThatWasAddedToOrCut() {
        String token = tokens.tokenFor(MESSAGE);

        assertThat(tokens.verify(token + "A")).isEmpty();
        assertThat(tokens.verify(token.substring(0, token.length() - 1))).isEmpty();
        assertThat(tokens.verify(token + "=")).isEmpty();
    }
}
