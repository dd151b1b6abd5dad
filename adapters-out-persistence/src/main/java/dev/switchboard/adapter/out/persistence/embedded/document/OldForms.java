package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/// Reads records from before they were documents. They are never written in this form again.
final class OldForms {

    private static final List<String> STEPS =
            List.of(
                    "ASKED",
                    "OFFERED",
                    "PASSED_OVER",
                    "JOINED",
                    "LAPSED",
                    "TRANSFERRED",
                    "ENDED",
                    "CUSTOMER_LEFT");

    private static final List<String> HANDOFF_STATES =
            List.of("", "WAITING", "OFFERED", "LEASED", "ENDED", "WITH_BOT", "ABANDONED");

    private static final List<String> CHAT_STATES =
            List.of("CREATING", "ON_HOLD", "ACTIVE", "CLOSED", "FAILED");

    private static final List<String> END_REASONS =
            List.of(
                    "DESK_ENDED",
                    "FINISHED",
                    "KEYWORD",
                    "IDLE",
                    "GONE",
                    "UNANSWERED",
                    "NOT_ROUTED",
                    "NOT_CREATED",
                    "BLOCKED",
                    "");

    private static final List<String> REQUEST =
            List.of(
                    "tenant",
                    "provider",
                    "user",
                    "bot_slug",
                    "bot",
                    "name",
                    "email",
                    "phone",
                    "extra_data",
                    "flow",
                    "subject",
                    "fingerprint");

    private OldForms() {}

    static Document erasure(int version, ByteReader value) {
        require(version, 1);
        Document erasure =
                new Document("_id", value.text())
                        .append("pseudonym", value.text())
                        .append("asked_by", value.text())
                        .append("asked_at", date(value));
        boolean done = value.flag();
        Date doneAt = date(value);
        if (done) {
            erasure.append("done_at", doneAt);
        }
        erasure.append(
                "figures",
                new Document("conversations", value.number())
                        .append("messages", value.number())
                        .append("deliveries", value.number())
                        .append("files", value.number()));
        if (value.flag()) {
            erasure.append(
                    "person",
                    new Document("name", value.text())
                            .append("conversations", texts(value))
                            .append("subjects", texts(value))
                            .append("browsers", texts(value)));
        }
        return erasure;
    }

    /// Version 2 added the customer's system and target; older handoffs are all for live clients.
    static Document handoff(int version, ByteReader value) {
        require(version, 2);
        String handoff = value.text();
        Document document = new Document("_id", value.text());
        Document matter = new Document("handoff", handoff).append("tenant", value.text());
        if (version > 1) {
            matter.append("system", value.text()).append("answers_to", value.text());
        }
        matter.append("customer", value.text())
                .append("customer_name", value.text())
                .append("attributes", value.text())
                .append("reason", value.text())
                .append("asked_at", date(value));
        document.append("matter", matter)
                .append("version", value.number())
                .append("step", step(value));
        String state = one(HANDOFF_STATES, value);
        document.append("state", state);
        return switch (state) {
            case "WAITING" -> document.append("place", place(value));
            case "OFFERED" ->
                    document.append("place", place(value))
                            .append(
                                    "offer",
                                    new Document("agent", value.text())
                                            .append("deadline", date(value)));
            case "LEASED" -> document.append("queue", value.text()).append("lease", lease(value));
            default -> document;
        };
    }

    private static Document step(ByteReader value) {
        Document step = new Document("kind", one(STEPS, value)).append("at", date(value));
        for (String field : List.of("by", "order", "fingerprint")) {
            appendIfAny(step, field, value);
        }
        return step.append("note", value.text());
    }

    private static Document place(ByteReader value) {
        return new Document("queue", value.text())
                .append("priority", (int) value.number())
                .append("since", date(value))
                .append("tried", texts(value));
    }

    private static Document lease(ByteReader value) {
        return new Document("_id", value.text())
                .append("agent", value.text())
                .append("from_seq", value.number())
                .append("read_seq", value.number())
                .append("expires_at", date(value));
    }

    private static void appendIfAny(Document document, String field, ByteReader value) {
        String text = value.textIfAny();
        if (text != null) {
            document.append(field, text);
        }
    }

    private static String one(List<String> names, ByteReader value) {
        return value.choice(names.toArray(String[]::new));
    }

    /// Version 2 added the time at which the bot gets the user back.
    static Document chat(int version, ByteReader value) {
        require(version, 2);
        Document chat =
                new Document("_id", value.text())
                        .append("conversation", value.text())
                        .append("number", value.number())
                        .append("after", value.number())
                        .append("version", value.number())
                        .append("state", one(CHAT_STATES, value))
                        .append("desk", value.text());
        String reason = one(END_REASONS, value);
        if (!reason.isEmpty()) {
            chat.append("reason", reason);
        }
        Document request = new Document();
        REQUEST.forEach(field -> request.append(field, value.text()));
        appendIfAny(request, "key", value);
        Document times = new Document("created_at", date(value)).append("since", date(value));
        for (String field : List.of("held_at", "joined_at", "ended_at")) {
            appendDateIfAny(times, field, value);
        }
        chat.append("request", request).append("times", times).append("fence", value.number());
        if (version > 1) {
            appendDateIfAny(times, "back_at", value);
        }
        return chat;
    }

    private static void appendDateIfAny(Document document, String field, ByteReader value) {
        if (value.flag()) {
            document.append(field, date(value));
        }
    }

    private static void require(int version, int newest) {
        if (version < 1 || version > newest) {
            throw new DamagedRecordException("its version is unknown");
        }
    }

    private static Date date(ByteReader value) {
        Instant instant = value.instant();
        return Date.from(instant);
    }

    private static List<String> texts(ByteReader value) {
        List<String> texts = new ArrayList<>();
        for (long left = value.number(); left > 0; left--) {
            texts.add(value.text());
        }
        return texts;
    }
}
