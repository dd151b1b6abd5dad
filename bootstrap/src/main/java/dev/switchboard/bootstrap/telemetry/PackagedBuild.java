package dev.switchboard.bootstrap.telemetry;

import dev.switchboard.application.port.in.health.WatchHealth.Build;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// The build as described by the jar's manifest. Unpackaged classes have none.
final class PackagedBuild {

    private static final String OURS = "Switchboard";
    private static final String COMMIT = "Build-Commit";
    private static final Build UNPACKAGED = new Build("dev", "unknown");

    private PackagedBuild() {}

    /// The hub's jar comes first on the class path, so the first manifest is its own.
    static Build read() {
        try (InputStream manifest =
                PackagedBuild.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return manifest == null ? UNPACKAGED : of(new Manifest(manifest).getMainAttributes());
        } catch (IOException _) {
            return UNPACKAGED;
        }
    }

    static Build of(Attributes manifest) {
        return OURS.equals(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE))
                ? new Build(
                        or(
                                manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                                UNPACKAGED.version()),
                        or(manifest.getValue(COMMIT), UNPACKAGED.commit()))
                : UNPACKAGED;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }
}
