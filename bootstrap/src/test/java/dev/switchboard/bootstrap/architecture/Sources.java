package dev.switchboard.bootstrap.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The files of the repository, without those of builds, runs and tools.
final class Sources {

    private static final Path ROOT = root();
    private static final Set<String> LEFT_BEHIND =
            Set.of("target", "data", "node_modules", ".git", ".idea", ".vscode", ".settings");

    private Sources() {}

    /// The working directory depends on Maven or the editor: the module or the repository.
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("bootstrap")) ? here : here.resolve("..").normalize();
    }

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static Stream<Path> modules() {
        return list(ROOT).filter(directory -> Files.exists(directory.resolve("pom.xml")));
    }

    static Stream<Path> mainJava() {
        return modules()
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(Sources::under)
                .filter(file -> file.toString().endsWith(".java"));
    }

    static Stream<Path> all() {
        return under(ROOT);
    }

    private static Stream<Path> under(Path directory) {
        return list(directory)
                .filter(path -> !LEFT_BEHIND.contains(path.getFileName().toString()))
                .flatMap(path -> Files.isDirectory(path) ? under(path) : Stream.of(path));
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines of a file; none if it is not a text file.
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The places of a pattern, as `file:line: text`.
    static Stream<String> found(Path file, Pattern pattern) {
        List<String> lines = lines(file);
        return IntStream.range(0, lines.size())
                .filter(i -> pattern.matcher(lines.get(i)).find())
                .mapToObj(i -> ROOT.relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
    }
}
