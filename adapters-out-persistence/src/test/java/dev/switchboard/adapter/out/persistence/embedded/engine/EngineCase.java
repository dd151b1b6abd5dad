package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An empty store for each test, without any port.
public class EngineCase {

    /// The folder of the store's files in a data directory.
    protected static final String STORE = "store";

    @TempDir protected Path dataDir;

    private @Nullable OpenEngine open;

    @BeforeEach
    void open() {
        open = OpenEngine.in(dataDir.resolve(STORE), OpenEngine.KEY_ID, () -> {});
    }

    @AfterEach
    protected void close() {
        opened().close();
    }

    private OpenEngine opened() {
        return requireNonNull(open);
    }

    protected Store engine() {
        return opened().store();
    }

    protected long commits() {
        return opened().gate().commits();
    }

    /// Truncates every record whose key contains a text, bypassing the hub.
    protected void damage(Table table, String inKey) {
        List<byte[]> keys = keys(table, inKey);
        assertThat(keys).isNotEmpty();
        engine().write(batch -> {
            keys.forEach(key -> batch.put(table, key, new byte[] {1}));
            return keys;
        });
    }

    /// Stores records in the form of an earlier hub.
    ///
    /// @param resource a line for each, with its key and its value in hexadecimal digits
    protected void putOld(Table table, String resource) {
        HexFormat hex = HexFormat.of();
        List<String[]> records = lines(resource).map(line -> line.split(" ", -1)).toList();
        engine().write(batch -> {
            records.forEach(
                    record -> batch.put(table, hex.parseHex(record[0]), hex.parseHex(record[1])));
            return records;
        });
    }

    private static Stream<String> lines(String resource) {
        try (InputStream bytes = requireNonNull(EngineCase.class.getResourceAsStream(resource))) {
            return new String(bytes.readAllBytes(), ISO_8859_1).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected boolean isEmpty(Table table) {
        return engine().read(view -> {
            try (Scan scan = view.scan(table, new byte[0], new byte[] {-1})) {
                return !scan.next();
            }
        });
    }

    protected List<byte[]> keys(Table table, String inKey) {
        return engine().read(view -> {
            List<byte[]> keys = new ArrayList<>();
            try (Scan scan = view.scan(table, new byte[0], new byte[] {-1})) {
                while (scan.next()) {
                    boolean meant = new String(scan.key(), ISO_8859_1).contains(inKey);
                    if (meant && scan.value().length > 0) {
                        keys.add(scan.key());
                    }
                }
            }
            return keys;
        });
    }
}
