package dev.switchboard.adapter.out.persistence.mongo.chat;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.CHATS;

import dev.switchboard.adapter.out.persistence.mongo.record.Words;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.Chat.State;
import dev.switchboard.domain.chat.Chat.Times;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A chat as it is stored. What it does not have is absent.
///
/// @param id of the chat
/// @param open true until all that its end brings with it is done, then absent
record ChatDocument(
        String id,
        String conversation,
        long number,
        long after,
        long version,
        State state,
        @Nullable Boolean open,
        String desk,
        @Nullable EndReason reason,
        RequestDocument request,
        TimesDocument times,
        long fence) {

    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";
    private static final String EXTRA_DATA = "extra_data";
    private static final String SUBJECT = "subject";

    record RequestDocument(
            String tenant,
            String provider,
            String user,
            String botSlug,
            String bot,
            Words name,
            Words email,
            Words phone,
            Words extraData,
            String flow,
            Words subject,
            String fingerprint,
            @Nullable String key) {}

    record TimesDocument(
            Instant createdAt,
            @Nullable Instant heldAt,
            @Nullable Instant joinedAt,
            @Nullable Instant endedAt,
            Instant since,
            @Nullable Instant backAt) {}

    static ChatDocument open(Chat chat) {
        return of(chat, true);
    }

    /// One of which nothing is left to do.
    static ChatDocument finished(Chat chat) {
        return of(chat, null);
    }

    private static ChatDocument of(Chat chat, @Nullable Boolean open) {
        return new ChatDocument(
                chat.id().value(),
                chat.conversation().value(),
                chat.number(),
                chat.after(),
                chat.version(),
                chat.state(),
                open,
                chat.desk(),
                chat.reason(),
                from(chat.request(), chat.id().value()),
                from(chat.times()),
                chat.fence());
    }

    private static Words said(String text, String field, String chat) {
        return Words.said(text, Words.place(CHATS, field, chat));
    }

    private String text(Words words, String field) {
        return words.text(Words.place(CHATS, field, id));
    }

    private static RequestDocument from(Request request, String chat) {
        return new RequestDocument(
                request.tenant().value(),
                request.provider(),
                request.userId(),
                request.botSlug(),
                request.botId(),
                said(request.name(), NAME, chat),
                said(request.email(), EMAIL, chat),
                said(request.phoneNumber(), PHONE, chat),
                said(request.extraData().text(), EXTRA_DATA, chat),
                request.flow(),
                said(request.subject(), SUBJECT, chat),
                request.once().fingerprint(),
                request.once().key());
    }

    private static TimesDocument from(Times times) {
        return new TimesDocument(
                times.createdAt(),
                times.heldAt(),
                times.joinedAt(),
                times.endedAt(),
                times.since(),
                times.backAt());
    }

    Chat toChat() {
        return new Chat(
                new ChatId(id),
                new ConversationId(conversation),
                number,
                after,
                version,
                state,
                new Request(
                        new TenantId(request.tenant()),
                        request.provider(),
                        request.user(),
                        request.botSlug(),
                        request.bot(),
                        text(request.name(), NAME),
                        text(request.email(), EMAIL),
                        text(request.phone(), PHONE),
                        new Content.Json(text(request.extraData(), EXTRA_DATA)),
                        request.flow(),
                        text(request.subject(), SUBJECT),
                        new Once(request.fingerprint(), request.key())),
                desk,
                new Times(
                        times.createdAt(),
                        times.heldAt(),
                        times.joinedAt(),
                        times.endedAt(),
                        times.since(),
                        times.backAt()),
                reason,
                fence);
    }
}
