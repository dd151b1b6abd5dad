package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Writes a part of an answer as text, to be stored until it is released: its fields one after the
/// other, each as its length, a colon and its characters.
final class ReplyText {

    private ReplyText() {}

    static String write(Reply reply, ConversationId conversation, Part part) {
        StringBuilder text = new StringBuilder();
        Once once = reply.once();
        List<String> fields = new ArrayList<>();
        fields.add(conversation.value());
        fields.add(reply.origin());
        fields.add(reply.from().toString());
        fields.add(reply.author().party().name());
        fields.add(reply.author().name());
        fields.add(reply.content().text());
        fields.add(once == null ? "" : once.key());
        fields.add(once == null ? "" : once.life().toString());
        fields.add(part.answer());
        fields.add(Integer.toString(part.index()));
        fields.add(reply.effect().name());
        String asked = reply.asked().key();
        fields.add(asked == null ? "" : asked);
        fields.addAll(reply.asked().receipts());
        fields.forEach(field -> text.append(field.length()).append(':').append(field));
        return text.toString();
    }

    /// Reads the fields in the order in which they were written.
    static Reply read(String text) {
        Deque<String> fields = fields(text);
        ConversationId conversation = new ConversationId(fields.remove());
        String origin = fields.remove();
        Target from = Target.parse(fields.remove());
        Author author = new Author(Party.valueOf(fields.remove()), fields.remove());
        Content content = new Content(fields.remove());
        String key = fields.remove();
        String life = fields.remove();
        Part part = new Part(fields.remove(), Integer.parseInt(fields.remove()));
        Effect effect = Effect.valueOf(fields.remove());
        String asked = fields.remove();
        return new Reply(
                conversation,
                origin,
                from,
                author,
                content,
                key.isEmpty() ? null : new Once(key, Duration.parse(life)),
                new Asked(asked.isEmpty() ? null : asked, List.copyOf(fields)),
                part,
                effect);
    }

    private static Deque<String> fields(String text) {
        Deque<String> fields = new ArrayDeque<>();
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(text.substring(at, colon));
            fields.add(text.substring(colon + 1, end));
            at = end;
        }
        return fields;
    }
}
