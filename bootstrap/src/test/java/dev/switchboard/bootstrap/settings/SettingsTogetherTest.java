package dev.switchboard.bootstrap.settings;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.upstream.OriginClaims;
import dev.switchboard.domain.session.ClaimPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.SpringFactoriesLoader;

@Isolated("It reads what the process prints.")
@ExtendWith(OutputCaptureExtension.class)
class SettingsTogetherTest {

    private static final ApplicationContextRunner HUB =
            new ApplicationContextRunner().withUserConfiguration(SettingsConfiguration.class);

    private static final ClaimPolicy TAKEN_OVER = new ClaimPolicy(Duration.ofDays(1), true, true);

    private static ApplicationContextRunner hubWith(ClaimPolicy claims) {
        return HUB.withBean(OriginClaims.class, () -> new OriginClaims("desk", claims));
    }

    @Test
    void fitIfNothingIsSet() {
        HUB.run(hub -> assertThat(hub).hasNotFailed());
    }

    @Test
    void refuseAClaimThatOutlivesItsRecord() {
        hubWith(new ClaimPolicy(Duration.ofDays(40), true, false))
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .hasRootCauseInstanceOf(UnusableSettingException.class)
                                .hasRootCauseMessage(
                                        "switchboard.retention must not be shorter than the"
                                                + " claims of desk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.7:8002",
                "https://h:8002",
                "http://h",
                "http://h:8002/path",
                "http:"
            })
    void refuseAnAddressThatOtherHubsCannotCall(String address) {
        HUB.withPropertyValues("switchboard.cluster.address=" + address)
                .run(hub -> assertThat(hub).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://10.0.0.7:8002"})
    void takeAnAddressWithTlsWhereThereAreCertificates(String address) {
        HUB.withPropertyValues(
                        "switchboard.cluster.address=" + address,
                        "switchboard.cluster.ssl-bundle=hubs")
                .run(hub -> assertThat(hub).hasNotFailed());
    }

    /// Nobody who wants TLS gets none, and nobody gets a port that no other hub calls.
    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.7:8002, '', an https URL needs switchboard.cluster.ssl-bundle",
        "http://10.0.0.7:8002, hubs, because switchboard.cluster.ssl-bundle is set"
    })
    void refuseAnAddressThatIsAtOddsWithTheCertificates(
            String address, String bundle, String reason) {
        HUB.withPropertyValues(
                        "switchboard.cluster.address=" + address,
                        "switchboard.cluster.ssl-bundle=" + bundle)
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .rootCause()
                                .hasMessageStartingWith("switchboard.cluster.address must be")
                                .hasMessageEndingWith(reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://10.0.0.7:8002", "http://hub-1:0"})
    void takeAnAddressThatOtherHubsCanCall(String address) {
        HUB.withPropertyValues(
                        "switchboard.cluster.enabled=true",
                        "switchboard.cluster.address=" + address,
                        "switchboard.mongodb.uri=mongodb://m/h",
                        "switchboard.master-key=k")
                .run(hub -> assertThat(hub).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.9:6379",
                "http://hush@10.0.0.9",
                "redis:10.0.0.9",
                "redis://:hush@no host",
                "redis://",
                "redis-cluster://",
                "redis-cluster:10.0.0.9"
            })
    void refuseAnAddressThatCarriesNoHintsWithoutQuotingIt(String url) {
        HUB.withPropertyValues("switchboard.cluster.hints=" + url)
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .rootCause()
                                .hasMessageStartingWith("switchboard.cluster.hints must be")
                                .hasMessageNotContaining("hush"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis://10.0.0.9",
                "rediss://hub:hush@redis.example:6380/1",
                "redis-sentinel://:hush@10.0.0.9:26379,10.0.0.10:26379/0#hints",
                "redis-cluster://10.0.0.9",
                "rediss-cluster://hub:hush@10.0.0.9:6379,10.0.0.10:6379"
            })
    void takeAnAddressThatCarriesHints(String url) {
        HUB.withPropertyValues("switchboard.cluster.hints=" + url)
                .run(hub -> assertThat(hub).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = "channels")
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
    void refuseTheLegacyClaimPolicyOutsideOfDevelopment() {
        hubWith(TAKEN_OVER)
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .hasRootCauseMessage(
                                        "switchboard.desk.claim-policy=legacy is for development"
                                                + " only:"));
    }

    @Test
    void takeTheLegacyClaimPolicyInDevelopmentAndWarn(CapturedOutput output) {
        hubWith(TAKEN_OVER)
                .withPropertyValues("switchboard.development=true")
                .run(hub -> assertThat(hub).hasNotFailed());

        assertThat(output).contains("the last writer in a customer's name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "switchboard.channels.callback-auth=open",
                "switchboard.identity.oidc.issuer-uri=http://issuer.example",
                "switchboard.identity.oidc.jwk-set-uri=http://issuer.example/keys"
            })
    void refuseWhatIsUnsafeAmongStrangersOutsideOfDevelopment(String setting) {
        HUB.withPropertyValues(setting)
                .run(hub ->
                        assertThat(hub.getStartupFailure())
                                .hasRootCauseInstanceOf(UnusableSettingException.class)
                                .rootCause()
                                .hasMessageStartingWith(setting.split("=", 2)[0]));
        HUB.withPropertyValues(setting, "switchboard.development=true")
                .run(hub -> assertThat(hub).hasNotFailed());
        HUB.withPropertyValues(setting.replace("http:", "https:").replace("open", "proof"))
                .run(hub -> assertThat(hub).hasNotFailed());
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
