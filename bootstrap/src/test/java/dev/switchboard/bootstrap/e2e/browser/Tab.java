package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A page in a browser.
///
/// @param person the owner; tabs of one person share cookies
/// @param witness who hears what goes wrong in it
record Tab(DevTools devTools, String session, String person, Witness witness) {

    private static final Duration TO_LOAD = Duration.ofSeconds(60);

    private static final String AXE =
            """
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(
                ({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) =>
                    `${id}: ${html} ${failureSummary}`)))\
            """;

    Tab(DevTools devTools, String session, String person) {
        this(devTools, session, person, new Witness());
    }

    /// Lets the browser tell what goes wrong in it.
    void watch() {
        devTools.listen(session, witness::hear);
        Witness.DOMAINS.forEach(domain -> devTools.ask(domain + ".enable", Map.of(), session));
        devTools.ask("Page.enable", Map.of(), session);
    }

    /// Runs a script in each of its documents from now on, before those of the page.
    void before(String script) {
        devTools.ask("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script), session);
    }

    /// What went wrong in all its documents.
    List<String> wrong() {
        return witness.wrong();
    }

    void go(URI address) {
        witness.allow(address);
        devTools.ask("Page.navigate", Map.of("url", address.toString()), session);
        awaitLoad();
    }

    void reload() {
        run("window.old = true");
        devTools.ask("Page.reload", Map.of(), session);
        await().atMost(TO_LOAD)
                .ignoreExceptions()
                .until(() ->
                        run("!window.old && document.readyState === 'complete'").booleanValue());
    }

    private void awaitLoad() {
        await().atMost(TO_LOAD)
                .ignoreExceptions()
                .until(() ->
                        run("location.href !== 'about:blank' && document.readyState === 'complete'")
                                .booleanValue());
    }

    /// @return the value of a JavaScript expression; for a promise, its result
    JsonNode run(String expression) {
        JsonNode result =
                devTools.ask(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "awaitPromise", true,
                                "returnByValue", true),
                        session);
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /// Types a text where the focus is, as a keyboard does.
    void type(String text) {
        devTools.ask("Input.insertText", Map.of("text", text), session);
    }

    /// Writes a text that is not settled, as a method for many signs does before somebody chooses.
    void compose(String text) {
        int end = text.length();
        devTools.ask(
                "Input.imeSetComposition",
                Map.of("text", text, "selectionStart", end, "selectionEnd", end),
                session);
    }

    /// Presses a key where the focus is.
    ///
    /// @param code of the key's place, such as `KeyA`
    /// @param modifiers 1 for Alt, 2 for Ctrl, 8 for Shift; their sum for several
    void press(String key, String code, int number, int modifiers) {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            devTools.ask(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", type,
                            "key", key,
                            "code", code,
                            "windowsVirtualKeyCode", number,
                            "modifiers", modifiers),
                    session);
        }
    }

    /// Presses Enter where the focus is, with everything that a browser makes of it.
    void enter() {
        Map<String, Object> key =
                Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13);
        Map<String, Object> down = new HashMap<>(key);
        down.putAll(Map.of("type", "keyDown", "text", "\r"));
        devTools.ask("Input.dispatchKeyEvent", down, session);
        Map<String, Object> up = new HashMap<>(key);
        up.put("type", "keyUp");
        devTools.ask("Input.dispatchKeyEvent", up, session);
    }

    /// Makes its line and its machine slow.
    ///
    /// @param latency for there and back, in milliseconds
    /// @param kilobits in a second, in each direction
    /// @param times how much longer the processor needs
    void slow(int latency, int kilobits, int times) {
        int bytes = kilobits * 1000 / 8;
        devTools.ask(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline", false,
                        "latency", latency,
                        "downloadThroughput", bytes,
                        "uploadThroughput", bytes),
                session);
        devTools.ask("Emulation.setCPUThrottlingRate", Map.of("rate", times), session);
    }

    /// Lets it load everything anew from now on.
    void withoutCache() {
        devTools.ask("Network.setCacheDisabled", Map.of("cacheDisabled", true), session);
    }

    /// What the browser counts of it, such as `ThreadTime`: the seconds of a processor that its
    /// main thread has taken, without what other programs took meanwhile.
    double figure(String name) {
        devTools.ask("Performance.enable", Map.of(), session);
        return devTools.ask("Performance.getMetrics", Map.of(), session)
                .path("metrics")
                .valueStream()
                .filter(metric -> metric.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value")
                .asDouble();
    }

    /// The bytes that its scripts need.
    double heap() {
        devTools.ask("HeapProfiler.collectGarbage", Map.of(), session);
        return figure("JSHeapUsedSize");
    }

    /// Lets it load none of these, as if the hub did not have them.
    ///
    /// @param addresses with `*` for anything
    void miss(String... addresses) {
        devTools.ask("Network.setBlockedURLs", Map.of("urls", List.of(addresses)), session);
    }

    /// Sets the preferred colour scheme.
    void prefers(String scheme) {
        media("prefers-color-scheme", scheme);
    }

    /// Shows it in the few colours that a system with high contrast has.
    void forcesColours() {
        media("forced-colors", "active");
    }

    private void media(String feature, String value) {
        devTools.ask(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))),
                session);
    }

    /// Lets it live on, or stand still as the browser does with a tab that nobody looks at.
    ///
    /// @param state `active` or `frozen`
    void lives(String state) {
        devTools.ask("Page.setWebLifecycleState", Map.of("state", state), session);
    }

    /// Waits until all that has changed by now is drawn.
    void awaitDrawn() {
        run("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    }

    static String script(String name) throws IOException {
        try (InputStream file = Tab.class.getResourceAsStream(name)) {
            return new String(requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    /// The findings of axe.
    List<String> findings() throws IOException {
        if (!run("'axe' in window").asBoolean()) {
            run(script("/axe.min.js") + ";1");
        }
        return run(AXE).valueStream().map(JsonNode::asString).toList();
    }

    /// Asserts that axe finds nothing in both themes, and leaves it in the light one.
    void assertNoFindings(String look) throws IOException {
        for (String theme : List.of("dark", "light")) {
            prefers(theme);
            awaitDrawn();
            assertThat(findings()).as(look + ", " + theme).isEmpty();
        }
    }

    /// Shows it on a screen of this size, in pixels of the page.
    void resize(int width, int height) {
        devTools.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false),
                session);
    }

    /// @return a picture of it, as PNG
    byte[] picture(int width, int height) {
        resize(width, height);
        String data =
                devTools.ask("Page.captureScreenshot", Map.of("format", "png"), session)
                        .path("data")
                        .asString();
        return Base64.getDecoder().decode(data);
    }
}
