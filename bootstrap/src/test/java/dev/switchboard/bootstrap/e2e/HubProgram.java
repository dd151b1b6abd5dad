package dev.switchboard.bootstrap.e2e;

import dev.switchboard.bootstrap.SwitchboardApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program of a hub: the packaged application, on the Java that runs the tests.
///
/// @param command the command line, without the environment
public record HubProgram(List<String> command) {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /// A test's hub lives for seconds, so it need not optimise its code fully. Its assertions are
    /// on.
    private static final List<String> SHORT_LIVED =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-ea:dev.switchboard...");

    private static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

    /// They end where those of the user begin.
    private static final Pattern SHIPPED =
            Pattern.compile("^flags=\"(.*?)\\$\\{JAVA_FLAGS", Pattern.MULTILINE | Pattern.DOTALL);

    public HubProgram {
        command = List.copyOf(command);
    }

    /// Options for a hub that is measured: all compilers, as in production, and no assertions.
    ///
    /// @param more options
    public static String[] lasting(String... more) {
        return Stream.concat(Stream.of(ALL_COMPILERS, "-da:dev.switchboard..."), Stream.of(more))
                .toArray(String[]::new);
    }

    /// Options for a hub whose needs are measured: all compilers, and the flags of
    /// `bin/switchboard`.
    public static String[] asShipped() {
        Matcher flags = SHIPPED.matcher(script());
        if (!flags.find()) {
            throw new IllegalStateException("bin/switchboard has no flags for Java");
        }
        return (ALL_COMPILERS + " " + flags.group(1).strip()).split("\\s+");
    }

    private static String script() {
        try {
            return Files.readString(Path.of("..", "bin", "switchboard"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `java -jar switchboard.jar`.
    ///
    /// @param options for Java
    public static HubProgram packaged(String... options) {
        return of(Stream.of(options), jar());
    }

    /// Another packaged application.
    public static HubProgram packaged(Path jar) {
        return of(Stream.empty(), jar);
    }

    /// The same application unpacked by its own tool, because an AOT cache works only then.
    ///
    /// @param directory where it is unpacked to
    /// @param options for Java
    public static HubProgram unpacked(Path directory, String... options) {
        Path unpacked = directory.resolve("app");
        if (!unpacked.toFile().exists()) {
            Path draft = directory.resolve("app." + ProcessHandle.current().pid());
            unpack(draft);
            publish(draft, unpacked);
        }
        return of(Stream.of(options), unpacked.resolve(jar().getFileName()));
    }

    /// Gives a draft its name, unless another process that tests the same build was faster.
    static void publish(Path draft, Path name) {
        try {
            Files.move(draft, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.exists(name)) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static HubProgram of(Stream<String> options, Path jar) {
        return new HubProgram(
                Stream.of(
                                Stream.of(JAVA),
                                SHORT_LIVED.stream(),
                                options,
                                Stream.of("-jar", jar.toString()))
                        .flatMap(part -> part)
                        .toList());
    }

    /// The same hub with classes of the tests added to its own.
    ///
    /// @param source becomes one of its beans, unless it uses the beans that the build has prepared
    /// @param helpers further classes that it needs, if the tests of other modules contain them
    public HubProgram with(Class<?> source, Class<?>... helpers) {
        String classes =
                Stream.concat(
                                Stream.of(command.getLast(), home(source)),
                                Stream.of(helpers).map(HubProgram::home))
                        .collect(Collectors.joining(File.pathSeparator));
        return new HubProgram(
                Stream.of(
                                command.subList(0, command.size() - 2).stream(),
                                Stream.of("-cp", classes),
                                Stream.of("-Dspring.main.sources=" + source.getName()),
                                Stream.of(SwitchboardApplication.class.getName()))
                        .flatMap(part -> part)
                        .toList());
    }

    /// The same hub with its own file system, so small that a test can fill it. Only the hub sees
    /// it; [HubProcess#pid] leads others there.
    ///
    /// @param directory its content is not on the disk
    public HubProgram withSmallDisk(Path directory, int megabytes) {
        return new HubProgram(
                Stream.concat(
                                Stream.of(
                                        "unshare",
                                        "--user",
                                        "--map-root-user",
                                        "--mount",
                                        "sh",
                                        "-c",
                                        "mount -t tmpfs -o size=%dm none \"$0\" && exec \"$@\""
                                                .formatted(megabytes),
                                        directory.toString()),
                                command.stream())
                        .toList());
    }

    /// The same program with arguments.
    HubProgram given(String... arguments) {
        return new HubProgram(Stream.concat(command.stream(), Stream.of(arguments)).toList());
    }

    /// The same hub, which may not have more files and connections open than this.
    HubProgram withOpenFiles(int most) {
        String limited = "ulimit -n %d && exec \"$0\" \"$@\"".formatted(most);
        return new HubProgram(
                Stream.concat(Stream.of("sh", "-c", limited), command.stream()).toList());
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " has no home", e);
        }
    }

    /// The packaged application.
    public static Path jar() {
        return Path.of(
                Objects.requireNonNull(
                        System.getProperty("switchboard.jar"),
                        "the packaged application is missing: -Dswitchboard.jar=…"));
    }

    private static void unpack(Path directory) {
        var unpacking =
                new ProcessBuilder(
                                JAVA,
                                "-Djarmode=tools",
                                "-jar",
                                jar().toString(),
                                "extract",
                                "--destination",
                                directory.toString())
                        .inheritIO();
        try {
            int code = unpacking.start().waitFor();
            if (code != 0) {
                throw new IllegalStateException("unpacking ended with code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", e);
        }
    }
}
