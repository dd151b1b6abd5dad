package dev.switchboard.adapter.out.persistence.kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A folder of files in one archive, without logs and locks. The same files make the same archive.
public final class KeptFolder {

    private static final LocalDateTime WHEN = LocalDateTime.of(2026, 1, 31, 12, 0);

    private KeptFolder() {}

    /// @param folder whose folder `store` is packed
    static void pack(Path folder, Path archive) {
        try (Stream<Path> tree = Files.walk(folder.resolve("store"));
                OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            List<Path> files = tree.filter(KeptFolder::isData).sorted().toList();
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                entry.setTimeLocal(WHEN);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && !name.startsWith("LOG") && !name.equals("LOCK");
    }

    /// @param archive one that [#pack] made
    public static void unpack(Path archive, Path folder) {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IllegalArgumentException("outside: " + entry.getName());
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
