package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.out.upstream.DeskTokens;
import dev.switchboard.domain.delivery.Target;
import org.jspecify.annotations.Nullable;

/// Accepts `genuine` as a token of the unnamed desk and `genuine-two` as one of the desk `two`. A
/// token without a letter `e` is unreadable.
public final class FakeDeskTokens implements DeskTokens {

    private volatile boolean configured;

    public void configured(boolean now) {
        configured = now;
    }

    @Override
    public String system() {
        return "pega";
    }

    @Override
    public TokenStatus verify(@Nullable String token) {
        if (!configured) {
            return new TokenStatus.NotConfigured();
        }
        return switch (token) {
            case "genuine" -> genuine("default");
            case "genuine-two" -> genuine("two");
            case String other when other.contains("e") -> new TokenStatus.Refused();
            case null, default -> new TokenStatus.Unreadable();
        };
    }

    private static TokenStatus genuine(String name) {
        return new TokenStatus.Genuine(new Target(Target.Kind.DESK, "pega/" + name));
    }
}
