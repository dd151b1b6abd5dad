package dev.switchboard.adapter.in.web.identity.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class UnusableSigningKeyAnalyzerTest {

    @Test
    void saysInOneLineWhyTheStartWasRefused() {
        var failure =
                new IllegalStateException("a bean", new UnusableException("The key is damaged."));

        FailureAnalysis analysis =
                requireNonNull(new UnusableSigningKeyAnalyzer().analyze(failure));

        assertThat(analysis.getDescription()).isEqualTo("The key is damaged.");
        assertThat(analysis.getAction()).startsWith("Restore the key from a backup");
    }

    @Test
    void isKnownToSpringBoot() {
        var analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader());

        assertThat(analyzers.load(FailureAnalyzer.class, (_, _, _) -> {}))
                .hasAtLeastOneElementOfType(UnusableSigningKeyAnalyzer.class);
    }
}
