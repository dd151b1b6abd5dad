package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An archive of the hub, as `make dist` makes it.
///
/// @param file its `.tar.gz`
public record HubArchive(Path file) {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>switchboard</artifactId>\\s*<version>(.*)</version>");

    /// Makes the one of this build.
    ///
    /// @param directory where it is put, with its checksum
    public static HubArchive make(Path directory) throws Exception {
        return make(directory, "", Map.of());
    }

    /// Makes the one of this build that brings its Java.
    public static HubArchive makeWithJava(Path directory) throws Exception {
        return make(directory, "-jre", Map.of("JRE", "yes"));
    }

    /// One at a time, because the script makes all of them in the same place.
    private static synchronized HubArchive make(
            Path directory, String suffix, Map<String, String> environment) throws Exception {
        run(HOUSE, environment, "scripts/dist.sh");
        String name = "switchboard-%s-linux-x86_64%s.tar.gz".formatted(version(), suffix);
        Path target = HOUSE.resolve("bootstrap/target");
        Files.copy(target.resolve(name + ".sha256"), directory.resolve(name + ".sha256"));
        return new HubArchive(Files.copy(target.resolve(name), directory.resolve(name)));
    }

    /// The version of this build, as the POM has it.
    public static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(HOUSE.resolve("pom.xml")));
        if (!version.find()) {
            throw new IllegalStateException("The POM has no version");
        }
        return version.group(1);
    }

    /// Unpacks it as the documents do, without the folder that all its files are in.
    ///
    /// @param directory is made
    /// @return the directory
    public Path unpackTo(Path directory) throws Exception {
        Files.createDirectories(directory);
        String archive = file.toAbsolutePath().toString();
        run(directory, Map.of(), "tar", "-xzf", archive, "--strip-components=1", "--no-same-owner");
        return directory;
    }

    /// Runs a command of an archive, or one about it, on the Java that runs the tests.
    ///
    /// @return what it said
    public static String run(Path directory, Map<String, String> environment, String... command)
            throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
