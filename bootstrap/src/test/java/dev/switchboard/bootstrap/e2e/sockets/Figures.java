package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a hub says about itself.
record Figures(HubProcess hub) {

    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    /// Connections that ended so far.
    ///
    /// @param reason such as `slow`
    int closed(String reason) {
        return sum("switchboard_sockets_closed_total", "reason=\"" + reason + "\"");
    }

    /// Connections that are open.
    int open() {
        return sum("switchboard_sockets_open", "");
    }

    /// Deliveries that are owed.
    ///
    /// @param target its kind, such as `desk`
    int pending(String target) {
        return sum("switchboard_pending", "target=\"" + target + "\"");
    }

    /// Handlers of events that failed so far, which none should.
    int failures() {
        return sum("switchboard_sockets_failures_total", "");
    }

    /// Threads of the system.
    int threads() {
        return sum("jvm_threads_live_threads", "");
    }

    private int sum(String name, String label) {
        HubClient management = HubClient.strangerAt(hub.managementUrl());
        return (int)
                management
                        .get("/actuator/prometheus")
                        .body()
                        .lines()
                        .filter(line -> line.startsWith(name) && line.contains(label))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum();
    }

    /// Megabytes of its heap that are in use, after a full collection.
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
