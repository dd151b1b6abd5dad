package dev.switchboard.adapter.out.upstreams.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchboard.application.fakes.TestRedis;
import dev.switchboard.application.network.TestCertificate;
import dev.switchboard.application.port.out.live.HintLine;
import dev.switchboard.application.port.out.live.HintLineContract;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A line over TLS, through a real server whose certificate is in the truststore of this Java.
@Isolated("It sets the truststore of the process.")
@ExtendWith(OutputCaptureExtension.class)
class EncryptedRedisTest implements HintLineContract {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String UNUSABLE = "The server for hints cannot be used: ";
    private static final String NOT_TRUSTED = "PKIX path";

    @TempDir private static Path files;
    private static TestCertificate trusted;
    private static TestCertificate ofAnotherHost;
    private static TestCertificate strangers;
    private static TestRedis redis;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(TestRedis.speaksTls(), "NOT RUN: there is no redis-server with TLS here");
        trusted = certificate("trusted", "ip:127.0.0.1");
        ofAnotherHost = certificate("of-another-host", "dns:hub.test");
        strangers = certificate("strangers", "ip:127.0.0.1");
        Path store = TestCertificate.trustStore(files.resolve("store.p12"), trusted, ofAnotherHost);
        System.setProperty(STORE, store.toString());
        System.setProperty(STORE_PASSWORD, TestCertificate.PASSWORD);
        redis = server(files, trusted);
    }

    @AfterAll
    static void stop() {
        System.clearProperty(STORE);
        System.clearProperty(STORE_PASSWORD);
        if (redis != null) {
            redis.close();
        }
    }

    private static TestCertificate certificate(String name, String san) throws Exception {
        return TestCertificate.of(Files.createDirectory(files.resolve(name)), san);
    }

    private static TestRedis server(Path directory, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        show(directory, certificate);
        return TestRedis.encrypted(crt(directory), key(directory));
    }

    private static void show(Path directory, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        Files.writeString(crt(directory), certificate.pem());
        Files.writeString(key(directory), certificate.keyPem());
    }

    private static Path crt(Path directory) {
        return directory.resolve("redis.crt");
    }

    private static Path key(Path directory) {
        return directory.resolve("redis.key");
    }

    @Override
    public HintLine line() {
        return lineTo(redis);
    }

    private static HintLine lineTo(TestRedis server) {
        return new RedisHintLine(
                new Secret(server.uri().toString().replace("//", "//:hush-hints@")));
    }

    private static List<String> complaints(CapturedOutput log) {
        return log.toString().lines().filter(line -> line.contains(UNUSABLE)).toList();
    }

    /// It says so once, and goes on trying.
    @Test
    void usesNoServerUntilItsCertificateIsTrusted(CapturedOutput log) throws Exception {
        try (TestRedis other = server(directory, strangers);
                Ear one = new Ear(lineTo(other));
                Ear two = new Ear(lineTo(other))) {
            one.askFor("a");
            await().atMost(SOON).until(() -> complaints(log).size() == 2);
            two.publish("a", "lost");
            assertThat(two.interruptions).isNotEmpty();
            assertThat(one.followed).isEmpty();

            other.kill();
            show(directory, trusted);
            other.restart();
            two.reach(one, "a");
        }
        assertThat(complaints(log)).hasSize(2).allMatch(line -> line.contains(NOT_TRUSTED));
        assertThat(log).doesNotContain("hush-hints");
    }

    @Test
    void usesNoServerWithTheCertificateOfAnotherHost(CapturedOutput log) throws Exception {
        try (TestRedis other = server(directory, ofAnotherHost);
                Ear ear = new Ear(lineTo(other))) {
            ear.askFor("a");

            await().atMost(SOON).until(() -> !complaints(log).isEmpty());
            assertThat(complaints(log))
                    .singleElement(STRING)
                    .contains("No subject alternative names matching IP address 127.0.0.1");
            assertThat(ear.followed).isEmpty();
        }
    }

    @Test
    void saysWhyItCannotConnectAgain(CapturedOutput log) throws Exception {
        try (TestRedis other = server(directory, trusted);
                Ear ear = new Ear(lineTo(other)).follow("a")) {
            ear.reach(ear, "a");
            other.kill();
            show(directory, strangers);
            other.restart();

            await().atMost(SOON).until(() -> !complaints(log).isEmpty());
            assertThat(complaints(log)).singleElement(STRING).contains(NOT_TRUSTED);
        }
    }
}
