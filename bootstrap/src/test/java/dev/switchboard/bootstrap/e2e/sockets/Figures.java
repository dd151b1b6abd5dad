package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.HubProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The metrics of a hub.
record Figures(HubProcess hub) {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /// The number of connections that have ended so far.
    ///
    /// @param reason such as `slow`
    int closed(String reason) {
        return sum("switchboard_sockets_closed_total", "reason=\"" + reason + "\"");
    }

    /// The number of open connections.
    int open() {
        return sum("switchboard_sockets_open", "");
    }

    /// The number of pending deliveries.
    ///
    /// @param target its kind, such as `desk`
    int pending(String target) {
        return sum("switchboard_pending", "target=\"" + target + "\"");
    }

    /// The number of failed event handlers so far, which should be zero.
    int failures() {
        return sum("switchboard_sockets_failures_total", "");
    }

    /// The number of the system's threads.
    int threads() {
        return sum("jvm_threads_live_threads", "");
    }

    private int sum(String name, String label) {
        return (int)
                hub.metrics()
                        .lines()
                        .filter(line -> line.startsWith(name) && line.contains(label))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
    }

    /// The used megabytes of its heap after a full collection.
    long liveMegabytes() {
        for (String line : histogram()) {
            Matcher total = TOTAL.matcher(line);
            if (total.find()) {
                return Long.parseLong(total.group(1)) >> 20;
            }
        }
        throw new IllegalStateException("no total");
    }

    private List<String> histogram() {
        ProcessBuilder command =
                new ProcessBuilder(JCMD, "" + hub.pid(), "GC.class_histogram")
                        .redirectErrorStream(true);
        try (BufferedReader lines = command.start().inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
