package dev.switchboard.application.port.out.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of [ResumeTokens].
public interface ResumeTokensContract {
    /// The same one throughout a test.
    ResumeTokens resumeTokens();

    @Test
    default void recognisesItsOwnTokens() {
        String token = resumeTokens().issue().reveal();

        Optional<BrowserId> browser = resumeTokens().verify(token);

        assertThat(browser).isPresent().isEqualTo(resumeTokens().verify(token));
    }

    @Test
    default void makesEachTokenForAnotherBrowser() {
        List<String> tokens =
                Stream.generate(resumeTokens()::issue).limit(100).map(Secret::reveal).toList();

        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(tokens.stream().map(resumeTokens()::verify)).doesNotHaveDuplicates();
    }

    @Test
    default void makesTokensThatNeedNoEscaping() {
        assertThat(resumeTokens().issue().reveal()).matches("[A-Za-z0-9_-]{1,200}");
    }

    @Test
    default void refusesWhatItDidNotMake() {
        String token = resumeTokens().issue().reveal();

        for (String other :
                List.of(
                        "",
                        " ",
                        "nonsense",
                        token + "=",
                        token + "/",
                        " " + token,
                        token + "\n",
                        token.substring(1),
                        "\u0000\uffff",
                        "A".repeat(100_000))) {
            assertThat(resumeTokens().verify(other)).isEmpty();
        }
    }
}
