package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.domain.secret.Secret;
import dev.switchboard.domain.session.BrowserId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Readable tokens: `browser-1`, `browser-2` and so on.
public final class FakeResumeTokens implements ResumeTokens {
    private static final String PREFIX = "browser-";

    private final AtomicInteger last = new AtomicInteger();

    /// The browser that the token `browser-<number>` stands for.
    public static BrowserId browser(int number) {
        return new BrowserId(String.format(Locale.ROOT, "%064x", number));
    }

    @Override
    public Secret issue() {
        return new Secret(PREFIX + last.incrementAndGet());
    }

    /// Accepts tokens with a number of up to nine digits, whether issued or not.
    @Override
    public Optional<BrowserId> verify(String token) {
        return token.matches(PREFIX + "[1-9][0-9]{0,8}")
                ? Optional.of(browser(Integer.parseInt(token.substring(PREFIX.length()))))
                : Optional.empty();
    }
}
