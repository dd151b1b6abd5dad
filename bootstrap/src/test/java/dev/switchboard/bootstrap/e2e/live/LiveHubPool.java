package dev.switchboard.bootstrap.e2e.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/// Running hubs for tests that need none of their own. Each class of tests has one for itself while
/// it runs, and leaves it to a later class; so tests use names that no other test uses.
///
/// A hub's timeouts, for acknowledgements for example, are short, it allows pages of another site,
/// and phones may send as fast as they like. They have longer than usual to sign in: on a busy
/// machine their test may be the one that is slow.
public final class LiveHubPool implements ParameterResolver {

    /// Another origin that may connect.
    public static final String LISTED_PAGE = "https://shop.example";

    private static final Namespace NAMESPACE = Namespace.create(LiveHubPool.class);

    private static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("SWITCHBOARD_NETOMI_ALLOWED_ORIGINS", LISTED_PAGE),
                    Map.entry("ALLOWED_ORIGIN", LISTED_PAGE),
                    Map.entry("SWITCHBOARD_NETOMI_SYNC_WAIT", "4s"),
                    Map.entry("SWITCHBOARD_NETOMI_REQUEST_TIMEOUT", "5s"),
                    Map.entry("SWITCHBOARD_NETOMI_ACK_TIMEOUT", "3s"),
                    Map.entry("SWITCHBOARD_PEGA_ACK_TIMEOUT", "2s"),
                    Map.entry("SWITCHBOARD_PEGA_NOTIFY_AFTER", "8s"),
                    Map.entry("SWITCHBOARD_REQUESTS_HEADER_TIMEOUT", "5s"),
                    Map.entry("SWITCHBOARD_REQUESTS_BODY_GRACE", "5s"),
                    Map.entry("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.1"),
                    Map.entry("SWITCHBOARD_SOCKETS_HANDSHAKES_PER_MINUTE", "100000"),
                    Map.entry("SWITCHBOARD_CTI_CONNECTIONS_PER_MINUTE", "100000"),
                    Map.entry("SWITCHBOARD_CTI_AUTH_TIMEOUT", "25s"),
                    Map.entry("SWITCHBOARD_CTI_FRAME_RATE", "1000"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(LiveHub.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Hubs hubs = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Hubs.class);
        return outermostClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(Loan.class, _ -> hubs.lend(), Loan.class)
                .hub();
    }

    /// Nested classes use the hub of the class around them.
    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        while (outermost.getParent().flatMap(ExtensionContext::getParent).isPresent()) {
            outermost = outermost.getParent().orElseThrow();
        }
        return outermost;
    }

    /// All hubs of the pool. They end with the last test.
    private static final class Hubs implements AutoCloseable {

        private final Queue<LiveHub> free = new ConcurrentLinkedQueue<>();
        private final Queue<Path> directories = new ConcurrentLinkedQueue<>();

        Loan lend() {
            LiveHub hub = free.poll();
            return new Loan(hub == null ? open() : hub, this);
        }

        private LiveHub open() {
            try {
                Path directory = Files.createTempDirectory("switchboard-live");
                directories.add(directory);
                LiveHub hub = LiveHub.open(directory, SETTINGS);
                hub.process().share();
                return hub;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            free.forEach(LiveHub::close);
            for (Path directory : directories) {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    /// A hub for one class of tests.
    private record Loan(LiveHub hub, Hubs hubs) implements AutoCloseable {

        @Override
        public void close() {
            hubs.free.add(hub);
        }
    }
}
