package dev.switchboard.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void printsRedacted() {
        assertThat(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).hasToString("[redacted]");
    }

    @Test
    void revealsItselfWhenAsked() {
        assertThat(new Secret("open").reveal()).isEqualTo("open");
    }
}
