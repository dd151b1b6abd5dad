package dev.switchboard.bootstrap.e2e;

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

/// One running hub for all tests that use a [World]; the tests use different names.
final class SharedWorld implements ParameterResolver {

    /// A host that resolves to a forbidden address.
    static final String PRIVATE_HOST = "turned-private.example";

    /// Short waits, as environment variables.
    static final Map<String, String> IMPATIENCE =
            Map.of(
                    "SWITCHBOARD_CHANNELS_SYNC_WAIT", "3s",
                    "SWITCHBOARD_CHANNELS_REQUEST_TIMEOUT", "6s",
                    "SWITCHBOARD_SWEEP", "2s");

    /// The option of a Java that knows the names of this machine and of [#PRIVATE_HOST], and no
    /// other.
    static String names(Path directory) throws IOException {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 localhost\n10.0.0.7 " + PRIVATE_HOST + "\n");
        return "-Djdk.net.hosts.file=" + hosts;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(World.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedWorld.class))
                .computeIfAbsent(Holder.class, _ -> Holder.open(), Holder.class)
                .world();
    }

    private record Holder(World world, Path directory) implements AutoCloseable {

        static Holder open() {
            try {
                Path directory = Files.createTempDirectory("switchboard-e2e");
                World world = World.open(directory, IMPATIENCE, names(directory));
                world.hub.share();
                return new Holder(world, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            world.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
