package dev.switchboard.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a program beside a test says: one JSON value on each line.
public final class Lines {

    private static final Logger log = LoggerFactory.getLogger(Lines.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private Lines() {}

    /// Hears them on a thread of its own, until the program ends.
    ///
    /// To destroy a process closes what is being read, which is an end like another. Were it
    /// thrown, whoever waits for something at that moment would fail, in whatever test that is.
    public static void hear(Process program, Consumer<JsonNode> listener) {
        BufferedReader lines = program.inputReader(UTF_8);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        for (String line; (line = lines.readLine()) != null; ) {
                            listener.accept(JSON.readTree(line));
                        }
                    } catch (IOException e) {
                        log.debug("{} is heard no more", program, e);
                    }
                });
    }
}
