package dev.switchboard.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The files that the site is made of. Names of files are relative to the repository and have
/// slashes.
record Repository(Path root) {

    /// The documents: those at the top, and all below `docs`.
    List<String> documents() {
        List<String> names = new ArrayList<>(files(""));
        names.addAll(below("docs"));
        return names.stream().filter(name -> name.endsWith(".md")).sorted().toList();
    }

    /// All files of a folder and its folders.
    List<String> below(String folder) {
        try (Stream<Path> tree = Files.walk(root.resolve(folder))) {
            return tree.filter(Files::isRegularFile).map(this::name).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files directly in a folder.
    List<String> files(String folder) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.filter(Files::isRegularFile).map(this::name).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    boolean hasFile(String name) {
        return Files.isRegularFile(root.resolve(name));
    }

    boolean hasFolder(String name) {
        return Files.isDirectory(root.resolve(name));
    }

    String text(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
