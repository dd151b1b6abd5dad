package dev.switchboard.bootstrap.e2e.sockets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The installation of the stock JavaScript clients, from their lock file, for as long as the tests
/// run.
public final class NodeHome {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "client.js", "phone.js");
    private static final int TO_INSTALL_SECONDS = 120;

    private NodeHome() {}

    /// Empty if there is no Node, or if its packages cannot be installed.
    public static Optional<Path> installIn(Path directory) {
        try {
            for (String file : FILES) {
                Files.copy(SOURCES.resolve(file), directory.resolve(file));
            }
            boolean installed =
                    runs(directory, "node", "--version")
                            && runs(directory, "npm", "ci", "--no-audit", "--no-fund");
            return installed ? Optional.of(directory) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs(Path directory, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("install.log").toFile())
                            .start();
            if (!process.waitFor(TO_INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // no such program
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
