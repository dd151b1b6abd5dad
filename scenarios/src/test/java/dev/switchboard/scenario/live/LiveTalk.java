package dev.switchboard.scenario.live;

import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents.UserEvent;
import dev.switchboard.application.port.in.message.SendUserMessage.Command;
import dev.switchboard.application.port.in.message.SendUserMessage.Purpose;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The messages of the scenarios.
final class LiveTalk {

    static final ConversationId BOT_CHAT = ConversationId.of("bot", "c-1");
    static final ConversationId DESK_CHAT = ConversationId.of("desk", "main/C-1");
    static final Target BOT = new Target(Target.Kind.BOT, "bot");
    static final Target DESK = new Target(Target.Kind.DESK, "desk/main");
    private static final Duration A_WEEK = Duration.ofDays(8);

    private LiveTalk() {}

    static Command toBot(Browser from, String key, String json) {
        return said(from, BOT_CHAT, BOT, key, json, Purpose.SAY, Duration.ofSeconds(10));
    }

    static Command toDesk(Browser from, String key, String json) {
        return said(from, DESK_CHAT, DESK, key, json, Purpose.SAY, Duration.ZERO);
    }

    static Command endOfDesk(Browser from, String key) {
        return said(from, DESK_CHAT, DESK, key, "\"end\"", Purpose.END, Duration.ZERO);
    }

    static UserEvent typing(Browser from) {
        return new UserEvent(DESK_CHAT, from.id(), new Content("\"typing\""), DESK);
    }

    private static Command said(
            Browser from,
            ConversationId conversation,
            Target target,
            String key,
            String json,
            Purpose purpose,
            Duration patience) {
        return new Command(
                conversation,
                from.who(),
                null,
                false,
                from.id(),
                new Content(json),
                target,
                key,
                json,
                purpose,
                patience);
    }

    static Reply botSays(String json) {
        return reply(BOT_CHAT, BOT, json, null, Asked.NOTHING, null, Effect.NONE);
    }

    /// The bot gives up on the user and asks for an agent.
    static Reply botAsksForAgent() {
        return reply(
                BOT_CHAT,
                BOT,
                "\"an agent will be with you\"",
                new Once("ask-1", A_WEEK),
                Asked.NOTHING,
                null,
                Effect.ASKS_FOR_AGENT);
    }

    static Reply botSaysOnce(String key, String json) {
        return reply(BOT_CHAT, BOT, json, new Once(key, A_WEEK), Asked.NOTHING, null, Effect.NONE);
    }

    static Reply botAnswers(String question, String json) {
        return reply(
                BOT_CHAT,
                BOT,
                json,
                new Once("answer to " + question, A_WEEK),
                new Asked(question, List.of()),
                null,
                Effect.NONE);
    }

    /// The bot's answer names the message by the id that the bot gave it.
    static Reply botAnswersReceipt(String receipt, String json) {
        Asked asked = new Asked(null, List.of(receipt));
        return reply(BOT_CHAT, BOT, json, null, asked, null, Effect.NONE);
    }

    static Reply part(int index, String json) {
        return reply(
                BOT_CHAT,
                BOT,
                json,
                new Once("a" + index, A_WEEK),
                Asked.NOTHING,
                new Part("a", index),
                Effect.NONE);
    }

    static Reply deskSays(String json) {
        return reply(DESK_CHAT, DESK, json, null, Asked.NOTHING, null, Effect.NONE);
    }

    static Reply deskEnds() {
        return reply(
                DESK_CHAT,
                DESK,
                "\"bye\"",
                new Once("end-1", A_WEEK),
                Asked.NOTHING,
                null,
                Effect.ENDS_AGENT_SESSION);
    }

    static Reply unroutable() {
        return reply(null, BOT, "\"?\"", null, Asked.NOTHING, null, Effect.NONE);
    }

    private static Reply reply(
            @Nullable ConversationId conversation,
            Target from,
            String json,
            @Nullable Once once,
            Asked asked,
            @Nullable Part part,
            Effect effect) {
        return new Reply(
                conversation,
                from.equals(BOT) ? "bot" : "desk",
                from,
                new Author(Party.BOT, "it"),
                new Content(json),
                once,
                asked,
                part,
                effect);
    }
}
