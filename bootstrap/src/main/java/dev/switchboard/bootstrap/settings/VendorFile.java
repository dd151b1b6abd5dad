package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/// A vendor's data about settings that is needed before there are beans. The file is in the
/// vendor's adapter, in `META-INF/switchboard`.
final class VendorFile {

    private final Properties facts = new Properties();

    /// @param name the file name without its extension
    VendorFile(String name) {
        String path = "META-INF/switchboard/" + name + ".properties";
        try (InputStream text = VendorFile.class.getClassLoader().getResourceAsStream(path)) {
            facts.load(Objects.requireNonNull(text, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String name) {
        return Objects.requireNonNull(facts.getProperty(name), name);
    }

    Set<String> names() {
        return facts.stringPropertyNames();
    }
}
