package dev.switchboard.scenario.live;

import dev.switchboard.application.port.out.upstream.MessageRenderer;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.ChatText;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.application.port.out.upstream.Upstream.Clients;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules for chats of an outside bot's users. Their conversations begin with `plat:`.
final class LiveChats {

    static final String ORIGIN = "plat";

    private LiveChats() {}

    /// Whose conversations begin with `plat:mx:` has other words for some things. Their client is
    /// `mx`, and that of the others, which begin with `plat:acme:`, is the usual one.
    static Chats chats(UserFiles files) {
        ChatRules usual = rules("Please wait.", Set.of("menu"));
        ChatRules mexican = rules("Espere.", Set.of("inicio"));
        return new Chats(
                conversation -> conversation.externalId().startsWith("mx:") ? mexican : usual,
                files,
                new Clients(
                        "acme", conversation -> conversation.externalId().replaceAll(":.*", "")));
    }

    /// The bot sends Ann, a user of `acme`, to a desk.
    ///
    /// @param attributes a JSON object
    /// @param body a hash of the request: what a repeat has in common with it
    static Chat.Request request(String attributes, String body) {
        return new Chat.Request(
                TenantId.DEFAULT,
                "whatsapp",
                "52155",
                "acme-bot",
                "bot-1",
                "Ann",
                "ann@example.com",
                "5217331175599",
                new Content(attributes),
                "SFB001",
                "Orders",
                new Chat.Once(body, null));
    }

    private static ChatRules rules(String waiting, Set<String> keywords) {
        return new ChatRules(
                Duration.ofHours(2),
                Duration.ofHours(24),
                Duration.ofSeconds(4),
                keywords,
                List.of("521", "52"),
                ZoneId.of("America/Mexico_City"),
                Map.ofEntries(
                        Map.entry(ChatText.WAIT_AGENT, waiting),
                        Map.entry(ChatText.QUEUE_POSITION, "Place {position}"),
                        Map.entry(ChatText.TRANSFERRED, "Someone else."),
                        Map.entry(ChatText.UNSUPPORTED, "[{type}]?"),
                        Map.entry(ChatText.WELCOME, "I am {name}."),
                        Map.entry(ChatText.CONTEXT_TITLE, "Before"),
                        Map.entry(ChatText.CONTEXT_CUT, "(cut)"),
                        Map.entry(ChatText.CLIENT_LABEL, "User"),
                        Map.entry(ChatText.BOT_LABEL, "Bot"),
                        Map.entry(ChatText.CASE_DESCRIPTION, "Case:"),
                        Map.entry(ChatText.FIRST_NAME, "Somebody"),
                        Map.entry(ChatText.UPLOAD_SUCCESS, "Attached {file}"),
                        Map.entry(ChatText.UPLOAD_ERROR, "It did not arrive.")),
                new Quoted());
    }

    /// Messages of these tests are quoted texts, or objects of the hub with a `text`.
    private static final class Quoted implements MessageRenderer {

        /// A text that its platform reports so many seconds late.
        private static final Pattern LATE = Pattern.compile("\"(\\d+) s late: ");

        @Override
        public String text(Message message) {
            return TestConsole.text(message).replaceAll("^(\\{.*\"text\":)?\"|\"}?$", "");
        }

        @Override
        public Instant at(Message message) {
            Matcher late = LATE.matcher(TestConsole.text(message));
            return late.lookingAt()
                    ? message.at().minusSeconds(Long.parseLong(late.group(1)))
                    : message.at();
        }

        @Override
        public Optional<String> choice(Message offer, int number) {
            String[] titles = TestConsole.text(offer).split("\"title\":\"", -1);
            return number < titles.length
                    ? Optional.of(titles[number].replaceAll("\".*", ""))
                    : Optional.empty();
        }

        @Override
        public Map<String, String> members(Content object) {
            return Map.of("all", object.text());
        }
    }
}
