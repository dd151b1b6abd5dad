package dev.switchboard.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.network.TestCertificate;
import dev.switchboard.bootstrap.settings.UnusableSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The bundle as an operator sets it.
class PeerCertificatesTest {

    private static final String HUSH = "hush-hush";

    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void certify(@TempDir Path directory) throws Exception {
        TestCertificate made = TestCertificate.of(directory, "ip:127.0.0.1");
        certificate = Files.writeString(directory.resolve("hub.crt"), made.pem());
        key = Files.writeString(directory.resolve("hub.key"), made.keyPem());
    }

    private static String keyPair(String name, Object keyFile) {
        return "spring.ssl.bundle.pem.%s.keystore.private-key=%s".formatted(name, keyFile);
    }

    private static String shown(String name) {
        return "spring.ssl.bundle.pem.%s.keystore.certificate=%s".formatted(name, certificate);
    }

    private static String trusted(String name, Object file) {
        return "spring.ssl.bundle.pem.%s.truststore.certificate=%s".formatted(name, file);
    }

    private static SslBundle hubs(String... properties) {
        List<SslBundle> found = new ArrayList<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(hub ->
                        found.add(PeerCertificates.named("hubs", hub.getBean(SslBundles.class))));
        return found.getFirst();
    }

    private static void assertRefused(String line, String... properties) {
        assertThatThrownBy(() -> hubs(properties))
                .isInstanceOfSatisfying(
                        UnusableSettingException.class,
                        refused ->
                                assertThat(refused.toString())
                                        .contains("switchboard.cluster.ssl-bundle " + line)
                                        .doesNotContain(HUSH));
    }

    @Test
    void areReadFromFiles() {
        SslBundle bundle = hubs(shown("hubs"), keyPair("hubs", key), trusted("hubs", certificate));

        assertThat(bundle.createSslContext()).isNotNull();
    }

    @Test
    void areRefusedIfTheBundleIsUnknown() {
        assertRefused("names no bundle:", shown("others"), keyPair("others", key));
    }

    @Test
    void areRefusedIfThereIsNothingToShow() {
        assertRefused("has a bundle that cannot be used:", trusted("hubs", certificate));
    }

    /// Everybody with a certificate of a public authority would be trusted.
    @Test
    void areRefusedIfTheyTrustNobodyInParticular() {
        assertRefused("has a bundle that cannot be used:", shown("hubs"), keyPair("hubs", key));
    }

    @Test
    void areRefusedIfAFileIsMissing() {
        assertRefused(
                "has a bundle that cannot be used:",
                shown("hubs"),
                keyPair("hubs", key),
                trusted("hubs", certificate.resolveSibling("nowhere.crt")));
    }

    @Test
    void areRefusedWithoutQuotingAKeyThatIsNone() throws IOException {
        Path none = Files.writeString(key.resolveSibling("none.key"), HUSH);

        assertRefused(
                "has a bundle that cannot be used:",
                shown("hubs"),
                keyPair("hubs", none),
                trusted("hubs", certificate));
        assertRefused(
                "has a bundle that cannot be used:",
                shown("hubs"),
                keyPair("hubs", HUSH),
                trusted("hubs", certificate));
    }
}
