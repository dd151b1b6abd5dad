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
import java.util.ArrayList;
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

    static Reply read(String text) {
        List<String> fields = fields(text);
        String key = fields.get(6);
        return new Reply(
                new ConversationId(fields.get(0)),
                fields.get(1),
                Target.parse(fields.get(2)),
                new Author(Party.valueOf(fields.get(3)), fields.get(4)),
                new Content(fields.get(5)),
                key.isEmpty() ? null : new Once(key, Duration.parse(fields.get(7))),
                asked(fields.subList(11, fields.size())),
                new Part(fields.get(8), Integer.parseInt(fields.get(9))),
                Effect.valueOf(fields.get(10)));
    }

    private static Asked asked(List<String> fields) {
        String key = fields.getFirst();
        return new Asked(key.isEmpty() ? null : key, fields.subList(1, fields.size()));
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
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
