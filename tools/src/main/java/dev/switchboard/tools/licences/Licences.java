package dev.switchboard.tools.licences;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Takes out of the packaged hub what its libraries say of their licences, one folder each, and the
/// list of all of them with their licences' names (`sbom.cdx.json`).
///
/// Usage: `java -cp switchboard-tools.jar dev.switchboard.tools.licences.Licences <switchboard.jar>
/// <directory>`
public final class Licences {

    private static final String SBOM = "META-INF/sbom/application.cdx.json";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private Licences() {}

    public static void main(String[] arguments) throws IOException {
        copy(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void copy(Path hub, Path directory) throws IOException {
        boolean listed = false;
        try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(hub))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                String name = entry.getName();
                if (name.equals(SBOM)) {
                    write(directory.resolve("sbom.cdx.json"), jar);
                    listed = true;
                } else if (name.startsWith(LIBRARIES) && name.endsWith(".jar")) {
                    String library =
                            name.substring(LIBRARIES.length(), name.length() - ".jar".length());
                    copyFrom(
                            new ZipInputStream(jar),
                            directory.resolve("licences").resolve(library));
                }
            }
        }
        if (!listed) {
            throw new IOException(
                    "There is no " + SBOM + " in " + hub + ": Maven makes it only online.");
        }
    }

    /// The stream is part of another one, so it is not closed.
    private static void copyFrom(ZipInputStream library, Path directory) throws IOException {
        for (ZipEntry entry = library.getNextEntry();
                entry != null;
                entry = library.getNextEntry()) {
            String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            if (!entry.isDirectory() && tellsOfLicences(file.toUpperCase(Locale.ROOT))) {
                write(directory.resolve(file), library);
            }
        }
    }

    private static boolean tellsOfLicences(String file) {
        boolean named =
                file.contains("LICENSE") || file.startsWith("NOTICE") || file.startsWith("COPYING");
        return named && !file.endsWith(".CLASS") && !file.endsWith(".JAVA");
    }

    private static void write(Path file, InputStream content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content.readAllBytes());
    }
}
