package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The types in the comments of the console's scripts.
class ConsoleTypesE2eIT {

    private static final Path CONSOLE =
            Path.of("../adapters-in-web/src/main/resources/console").toAbsolutePath().normalize();
    private static final String PLANTED = "/js/planted.js";

    @Test
    void holdExceptTheOneThatIsWrongOnPurpose(@TempDir Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put(PLANTED, "/** @type {number} */\nexport const wrong = 'text';\n");
        addScripts(files);

        assertThat(TypeChecker.errors(directory, files))
                .containsExactly(PLANTED + ":2 Type 'string' is not assignable to type 'number'.");
    }

    private static void addScripts(Map<String, String> files) throws IOException {
        try (Stream<Path> all = Files.walk(CONSOLE)) {
            for (Path script : all.filter(path -> path.toString().endsWith(".js")).toList()) {
                files.put("/" + CONSOLE.relativize(script), Files.readString(script));
            }
        }
    }
}
