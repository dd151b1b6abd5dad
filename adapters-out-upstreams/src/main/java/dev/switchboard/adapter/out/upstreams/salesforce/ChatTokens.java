package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.StreamPosition;
import dev.switchboard.domain.desk.DeskSession.Token;
import dev.switchboard.domain.secret.Secret;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// The token of a session's user. It is renewed before its end and when it is refused; if renewal
/// fails, a new user continues in another conversation.
final class ChatTokens {

    private static final Logger LOG = LoggerFactory.getLogger(ChatTokens.class);

    /// Conversations are never replaced faster than this.
    static final Duration REPLACEMENT_PAUSE = Duration.ofMinutes(1);

    private static final CallResult NO_TOKEN = new CallResult.Forbidden("NO_TOKEN");
    private static final CallResult TOKEN_REFUSED = new CallResult.Forbidden("TOKEN_REFUSED");

    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_LIFE = Duration.ofHours(1);

    private final SalesforceContext context;
    private final ChatSession session;
    private final ReentrantLock token = new ReentrantLock();

    private volatile Instant replacedAt = Instant.MIN;

    ChatTokens(SalesforceContext context, ChatSession session) {
        this.context = context;
        this.session = session;
    }

    /// Makes a call with the current token, and once more with a renewed one if it is refused.
    /// Returns [CallResult.Forbidden] if that is refused too.
    CallResult call(Function<Secret, CallResult> call) {
        Token first = session.stored().token();
        if (first == null) {
            return NO_TOKEN;
        }
        CallResult outcome = call.apply(first.secret());
        if (!(outcome instanceof CallResult.Denied)) {
            return outcome;
        }
        CallResult renewed = renew(first.secret());
        Token second = session.stored().token();
        if (!(renewed instanceof CallResult.Done) || second == null) {
            return renewed;
        }
        CallResult again = call.apply(second.secret());
        return again instanceof CallResult.Denied ? TOKEN_REFUSED : again;
    }

    /// Whether a call was forbidden for what it asks, not because of its token.
    static boolean forbids(CallResult outcome) {
        return outcome instanceof CallResult.Forbidden
                && !outcome.equals(NO_TOKEN)
                && !outcome.equals(TOKEN_REFUSED);
    }

    /// Ensures that there is another token for the same user; a fresh one would be for another
    /// user.
    CallResult renew(Secret used) {
        token.lock();
        try {
            Token held = session.stored().token();
            if (held != null && !held.secret().equals(used)) {
                return new CallResult.Done(200, JsonText.read(""));
            }
            if (!context.renewals().take(context.clock().instant())) {
                return new CallResult.Away(Cause.BUSY, null, RENEWAL_PAUSE, false);
            }
            return renewed(context.chat().renew(used));
        } finally {
            token.unlock();
        }
    }

    private CallResult renewed(CallResult outcome) {
        return switch (outcome) {
            case CallResult.Away _ -> outcome;
            case CallResult.Done done when !done.text("accessToken").isEmpty() -> {
                Token next = token(done.text("accessToken"), context.clock().instant());
                yield session.keep(stored -> stored.with(next))
                        ? done
                        : new CallResult.Away(Cause.BUSY, null, null, false);
            }
            case CallResult.Done _ -> new CallResult.Away(Cause.BROKEN, null, null, false);
            case CallResult.Denied _,
                    CallResult.Forbidden _,
                    CallResult.Missing _,
                    CallResult.Refused _ ->
                    TOKEN_REFUSED;
        };
    }

    /// Renews the token before its end, for as long as the session lives. A token may live for
    /// hours longer than its chat, so the timer does not keep the session.
    void watch() {
        Token held = session.stored().token();
        if (held != null) {
            context.timer().at(held.renewAt(), ifStillThere(new WeakReference<>(this), context));
        }
    }

    private static Runnable ifStillThere(
            WeakReference<ChatTokens> tokens, SalesforceContext context) {
        return () -> {
            ChatTokens there = tokens.get();
            if (there != null) {
                context.executor().execute(there::tendIfDue);
            }
        };
    }

    private void tendIfDue() {
        Token held = session.stored().token();
        if (held != null && held.renewAt().isAfter(context.clock().instant())) {
            watch(); // it was refused and renewed meanwhile
        } else if (held != null) {
            tend(held);
        }
    }

    private void tend(Token held) {
        if (session.isStopped() || session.isEnded()) {
            return;
        }
        if (isRenewed(held)) {
            watch();
        } else {
            context.later(RENEWAL_PAUSE, () -> tend(held));
        }
    }

    /// Whether there is another token, of the same user or of a new one.
    private boolean isRenewed(Token held) {
        try {
            CallResult outcome = renew(held.secret());
            return outcome instanceof CallResult.Forbidden
                    ? replace(held.secret())
                    : !(outcome instanceof CallResult.Away);
        } catch (StoreUnavailableException _) {
            return false; // the token is not stored; Salesforce gives another one later
        }
    }

    /// Begins another conversation for the same chat and Case, as a new user: the previous one
    /// admits no further calls.
    ///
    /// @param refused the unusable token; does nothing if the current one differs
    boolean replace(Secret refused) {
        token.lock();
        try {
            Token held = session.stored().token();
            if (held != null && !held.secret().equals(refused)) {
                return true;
            }
            Instant now = context.clock().instant();
            boolean tooSoon = replacedAt.isAfter(now.minus(REPLACEMENT_PAUSE));
            boolean overSoon = session.isStopped() || session.isEnded();
            if (tooSoon || overSoon || !context.mints().take(now)) {
                return false;
            }
            replacedAt = now;
            return begin(context.chat().mint(session.known(Fact.DEPLOYMENT)), now);
        } finally {
            token.unlock();
        }
    }

    private boolean begin(CallResult minted, Instant now) {
        String text = minted instanceof CallResult.Done done ? done.text("accessToken") : "";
        if (!(minted instanceof CallResult.Done done) || text.isEmpty()) {
            return false;
        }
        String id = another(session.known(Fact.CONVERSATION));
        boolean kept =
                session.keep(stored ->
                        inAnother(stored, id)
                                .with(token(text, now))
                                .with(new StreamPosition(done.text("lastEventId"), now)));
        LOG.atWarn()
                .addKeyValue("action", "chat_replaced")
                .addKeyValue("chat", session.stored().chat())
                .log(
                        "The conversation of {} was closed to us and replaced by another one",
                        session.stored().chat());
        if (kept) {
            session.stream().cut();
            context.executor().execute(session.eventReader()::tellReplacement);
        }
        return kept;
    }

    /// Continues in another conversation, in which nothing was said yet.
    private static DeskSession inAnother(DeskSession session, String conversation) {
        return session.with(Fact.CONVERSATION, conversation)
                .without(Fact.BEGUN)
                .with(Fact.UNBRIEFED, conversation)
                .with(Fact.UNTOLD, conversation);
    }

    private static String another(String conversation) {
        return UUID.nameUUIDFromBytes((conversation + "/next").getBytes(UTF_8)).toString();
    }

    /// A token with the expiry from its claims; renewed when four fifths of its life are over.
    static Token token(String text, Instant now) {
        String[] parts = text.split("\\.", -1);
        JsonNode claims = parts.length == 3 ? claims(parts[1]) : JsonText.read("");
        long from = claims.path("iat").asLong(now.getEpochSecond());
        long until = claims.path("exp").asLong(0);
        Duration life = until > from ? Duration.ofSeconds(until - from) : UNKNOWN_LIFE;
        return new Token(new Secret(text), now.plus(life.multipliedBy(4).dividedBy(5)));
    }

    private static JsonNode claims(String part) {
        try {
            return JsonText.read(new String(Base64.getUrlDecoder().decode(part), UTF_8));
        } catch (IllegalArgumentException _) {
            return JsonText.read("");
        }
    }
}
