package dev.switchboard.bootstrap.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;

@ExtendWith(OutputCaptureExtension.class)
class SettingsTogetherTest {

    private static final ApplicationContextRunner HUB =
            new ApplicationContextRunner().withUserConfiguration(SettingsConfiguration.class);

    @Test
    void fitIfNothingIsSet() {
        HUB.run(hub -> assertThat(hub).hasNotFailed());
    }

    @Test
    void refuseAClaimThatOutlivesItsRecord() {
        HUB.withPropertyValues("switchboard.pega.claim-ttl=40d")
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .hasRootCauseInstanceOf(UnusableSettingException.class)
                                .hasRootCauseMessage(
                                        "switchboard.pega.claim-ttl must not be longer than"
                                                + " switchboard.retention"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netomi", "channels"})
    void refuseAWaitThatOutlastsTheCallItWaitsFor(String system) {
        String wait = "switchboard." + system + ".sync-wait";
        String call = "switchboard." + system + ".request-timeout";
        for (String tooLong : List.of("7s", "7001ms", "1h")) {
            HUB.withPropertyValues(wait + "=" + tooLong, call + "=7s")
                    .run(hub ->
                            assertThat(hub.getStartupFailure())
                                    .hasRootCauseInstanceOf(UnusableSettingException.class)
                                    .hasRootCauseMessage(wait + " must be shorter than " + call));
        }

        HUB.withPropertyValues(wait + "=6999ms", call + "=7s")
                .run(hub -> assertThat(hub).hasNotFailed());
    }

    @Test
    void refuseTheLegacyClaimPolicyOutsideOfTheDemo() {
        HUB.withPropertyValues("switchboard.pega.claim-policy=legacy")
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .hasRootCauseMessage(
                                        "switchboard.pega.claim-policy=legacy is for the profile"
                                                + " demo only"));
    }

    @Test
    void takeTheLegacyClaimPolicyInTheDemoAndWarn(CapturedOutput output) {
        HUB.withPropertyValues(
                        "switchboard.pega.claim-policy=legacy", "spring.profiles.active=demo")
                .run(hub -> assertThat(hub).hasNotFailed());

        assertThat(output).contains("whoever writes in a customer's name");
    }

    @Test
    void areRefusedInOneLineAndNotInAStackTrace() {
        var failure =
                new IllegalStateException(
                        "a bean", new UnusableSettingException("Wrong.", "Mend."));
        var analyzers =
                SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader());

        FailureAnalysis analysis = requireNonNull(new UnusableSettingAnalyzer().analyze(failure));

        assertThat(analysis.getDescription()).isEqualTo("Wrong.");
        assertThat(analysis.getAction()).isEqualTo("Mend.");
        assertThat(analyzers.load(FailureAnalyzer.class, (_, _, _) -> {}))
                .hasAtLeastOneElementOfType(UnusableSettingAnalyzer.class);
    }
}
