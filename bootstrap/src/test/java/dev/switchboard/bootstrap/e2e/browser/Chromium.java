package dev.switchboard.bootstrap.e2e.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// A headless browser for several people: each person has separate cookies, which their tabs share.
final class Chromium implements AutoCloseable {

    /// The first draws no windows around its pages, and takes an eighth of the processor's time to
    /// start.
    private static final List<String> NAMES =
            List.of(
                    "chromium-headless-shell",
                    "chromium",
                    "chromium-browser",
                    "google-chrome",
                    "google-chrome-stable");

    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final int TO_END_SECONDS = 30;

    private final Process process;
    private final DevTools devTools;

    private Chromium(Process process, DevTools devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    /// Its path, if it is installed.
    private static Optional<Path> installed() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts it, or aborts the test if it is not installed.
    ///
    /// @param directory for its data
    static Chromium startIn(Path directory) throws IOException {
        Optional<Path> executable = installed();
        if (executable.isEmpty()) {
            String missing = "SKIPPED: no Chromium on the PATH, so no page is tried in a browser";
            LoggerFactory.getLogger(Chromium.class).warn(missing);
            abort(missing);
        }
        return start(
                executable.orElseThrow(), Files.createDirectory(directory.resolve("chromium")));
    }

    private static Chromium start(Path executable, Path profile) {
        List<String> command =
                Stream.of(
                                executable.toString(),
                                "--headless=new",
                                "--no-sandbox", // tests may run as root, and see our own pages only
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(profile.resolve("chromium.log").toFile())
                            .start();
            Path portFile = profile.resolve("DevToolsActivePort");
            await().atMost(TO_START).until(() -> written(portFile));
            List<String> lines = Files.readAllLines(portFile);
            URI address = URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.get(1));
            return new Chromium(process, new DevTools(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean written(Path portFile) throws IOException {
        return Files.exists(portFile) && Files.readAllLines(portFile).size() == 2;
    }

    /// A page of a new person.
    Tab open(URI address) {
        String person =
                devTools.ask("Target.createBrowserContext", Map.of(), null)
                        .path("browserContextId")
                        .asString();
        return open(person, address);
    }

    /// Another page of the same person.
    Tab openBeside(Tab tab, URI address) {
        return open(tab.person(), address);
    }

    private Tab open(String person, URI address) {
        String target =
                devTools.ask(
                                "Target.createTarget",
                                Map.of("url", "about:blank", "browserContextId", person),
                                null)
                        .path("targetId")
                        .asString();
        String session =
                devTools.ask(
                                "Target.attachToTarget",
                                Map.of("targetId", target, "flatten", true),
                                null)
                        .path("sessionId")
                        .asString();
        Tab tab = new Tab(devTools, session, person);
        tab.watch();
        tab.go(address);
        return tab;
    }

    /// Ends it like a crash, with all its pages.
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        awaitEnd();
    }

    /// Our process may be the script that started the browser. It ends after the browser, when that
    /// leaves its directory alone.
    @Override
    public void close() {
        if (process.isAlive()) {
            devTools.endBrowser();
            if (!awaitEnd()) {
                kill();
            }
        }
        devTools.close();
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(TO_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
