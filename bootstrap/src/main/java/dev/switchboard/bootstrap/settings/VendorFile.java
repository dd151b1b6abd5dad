package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/// Facts about a vendor's settings that are needed before there are beans. They stand with the
/// vendor, in `META-INF/switchboard` of its adapter.
final class VendorFile {

    private final Properties facts = new Properties();

    /// @param name of the file, without its ending
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
