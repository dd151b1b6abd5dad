package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.LoggerFactory;

/// Programs that check files for a deployment. A machine need not have them.
final class Checker {

    private Checker() {}

    /// @return what the program says; without it the test is skipped
    static String said(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException _) {
            String missing = "SKIPPED: " + command[0] + " is not installed here";
            LoggerFactory.getLogger(Checker.class).warn(missing);
            return abort(missing);
        }
        try {
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
