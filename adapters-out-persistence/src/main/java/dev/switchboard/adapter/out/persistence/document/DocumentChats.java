package dev.switchboard.adapter.out.persistence.document;

import static java.util.function.Predicate.not;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Amendment;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Change;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Outcome;
import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.application.port.out.chat.Chats;
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
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Chats by id, numbered within each conversation. A new number is only assigned after the previous
/// chat ended, and an ended chat never lives again, so unique numbers guarantee a single live chat
/// per conversation. Chats are removed with their conversation.
public final class DocumentChats implements Chats {

    private static final Index OPEN = TableForm.CHATS.index("open");
    private static final Index NUMBERS = TableForm.CHATS.index("conversation");
    private static final Function<Document, Stream<Chat>> READER =
            DocumentFields.reader(TableForm.CHATS, DocumentChats::toChat);

    private final DocumentTable table;

    /// @param table a table of the form [TableForm#CHATS]
    public DocumentChats(DocumentTable table) {
        this.table = table;
    }

    @Override
    public List<Chat> newest(ConversationId conversation, int limit) {
        return table.scan(NUMBERS, new Range.Only(conversation.value()), limit).stream()
                .flatMap(READER)
                .toList();
    }

    @Override
    public Optional<Chat> find(ChatId id) {
        return table.find(id.value()).stream().flatMap(READER).findFirst();
    }

    @Override
    public Changed begin(Chat chat) {
        Optional<Chat> last = newest(chat.conversation(), 1).stream().findFirst();
        return last.filter(there -> there.state().live() || there.number() >= chat.number())
                .map(there -> changed(chat, there))
                .orElseGet(() -> changed(chat, table.write(new Change.Insert(open(chat)))));
    }

    @Override
    public Changed change(long expected, Chat next) {
        return changed(next, table.write(new Amendment.Replace(open(next), expected)));
    }

    private static Changed changed(Chat next, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> new Changed.Done();
            case Outcome.Refused(@Nullable Document there) ->
                    changed(
                            next,
                            Stream.ofNullable(there).flatMap(READER).findFirst().orElse(null));
        };
    }

    private static Changed changed(Chat next, @Nullable Chat there) {
        return next.equals(there) ? new Changed.Done() : new Changed.Overtaken(there);
    }

    private static Document open(Chat chat) {
        return toDocument(chat).append(OPEN.field(), true);
    }

    @Override
    public List<Chat> open(@Nullable Chat after, int limit) {
        return table.walk(OPEN, after == null ? null : after.id().value(), limit, READER);
    }

    @Override
    public void finish(Chat over) {
        var _ = table.write(new Amendment.Lower(over.id().value(), over.version(), OPEN));
    }

    @Override
    public boolean erase(ChatId id) {
        Optional<Document> there = table.find(id.value());
        Optional<Chat> over =
                there
                        .filter(not(document -> new DocumentFields(document).isSet(OPEN.field())))
                        .stream()
                        .flatMap(READER)
                        .findFirst();
        return over.map(chat -> new Amendment.Replace(toDocument(chat.erased()), chat.version()))
                .map(erased -> table.write(erased) instanceof Outcome.Done)
                .orElseGet(there::isEmpty);
    }

    private static Document toDocument(Chat chat) {
        EndReason reason = chat.reason();
        return DocumentFields.present(
                new Document("_id", chat.id().value())
                        .append("conversation", chat.conversation().value())
                        .append("number", chat.number())
                        .append("after", chat.after())
                        .append("version", chat.version())
                        .append("state", chat.state().name())
                        .append("desk", chat.desk())
                        .append("reason", reason == null ? null : reason.name())
                        .append("request", toDocument(chat.request()))
                        .append("times", toDocument(chat.times()))
                        .append("fence", chat.fence()));
    }

    private static Document toDocument(Request request) {
        return DocumentFields.present(
                new Document("tenant", request.tenant().value())
                        .append("provider", request.provider())
                        .append("user", request.userId())
                        .append("bot_slug", request.botSlug())
                        .append("bot", request.botId())
                        .append("name", request.name())
                        .append("email", request.email())
                        .append("phone", request.phoneNumber())
                        .append("extra_data", request.extraData().text())
                        .append("flow", request.flow())
                        .append("subject", request.subject())
                        .append("fingerprint", request.once().fingerprint())
                        .append("key", request.once().key()));
    }

    private static Document toDocument(Times times) {
        return DocumentFields.present(
                new Document("created_at", Date.from(times.createdAt()))
                        .append("held_at", DocumentFields.date(times.heldAt()))
                        .append("joined_at", DocumentFields.date(times.joinedAt()))
                        .append("ended_at", DocumentFields.date(times.endedAt()))
                        .append("since", Date.from(times.since()))
                        .append("back_at", DocumentFields.date(times.backAt())));
    }

    private static Chat toChat(DocumentFields fields) {
        @Nullable String reason = fields.textIfAny("reason");
        return new Chat(
                new ChatId(fields.text("_id")),
                new ConversationId(fields.text("conversation")),
                fields.number("number"),
                fields.number("after"),
                fields.number("version"),
                State.valueOf(fields.text("state")),
                toRequest(fields.inner("request")),
                fields.text("desk"),
                toTimes(fields.inner("times")),
                reason == null ? null : EndReason.valueOf(reason),
                fields.number("fence"));
    }

    private static Request toRequest(DocumentFields fields) {
        return new Request(
                new TenantId(fields.text("tenant")),
                fields.text("provider"),
                fields.text("user"),
                fields.text("bot_slug"),
                fields.text("bot"),
                fields.text("name"),
                fields.text("email"),
                fields.text("phone"),
                new Content(fields.text("extra_data")),
                fields.text("flow"),
                fields.text("subject"),
                new Once(fields.text("fingerprint"), fields.textIfAny("key")));
    }

    private static Times toTimes(DocumentFields fields) {
        return new Times(
                fields.time("created_at"),
                fields.timeIfAny("held_at"),
                fields.timeIfAny("joined_at"),
                fields.timeIfAny("ended_at"),
                fields.time("since"),
                fields.timeIfAny("back_at"));
    }
}
