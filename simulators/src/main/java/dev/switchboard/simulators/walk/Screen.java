package dev.switchboard.simulators.walk;

import java.io.PrintStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The output of the walk: paragraphs, of which many begin with a title.
final class Screen {

    private static final int COLUMNS = 100;
    private static final int LINES = 12;
    private static final String INDENT = "    ";

    /// Places between values of JSON, where white space means nothing. After a number only the name
    /// of a member shows that the comma is not part of a text.
    private static final Pattern BETWEEN_VALUES =
            Pattern.compile("(?<=[\"}\\]],)(?= ?[\"{\\[])|(?<=[0-9el],)(?= ?\"\\w+\":)");

    private static final int EXCERPT = 400;
    private static final int SHOWN_OF_A_SECRET = 8;

    private final PrintStream out;
    private String step = "The walk";
    private boolean blank;

    Screen(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        step = text;
        pause();
        say("# " + text);
    }

    void say(String text) {
        out.println(text);
        blank = false;
    }

    /// Ends a paragraph.
    void pause() {
        if (!blank) {
            out.println();
            blank = true;
        }
    }

    /// Breaks JSON so that it fits a terminal, and still is the same JSON.
    static String fitted(String text) {
        return text.lines().map(Screen::fittedLine).collect(Collectors.joining("\n"));
    }

    private static String fittedLine(String line) {
        StringBuilder fitted = new StringBuilder();
        int column = 0;
        for (String part : BETWEEN_VALUES.splitAsStream(line).toList()) {
            boolean next = column > 0 && column + part.length() > COLUMNS;
            String shown = next ? "\n" + INDENT + part.stripLeading() : part;
            column = next ? shown.length() - 1 : column + part.length();
            fitted.append(shown);
        }
        return fitted.toString();
    }

    /// Returns the first lines of a long answer, and how many it has.
    static String beginning(String answer) {
        long lines = answer.lines().count();
        return lines <= LINES
                ? answer
                : answer.lines().limit(LINES).collect(Collectors.joining("\n"))
                        + "\n%s… %d more lines".formatted(INDENT, lines - LINES);
    }

    /// The step that was shown last did not happen.
    StepFailedException failed(String why) {
        return new StepFailedException(step, why);
    }

    static String excerpt(String text) {
        return text.substring(0, Math.min(EXCERPT, text.length()));
    }

    /// Shows no more than the beginning of a secret: it works for an hour.
    static String without(String secret, String text) {
        return secret.isEmpty()
                ? text
                : text.replace(secret, secret.substring(0, SHOWN_OF_A_SECRET) + "…");
    }
}
