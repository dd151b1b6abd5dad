package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The output of a program beside a test: one JSON value on each line.
public final class Lines {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private Lines() {}

    /// Reads the lines on a separate thread, until the program ends.
    ///
    /// Destroying a process closes the stream that is being read, which counts as a normal end. If
    /// an exception were thrown, it could fail another test that is waiting at that moment.
    public static void hear(Process program, Consumer<JsonNode> listener) {
        BufferedReader lines = program.inputReader(UTF_8);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        for (String line; (line = lines.readLine()) != null; ) {
                            listener.accept(JSON.readTree(line));
                        }
                    } catch (IOException e) {
                        LOG.debug("{} is heard no more", program, e);
                    }
                });
    }
}
