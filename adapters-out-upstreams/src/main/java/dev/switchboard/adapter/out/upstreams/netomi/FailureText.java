package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.domain.Utf8;
import dev.switchboard.domain.secret.Secret;
import java.util.regex.Pattern;

/// The peer's text about a failure, checked and made safe to show.
final class FailureText {

    private static final int MAX_LENGTH = 500;

    /// The part of a body that is looked at; a stranger may have written it, up to 1 MiB.
    private static final int MAX_READ = 8_192;

    private static final String HIDDEN = "***";

    private static final Pattern IDENTITY =
            Pattern.compile(
                    "unauthorized|authentication|invalid token|expired token|token expired"
                            + "|access denied",
                    Pattern.CASE_INSENSITIVE);

    /// A member whose name marks its value as a secret.
    private static final Pattern NAMED =
            Pattern.compile(
                    "(\"[\\w-]*(?:token|secret|password|authorization)\"\\s*+:\\s*+\")[^\"]*+",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern BEARER =
            Pattern.compile("\\bBearer\\s++[^\\s\"',;<>]++", Pattern.CASE_INSENSITIVE);

    private static final Pattern JWT =
            Pattern.compile(
                    "(?<![\\w-])[\\w-]{8,}+\\.[\\w-]{8,}+\\.[\\w-]{8,}+"
                            + "|eyJ[\\w-]++(?:\\.[\\w-]*+)*+");

    private FailureText() {}

    /// Whether the failure is about our credentials, whatever its status.
    static boolean aboutIdentity(Exchange.Answered answer) {
        return IDENTITY.matcher(answer.text()).find();
    }

    /// At most 500 characters, without markup, control characters and secrets.
    ///
    /// @param used a secret that we sent and that must not be shown
    static String of(Exchange.Answered answer, Secret used) {
        String quoted = redacted(beginning(answer.text()), used);
        return Utf8.beginning(redacted(answer.withText(quoted).readable(), used), MAX_LENGTH);
    }

    /// Ends before a word that would be cut, because half a secret would not be recognised.
    private static String beginning(String text) {
        if (text.length() <= MAX_READ) {
            return text;
        }
        int end = MAX_READ;
        while (end > 0 && !endsWord(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean endsWord(char c) {
        return c == '"' || Character.isWhitespace(c);
    }

    /// Runs before shortening, because half a secret would not be recognised, and once more for
    /// what was escaped in JSON.
    private static String redacted(String text, Secret used) {
        String known = text.replace(used.reveal(), HIDDEN);
        String named = NAMED.matcher(known).replaceAll("$1" + HIDDEN);
        String bearer = BEARER.matcher(named).replaceAll(HIDDEN);
        return JWT.matcher(bearer).replaceAll(HIDDEN);
    }
}
