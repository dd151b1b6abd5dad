package dev.switchboard.application.service.people;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.handoff.Drafts;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.upstream.DeskSessions;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.people.Person;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The data about a person that agents were given, at the hub's own desk and at external ones.
final class ChatChapter implements Chapter {

    /// More chats than any conversation has.
    private static final int ALL = 1000;

    private final Chats chats;
    private final Handoffs handoffs;
    private final DeskSessions desks;
    private final Drafts drafts;

    ChatChapter(Chats chats, Handoffs handoffs, DeskSessions desks, Drafts drafts) {
        this.chats = chats;
        this.handoffs = handoffs;
        this.desks = desks;
        this.drafts = drafts;
    }

    @Override
    public void show(Person person, Consumer<Item> viewer) {
        for (ConversationId conversation : person.conversations()) {
            handoffs.find(conversation)
                    .ifPresent(it -> viewer.accept(new Item.Line("handoffs.jsonl", line(it))));
        }
        for (ConversationId conversation : person.conversations()) {
            chats.newest(conversation, ALL)
                    .forEach(it -> viewer.accept(new Item.Line("chats.jsonl", line(it))));
        }
        for (ConversationId conversation : person.conversations()) {
            drafts.of(conversation)
                    .forEach(it -> viewer.accept(new Item.Line("drafts.jsonl", line(it))));
        }
        for (ConversationId conversation : person.conversations()) {
            chats.newest(conversation, ALL).stream()
                    .flatMap(chat -> desks.find(DeskRef.of(chat.id())).stream())
                    .forEach(it -> viewer.accept(new Item.Line("desk_sessions.jsonl", line(it))));
        }
    }

    private static String line(ReplyDraft draft) {
        return new Fields()
                .with("conversation_id", draft.conversation().value())
                .with("agent", draft.agent().id().value())
                .with("written_at", draft.at())
                .with("text", draft.text())
                .toJson();
    }

    private static String line(Handoff handoff) {
        HandoffDetails details = handoff.details();
        return new Fields()
                .with("handoff_id", details.id().value())
                .with("conversation_id", details.conversation().value())
                .with("state", handoff.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .with("asked_at", details.askedAt())
                .with("reason", details.reason())
                .with("customer_id", details.customer().id())
                .with("customer_name", details.customer().name())
                .json("customer_attributes", details.customer().attributes().text())
                .with("note", handoff.step().note())
                .with("outcome", outcome(handoff))
                .with("tags", details.tags().ids().stream().map(LabelId::value).toList())
                .toJson();
    }

    private static @Nullable String outcome(Handoff handoff) {
        return handoff instanceof Handoff.Ended ended && ended.outcome() != null
                ? ended.outcome().value()
                : null;
    }

    private static String line(Chat chat) {
        Chat.Request request = chat.request();
        return new Fields()
                .with("chat_id", chat.id().value())
                .with("conversation_id", chat.conversation().value())
                .with("state", chat.state().name().toLowerCase(Locale.ROOT))
                .with("created_at", chat.times().createdAt())
                .with("ended_at", chat.times().endedAt())
                .with("provider", request.provider())
                .with("user_id", request.userId())
                .with("name", request.name())
                .with("email", request.email())
                .with("phone_number", request.phoneNumber())
                .with("subject", request.subject())
                .json("extra_data", request.extraData().text())
                .toJson();
    }

    private static String line(DeskSession session) {
        Fields facts = new Fields();
        session.facts().forEach(facts::with);
        return new Fields()
                .with("chat_id", session.chat().value())
                .with("desk", session.desk())
                .with("state", session.state().name().toLowerCase(Locale.ROOT))
                .with("changed_at", session.changedAt())
                .json("facts", facts.toJson())
                .toJson();
    }
}
