package dev.switchboard.bootstrap.e2e.live;

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

/// One running hub for all tests that use a [LiveHub]; the tests use different names. Its timeouts,
/// for acknowledgements for example, are short, it allows pages of another site, and phones may
/// send as fast as they like. They have longer than usual to sign in: on a busy machine their test
/// may be the one that is slow.
public final class SharedLiveHub implements ParameterResolver {

    /// Another origin that may connect.
    public static final String LISTED_PAGE = "https://shop.example";

    /// The lock of tests that script the hub's bot, because another test's message would take the
    /// step. Tests whose messages reach the bot, without scripting it, share it to read.
    public static final String BOT = "the shared hub's bot";

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
        return context.getRoot()
                .getStore(Namespace.create(SharedLiveHub.class))
                .computeIfAbsent(Holder.class, _ -> Holder.open(), Holder.class)
                .hub();
    }

    private record Holder(LiveHub hub, Path directory) implements AutoCloseable {

        static Holder open() {
            try {
                Path directory = Files.createTempDirectory("switchboard-live");
                LiveHub hub = LiveHub.open(directory, SETTINGS);
                hub.process().share();
                return new Holder(hub, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            hub.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
