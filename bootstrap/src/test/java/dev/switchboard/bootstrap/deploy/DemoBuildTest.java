package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `make demo` and `make package` do before there is a jar, with a fake Maven.
class DemoBuildTest {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> JARS =
            List.of(
                    "bootstrap/target/program/switchboard.jar",
                    "simulators/target/program/switchboard-simulators.jar",
                    "tools/target/program/switchboard-tools.jar",
                    "site/target/program/switchboard-site.jar");

    @TempDir Path checkout;

    @BeforeEach
    void install() throws IOException {
        Files.copy(HOUSE.resolve("Makefile"), checkout.resolve("Makefile"));
        Path scripts = Files.createDirectories(checkout.resolve("scripts"));
        for (String script : List.of("demo.sh", "find-jdk.sh", "progress.sh")) {
            Files.copy(HOUSE.resolve("scripts").resolve(script), scripts.resolve(script));
        }
        for (String jar : JARS) {
            Files.createDirectories(checkout.resolve(jar).getParent());
            Files.writeString(checkout.resolve(jar), jar);
        }
    }

    private void mavenSays(String... lines) throws IOException {
        Path bin = Files.createDirectories(checkout.resolve("bin"));
        String script = "#!/bin/sh\necho \"[INFO] called with $*\"\n";
        for (String line : lines) {
            script += "echo '" + line + "'\n";
        }
        Path maven = Files.writeString(bin.resolve("mvn"), script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Made(int status, String said) {}

    private Made make(String target, Map<String, String> settings) throws Exception {
        ProcessBuilder make =
                new ProcessBuilder("make", target)
                        .directory(checkout.toFile())
                        .redirectErrorStream(true);
        Map<String, String> environment = make.environment();
        environment.keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
        environment.putAll(settings);
        Process process = make.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Made(process.waitFor(), said);
    }

    @Test
    void aDemoBuildsNothingIfItsPortIsTaken() throws Exception {
        mavenSays("[INFO] BUILD SUCCESS");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            Made made = make("demo", Map.of("PORT", port));

            assertThat(made.status()).isNotZero();
            assertThat(made.said())
                    .contains("Port " + port + " is taken")
                    .doesNotContain("Building");
        }
    }

    @Test
    void aPackageShowsItsModulesAndNoMore() throws Exception {
        mavenSays(
                "[INFO] Building Switchboard domain 1.0  [2/10]",
                "[INFO] --- compile ---",
                "[WARNING] JAR will be empty",
                "[INFO] BUILD SUCCESS");

        Made made = make("package", Map.of());

        assertThat(made.status()).as(made.said()).isZero();
        assertThat(made.said().lines())
                .hasSize(3)
                .contains("  Switchboard domain 1.0  [2/10]")
                .last()
                .asString()
                .startsWith("Built in ");
        for (String jar : JARS) {
            assertThat(checkout.resolve(jar.replace("program/", ""))).hasContent(jar);
        }
    }

    @Test
    void aPackageThatFailsSaysWhyInFull() throws Exception {
        mavenSays(
                "[INFO] BUILD FAILURE",
                "[ERROR] /Lane.java:[1,2] cannot find symbol",
                "  symbol: class Gate");

        Made made = make("package", Map.of());

        assertThat(made.status()).isNotZero();
        assertThat(made.said())
                .contains("[ERROR] /Lane.java:[1,2] cannot find symbol\n  symbol: class Gate\n")
                .doesNotContain("BUILD FAILURE");
        assertThat(checkout.resolve("bootstrap/target/switchboard.jar")).doesNotExist();
    }

    @Test
    void aPackageCompilesNoTests() throws Exception {
        mavenSays("[INFO] BUILD SUCCESS");

        make("package", Map.of());

        assertThat(checkout.resolve("target/build.log"))
                .content()
                .containsPattern("-P program .*package");
        assertThat(HOUSE.resolve("pom.xml"))
                .content()
                .containsPattern(
                        "(?s)<id>program</id>.*?<maven.test.skip>true<.*?<directory>target/program<");
    }
}
