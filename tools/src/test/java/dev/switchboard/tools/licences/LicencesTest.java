package dev.switchboard.tools.licences;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";

    @TempDir Path directory;

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void takesTheListAndWhatEachLibrarySaysOfItsLicence() throws IOException {
        byte[] library =
                zip(
                        Map.of(
                                "META-INF/LICENSE.txt", text("a licence"),
                                "NOTICE", text("a notice"),
                                "org/example/License.class", text("code"),
                                "org/example/Main.class", text("code")));
        Path hub =
                Files.write(
                        directory.resolve("hub.jar"),
                        zip(
                                Map.of(
                                        SBOM,
                                        text("{}"),
                                        "BOOT-INF/lib/example-1.0.jar",
                                        library,
                                        "BOOT-INF/classes/LICENSE",
                                        text("ours"))));

        Licences.copy(hub, directory.resolve("archive"));

        Path licences = directory.resolve("archive/licences");
        assertThat(licences).isDirectoryContaining("glob:**/example-1.0");
        assertThat(licences.resolve("example-1.0")).isDirectoryNotContaining("glob:**.class");
        assertThat(licences.resolve("example-1.0/LICENSE.txt")).hasContent("a licence");
        assertThat(licences.resolve("example-1.0/NOTICE")).hasContent("a notice");
        assertThat(directory.resolve("archive/sbom.cdx.json")).hasContent("{}");
    }

    @Test
    void refusesAHubWithoutAList() throws IOException {
        Path hub = Files.write(directory.resolve("hub.jar"), zip(Map.of("a", text("b"))));

        assertThatIOException()
                .isThrownBy(() -> Licences.copy(hub, directory.resolve("archive")))
                .withMessageContaining(SBOM);
    }
}
