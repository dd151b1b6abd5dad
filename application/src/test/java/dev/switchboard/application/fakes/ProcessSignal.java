package dev.switchboard.application.fakes;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals of the system that Java cannot send itself.
public enum ProcessSignal {
    /// Stops a process for a while, with its connections.
    STOP,
    CONT;

    public void send(Process process) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling", e);
        }
    }
}
