package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.hub.HubLine;
import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.yalo.Phones.Phone;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A Yalo bot for the users of the demo's page. It echoes messages, hands users over when they ask
/// for an agent, is silent meanwhile, and speaks again when they return. It also reports everything
/// to the hub, like a platform.
final class YaloBot {

    private static final Set<String> PEOPLE = Set.of("agent", "person", "human", "asesor");
    private static final Set<String> LIVE = Set.of("CREATING", "ON_HOLD", "ACTIVE");
    private static final int OK = 200;

    private final Phones phones;
    private final Platform platform;
    private final Supplier<HubLine> hub;
    private final Clock clock;
    private final AtomicInteger words = new AtomicInteger();

    /// @param hub its account at the hub; a supplier, because the hub starts later
    YaloBot(Phones phones, Platform platform, Supplier<HubLine> hub, Clock clock) {
        this.phones = phones;
        this.platform = platform;
        this.hub = hub;
        this.clock = clock;
    }

    /// Handles a user's message. A repeated `id` does nothing.
    ///
    /// @throws BadScriptException if the hub rejects it
    void hear(Phone phone, String id, String text, @Nullable String picture) {
        synchronized (phone.turn()) {
            if (phone.has(id)) {
                return;
            }
            tell("from", phone, id, text, picture);
            phone.show(id, "user", text, picture);
            if (!LIVE.contains(chat(phone).map(chat -> state(chat)).orElse(""))) {
                answer(phone, text, picture != null);
            }
        }
    }

    private static String state(JsonNode chat) {
        return chat.path("state").asString("");
    }

    private void answer(Phone phone, String text, boolean picture) {
        String asked = text.toLowerCase(Locale.ROOT);
        if (asked.contains("salesforce")) {
            connect(phone, "SALESFORCE");
        } else if (PEOPLE.stream().anyMatch(asked::contains)) {
            connect(phone, "default");
        } else {
            String heard = picture ? "A picture, thank you." : "You said: " + text;
            say(
                    phone,
                    heard + "\n\nFor a person write “agent”, for one in Salesforce “salesforce”.");
        }
    }

    private void connect(Phone phone, String route) {
        String number = phone.number();
        ObjectNode body =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("userID", number)
                        .put("botSlug", "demo")
                        .put("botId", "demo-bot")
                        .put("name", "Ann " + number.substring(Math.max(0, number.length() - 4)))
                        .put("provider", "whatsapp")
                        .put("email", "ann-" + number + "@example.com")
                        .put("phoneNumber", number);
        body.putObject("extraData").put("source_flow_bot", route);
        CallbackResult answer = hub.get().ask("POST", "/v1/chats/connect", body.toString());
        if (answer.status() == null || answer.status() != OK) {
            say(phone, "Nobody can be reached now: " + complaint(answer));
        }
    }

    private static String complaint(CallbackResult answer) {
        String said = SimulatorJson.parse(answer.body()).path("ErrorDescription").asString("");
        return said.isEmpty() ? answer.body() : said;
    }

    /// The user's newest chat, as the hub reports it.
    Optional<JsonNode> chat(Phone phone) {
        CallbackResult answer = hub.get().ask("GET", "/v1/chats/" + phone.number(), "");
        return Optional.of(SimulatorJson.parse(answer.body())).filter(chat -> chat.has("state"));
    }

    /// A user returns to the bot.
    void takeBack(String number) {
        phones.find(number)
                .ifPresent(phone -> say(phone, "You are with the bot again. What else?"));
    }

    private void say(Phone phone, String text) {
        String id = "bot-" + clock.millis() + "-" + words.incrementAndGet();
        phone.show(id, "bot", text, null);
        tell("to", phone, id, text, null);
    }

    /// @param side `from` the user, or `to` the user
    private void tell(String side, Phone phone, String id, String text, @Nullable String picture) {
        ObjectNode event =
                SimulatorJson.MAPPER
                        .createObjectNode()
                        .put("id", id)
                        .put(side, phone.number())
                        .put("timestamp", String.valueOf(clock.millis()))
                        .put("type", picture == null ? "text" : "image");
        if (picture == null) {
            event.putObject("text").put("body", text);
        } else {
            event.putObject("image")
                    .put("caption", text)
                    .put("mimeType", "image/jpeg")
                    .put("url", picture);
        }
        int status = platform.tell(new Platform.Event("whatsapp", null, null, event), false);
        if (status != OK) {
            throw new BadScriptException("The hub answers " + status);
        }
    }
}
