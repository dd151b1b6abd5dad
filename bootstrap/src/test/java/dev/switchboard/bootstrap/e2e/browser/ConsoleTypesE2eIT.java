package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The types in the comments of the console's scripts. TypeScript's compiler checks them, in the
/// browser that tries the console.
class ConsoleTypesE2eIT {

    private static final Path MODULE = Path.of("../adapters-in-web").toAbsolutePath().normalize();
    private static final Path CONSOLE = MODULE.resolve("src/main/resources/console");
    private static final String PLANTED = "/js/planted.js";

    @Test
    void holdExceptTheOneThatIsWrongOnPurpose(@TempDir Path directory)
            throws IOException, URISyntaxException {
        Map<String, String> files = new TreeMap<>();
        files.put(PLANTED, "/** @type {number} */\nexport const wrong = 'text';\n");
        files.put("/jsconfig.json", Files.readString(MODULE.resolve("jsconfig.json")));
        addScripts(files);

        try (Chromium chromium = Chromium.startIn(directory);
                FileSystem compiler = compiler()) {
            Path library = library(compiler);
            addLibrary(files, library);
            Tab tab = chromium.open(URI.create("data:text/html,types"));
            tab.run(Files.readString(library.resolve("typescript.js")) + ";1");
            tab.run("var files = " + JsonMapper.shared().writeValueAsString(files) + ";1");
            List<String> wrong =
                    tab.run(checkOfTypes()).valueStream().map(JsonNode::asString).toList();

            assertThat(wrong)
                    .containsExactly(
                            PLANTED + ":2 Type 'string' is not assignable to type 'number'.");
        }
    }

    private static String checkOfTypes() throws IOException {
        try (InputStream script = ConsoleTypesE2eIT.class.getResourceAsStream("/check-types.js")) {
            return new String(requireNonNull(script).readAllBytes(), UTF_8);
        }
    }

    private static void addScripts(Map<String, String> files) throws IOException {
        try (Stream<Path> all = Files.walk(CONSOLE)) {
            for (Path script : all.filter(path -> path.toString().endsWith(".js")).toList()) {
                files.put("/" + CONSOLE.relativize(script), Files.readString(script));
            }
        }
    }

    private static FileSystem compiler() throws IOException, URISyntaxException {
        URL library =
                requireNonNull(
                        ConsoleTypesE2eIT.class.getResource(
                                "/META-INF/resources/webjars/typescript"));
        return FileSystems.newFileSystem(library.toURI(), Map.of());
    }

    private static Path library(FileSystem compiler) throws IOException {
        Path versions = compiler.getPath("/META-INF/resources/webjars/typescript");
        try (Stream<Path> found = Files.list(versions)) {
            return found.findFirst().orElseThrow().resolve("lib");
        }
    }

    private static void addLibrary(Map<String, String> files, Path library) throws IOException {
        try (Stream<Path> all = Files.list(library)) {
            for (Path types : all.filter(ConsoleTypesE2eIT::isOfTheLanguage).toList()) {
                files.put("/" + types.getFileName(), Files.readString(types));
            }
        }
    }

    private static boolean isOfTheLanguage(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("lib.") && name.endsWith(".d.ts");
    }
}
