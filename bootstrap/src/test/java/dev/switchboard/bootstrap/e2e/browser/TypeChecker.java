package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// TypeScript's compiler, which runs in the browser that tries the console.
public final class TypeChecker {

    private static final Path OPTIONS = Path.of("../adapters-in-web/jsconfig.json");

    private TypeChecker() {}

    /// Checks scripts with the options of the console's own, or aborts the test if there is no
    /// browser.
    ///
    /// @param directory for the browser's data
    /// @param scripts their content by name, which begins with `/`
    /// @return the errors, in one line each
    public static List<String> errors(Path directory, Map<String, String> scripts) {
        Map<String, String> files = new TreeMap<>(scripts);
        try (Chromium chromium = Chromium.startIn(directory);
                FileSystem compiler = compiler()) {
            Path library = library(compiler);
            files.put("/jsconfig.json", Files.readString(OPTIONS));
            addLibrary(files, library);
            Tab tab = chromium.open(URI.create("data:text/html,types"));
            tab.run(Files.readString(library.resolve("typescript.js")) + ";1");
            tab.run("var files = " + JsonMapper.shared().writeValueAsString(files) + ";1");
            return tab.run(checkOfTypes()).valueStream().map(JsonNode::asString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checkOfTypes() throws IOException {
        try (InputStream script = TypeChecker.class.getResourceAsStream("/check-types.js")) {
            return new String(requireNonNull(script).readAllBytes(), UTF_8);
        }
    }

    /// Opened by its path: the file system of a `jar:` address is the process's only one, and tests
    /// run side by side.
    private static FileSystem compiler() throws IOException {
        URL library =
                requireNonNull(
                        TypeChecker.class.getResource("/META-INF/resources/webjars/typescript"));
        URL jar = ((JarURLConnection) library.openConnection()).getJarFileURL();
        try {
            return FileSystems.newFileSystem(Path.of(jar.toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path library(FileSystem compiler) throws IOException {
        Path versions = compiler.getPath("/META-INF/resources/webjars/typescript");
        try (Stream<Path> found = Files.list(versions)) {
            return found.findFirst().orElseThrow().resolve("lib");
        }
    }

    private static void addLibrary(Map<String, String> files, Path library) throws IOException {
        try (Stream<Path> all = Files.list(library)) {
            for (Path types : all.filter(TypeChecker::isOfTheLanguage).toList()) {
                files.put("/" + types.getFileName(), Files.readString(types));
            }
        }
    }

    private static boolean isOfTheLanguage(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("lib.") && name.endsWith(".d.ts");
    }
}
