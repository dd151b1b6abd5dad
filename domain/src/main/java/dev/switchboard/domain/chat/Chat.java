package dev.switchboard.domain.chat;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One time that a bot outside handed its user over to people:
///
/// ```text
///  asked for ──▶ CREATING ──▶ ON_HOLD ◀──▶ ACTIVE
///                    │        │     │        │
///                    └──▶ FAILED    └──▶ CLOSED
/// ```
///
/// A conversation has one live chat at most. Each change raises the `version`, so that a store can
/// tell a change that was overtaken from one that was not. What has ended never changes again.
///
/// @param number which one of its conversation, from 1
/// @param after the `seq` of what was said last before it: up to there, all is context
/// @param desk where people answer, by its name
/// @param reason why it ended, null while it lives
/// @param fence of the process whose news of the desk was taken last, 0 before any
public record Chat(
        ChatId id,
        ConversationId conversation,
        long number,
        long after,
        long version,
        State state,
        Request request,
        String desk,
        Times times,
        @Nullable EndReason reason,
        long fence) {

    public enum State {
        /// Its desk is being asked.
        CREATING,
        /// The user waits for somebody.
        ON_HOLD,
        /// Somebody answers.
        ACTIVE,
        /// It is over.
        CLOSED,
        /// It is over, and nobody ever answered.
        FAILED;

        public boolean live() {
            return this == CREATING || this == ON_HOLD || this == ACTIVE;
        }
    }

    /// Why a chat ended, and how its user goes on with the bot.
    public enum EndReason {
        /// The agent ended it, or gave the user back.
        DESK_ENDED(false, Way.SUCCESS),
        /// The bot took the user back.
        FINISHED(false, Way.SUCCESS),
        /// The user said one of the words that call the bot.
        KEYWORD(false, Way.NONE),
        /// Nothing was said for long.
        IDLE(false, Way.TIMEOUT),
        /// The desk does not know it any more.
        GONE(false, Way.TIMEOUT),
        /// Nobody came in time.
        UNANSWERED(true, Way.TIMEOUT),
        /// The desk has nobody for it.
        NOT_ROUTED(true, Way.TIMEOUT),
        /// The desk could not be asked.
        NOT_CREATED(true, Way.TIMEOUT),
        /// The desk does not want to hear of this user.
        BLOCKED(true, Way.BLOCKED);

        private final boolean failure;
        private final Way back;

        EndReason(boolean failure, Way back) {
            this.failure = failure;
            this.back = back;
        }

        /// Into which state of the bot its user is sent.
        public Way back() {
            return back;
        }
    }

    /// The states of a bot in which it takes a user back.
    public enum Way {
        SUCCESS,
        TIMEOUT,
        BLOCKED,
        /// The bot has the user already.
        NONE
    }

    /// What the bot asked for, and for whom.
    ///
    /// @param tenant whose agents may answer
    /// @param provider the platform that the user is on, such as `whatsapp`
    /// @param userId as that platform names the user
    /// @param botSlug, botId the bot that has the user otherwise
    /// @param phoneNumber may be empty
    /// @param extraData what the bot found out, an object
    /// @param flow by what it was routed
    /// @param subject what it is about, may be empty
    /// @param once what makes a repeat recognisable
    public record Request(
            TenantId tenant,
            String provider,
            String userId,
            String botSlug,
            String botId,
            String name,
            String email,
            String phoneNumber,
            Content.Json extraData,
            String flow,
            String subject,
            Once once) {

        /// Prints nothing that is private.
        @Override
        public String toString() {
            return "Request[" + provider + "]";
        }
    }

    /// What makes a repeated request recognisable.
    ///
    /// @param fingerprint a hash of what was asked
    /// @param key the caller's own, or null
    public record Once(String fingerprint, @Nullable String key) {

        private static final Duration SAME_BODY = Duration.ofMinutes(10);
        private static final Duration SAME_KEY = Duration.ofHours(24);

        /// Whether a request is a repeat of the one that made a chat.
        ///
        /// Only what succeeded is remembered, and what is still under way.
        public boolean repeats(Chat chat, Instant now) {
            boolean succeeded = chat.times.heldAt != null || chat.state == State.CREATING;
            if (!succeeded) {
                return false;
            }
            Once first = chat.request.once;
            Duration age = Duration.between(chat.times.createdAt, now);
            boolean byKey = key != null && key.equals(first.key) && age.compareTo(SAME_KEY) < 0;
            boolean byBody =
                    chat.state.live()
                            && fingerprint.equals(first.fingerprint)
                            && age.compareTo(SAME_BODY) < 0;
            return byKey || byBody;
        }
    }

    /// When it came into its states, to the millisecond, which every store keeps.
    ///
    /// @param heldAt when it was first on hold, null before
    /// @param joinedAt when somebody first answered, null before
    /// @param endedAt null while it lives
    /// @param since when it came into the state it is in
    /// @param backAt when the bot has the user again who was to ask once more until then; null if
    ///   nobody was told so
    public record Times(
            Instant createdAt,
            @Nullable Instant heldAt,
            @Nullable Instant joinedAt,
            @Nullable Instant endedAt,
            Instant since,
            @Nullable Instant backAt) {

        public Times {
            createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
            heldAt = heldAt == null ? null : heldAt.truncatedTo(ChronoUnit.MILLIS);
            joinedAt = joinedAt == null ? null : joinedAt.truncatedTo(ChronoUnit.MILLIS);
            endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MILLIS);
            since = since.truncatedTo(ChronoUnit.MILLIS);
            backAt = backAt == null ? null : backAt.truncatedTo(ChronoUnit.MILLIS);
        }

        /// Of one that lives.
        Times(
                Instant createdAt,
                @Nullable Instant heldAt,
                @Nullable Instant joinedAt,
                Instant since) {
            this(createdAt, heldAt, joinedAt, null, since, null);
        }
    }

    public static Chat begin(
            ChatId id,
            ConversationId conversation,
            long number,
            long after,
            Request request,
            String desk,
            Instant now) {
        Times times = new Times(now, null, null, now);
        return new Chat(
                id, conversation, number, after, 1, State.CREATING, request, desk, times, null, 0);
    }

    /// The desk has it: the user waits. Empty if it was opened before.
    public Optional<Chat> opened(Instant now) {
        return state == State.CREATING
                ? Optional.of(next(State.ON_HOLD, new Times(times.createdAt, now, null, now), null))
                : Optional.empty();
    }

    /// Somebody answers. Empty unless the user waits.
    public Optional<Chat> join(Instant now) {
        Instant first = times.joinedAt == null ? now : times.joinedAt;
        return state == State.ON_HOLD
                ? Optional.of(
                        next(
                                State.ACTIVE,
                                new Times(times.createdAt, times.heldAt, first, now),
                                null))
                : Optional.empty();
    }

    /// Nobody answers any more, and the user waits for somebody else. Empty unless somebody did.
    public Optional<Chat> hold(Instant now) {
        return state == State.ACTIVE
                ? Optional.of(
                        next(
                                State.ON_HOLD,
                                new Times(times.createdAt, times.heldAt, times.joinedAt, now),
                                null))
                : Optional.empty();
    }

    /// Empty if it is over already.
    public Optional<Chat> end(EndReason why, Instant now) {
        return end(why, now, null);
    }

    /// The same, when the bot was told that it may ask again until a time.
    public Optional<Chat> end(EndReason why, Instant now, @Nullable Instant backAt) {
        if (!state.live()) {
            return Optional.empty();
        }
        boolean failed = state == State.CREATING || (state == State.ON_HOLD && why.failure);
        Times then = new Times(times.createdAt, times.heldAt, times.joinedAt, now, now, backAt);
        return Optional.of(next(failed ? State.FAILED : State.CLOSED, then, why));
    }

    /// Another process hears its desk now.
    public Chat heardBy(long newFence) {
        return new Chat(
                id,
                conversation,
                number,
                after,
                version + 1,
                state,
                request,
                desk,
                times,
                reason,
                newFence);
    }

    /// The same without what it says of its user.
    public Chat erased() {
        Request nobodys =
                new Request(
                        request.tenant,
                        request.provider,
                        "erased",
                        request.botSlug,
                        request.botId,
                        "",
                        "",
                        "",
                        new Content.Json("{}"),
                        request.flow,
                        "",
                        request.once);
        return new Chat(
                id,
                conversation,
                number,
                after,
                version,
                state,
                nobodys,
                desk,
                times,
                reason,
                fence);
    }

    private Chat next(State next, Times then, @Nullable EndReason why) {
        return new Chat(
                id,
                conversation,
                number,
                after,
                version + 1,
                next,
                request,
                desk,
                then,
                why,
                fence);
    }
}
