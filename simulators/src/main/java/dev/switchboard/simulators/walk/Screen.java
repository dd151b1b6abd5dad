package dev.switchboard.simulators.walk;

import java.io.PrintStream;

/// What a person is shown of the walk: paragraphs, of which many begin with a title.
final class Screen {

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
