package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// A hub with short timeouts, but with room for any number of connections and messages from one
/// address.
record ImpatientHub(LiveHub hub, Figures figures, Path directory) implements AutoCloseable {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_SOCKETS_SLOW_AFTER", "10s",
                    "SWITCHBOARD_SOCKETS_PING_INTERVAL", "3s",
                    "SWITCHBOARD_SOCKETS_PING_TIMEOUT", "5s",
                    "SWITCHBOARD_SOCKETS_DRAIN_WITHIN", "1s",
                    "SWITCHBOARD_SOCKETS_EVENT_RATE", "1000000",
                    "SWITCHBOARD_SOCKETS_MAX_PER_NETWORK", "100000",
                    "SWITCHBOARD_SOCKETS_HANDSHAKES_PER_MINUTE", "1000000",
                    "SWITCHBOARD_SOCKETS_MAX_UNBOUND_PER_ADDRESS", "10000");

    /// Gives a test class its own hub, so that other classes do not affect its measurements.
    static final class OnePerClass implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(ImpatientHub.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext testClass) {
            return testClass
                    .getStore(Namespace.create(OnePerClass.class))
                    .computeIfAbsent(ImpatientHub.class, _ -> open(), ImpatientHub.class);
        }
    }

    private static ImpatientHub open() {
        try {
            Path directory = Files.createTempDirectory("switchboard-impatient");
            LiveHub hub = LiveHub.open(directory, SETTINGS);
            return new ImpatientHub(hub, new Figures(hub.process()), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WirePage page(Map<String, ?> auth) {
        return WirePage.at(hub.process().url(), auth);
    }

    @Override
    public void close() throws IOException {
        hub.close();
        FileSystemUtils.deleteRecursively(directory);
    }
}
