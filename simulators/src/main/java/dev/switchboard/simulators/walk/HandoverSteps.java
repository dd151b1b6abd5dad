package dev.switchboard.simulators.walk;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Users of WhatsApp are handed over by their bot: one to an agent in Salesforce, one to our own
/// agents. What they and the bot say comes from Yalo's platform, with the demo's secrets.
final class HandoverSteps {

    private final Demo admin;
    private final Demo platform;
    private final Demo bot;
    private final Screen screen;
    private final String password;
    private final Clock clock;
    private int events;

    /// @param password that the agents and their supervisor get, too
    HandoverSteps(Demo admin, String password, Clock clock) {
        this.admin = admin;
        this.platform = admin.as("demo-webhook-secret");
        this.bot = admin.as("yalo", "demo-password-of-the-bot");
        this.screen = admin.screen();
        this.password = password;
        this.clock = clock;
    }

    void take() {
        makeStaff();
        handOverToSalesforce("5217331175600");
        handOverToOurAgents("5217331175599");
    }

    /// The page at /demo/ names them: it is told of their passwords.
    private void makeStaff() {
        for (String name : List.of("ada", "ben")) {
            admin.makeAccount(name, password, "\"roles\": [\"AGENT\"]");
        }
        admin.makeAccount("eva", password, "\"roles\": [\"SUPERVISOR\"]");
        String staff =
                Stream.of("ada", "ben", "eva")
                        .map(name -> Demo.credentials(name, password))
                        .collect(Collectors.joining(", ", "[", "]"));
        admin.fetch("PUT", "/sim/agents", staff).expect(200);
    }

    private void handOverToSalesforce(String user) {
        screen.title("A user on WhatsApp talks to Yalo's bot, and the platform tells the hub ...");
        text("from", user, "My bill is wrong");
        text("to", user, "Which bill?");

        screen.title(
                "... until the bot asks for a person, and Salesforce gets a contact, a Case and a chat");
        handOver(user, "Ben Example", ", \"extraData\": {\"source_flow_bot\": \"SALESFORCE\"}");

        screen.title(
                "An agent there joins, and sees what was said before and what is said then: a picture");
        salesforce("{\"does\": \"join\"}");
        admin.await("/sim/salesforce/state", "Which bill?");
        picture(user);
        text("from", user, "This one");
        admin.await("/sim/salesforce/state", "This one");
        admin.get("/sim/salesforce/state")
                .expect(200, "My bill is wrong", "Which bill?", "This one", "\"cases\"");

        screen.title("What the agent answers comes to the user by WhatsApp, once");
        salesforce("{\"does\": \"reply\", \"text\": \"We send another one\"}");
        comesOnce("We send another one").expect(200, "Looking for an agent.");

        screen.title("The agent ends the chat, and the bot has its user again");
        salesforce("{\"does\": \"end\"}");
        handedBack(user, "salesforce");
    }

    private void handOverToOurAgents(String user) {
        screen.title("Another user sends the bot a picture, and comes to our own agents");
        text("from", user, "My order came like this");
        picture(user);
        text("to", user, "I cannot help with that");
        handOver(user, "Ann Example", "");

        screen.title(
                "Ada's console is offered the chat by Socket.IO, takes it, and sees the last 24 hours");
        Console ada = Console.open(admin.as("ada", password));
        ada.takeOffer("My order came like this", "parcel.png", "I cannot help with that");

        screen.title("What she says comes to the user by WhatsApp, once");
        ada.order(
                "message.send",
                "\"id\":\"ada-1\",\"type\":\"text\",\"text\":\"Ben knows about parcels\"");
        comesOnce("Ben knows about parcels");

        screen.title("She passes the chat on to Ben, who sees her note, and answers");
        Console ben = Console.open(admin.as("ben", password));
        ada.order(
                "conversation.transfer",
                "\"id\":\"ada-2\",\"to\":{\"agentId\":\"ben\"},\"note\":\"A broken parcel\"");
        ada.leave();
        ben.takeOffer("My order came like this", "Ben knows about parcels", "A broken parcel");
        ben.order(
                "message.send",
                "\"id\":\"ben-1\",\"type\":\"text\",\"text\":\"A new one comes tomorrow\"");
        comesOnce("A new one comes tomorrow");

        screen.title("He is done, and the bot has its user again");
        ben.order("conversation.end", "\"id\":\"ben-2\"");
        ben.leave();
        handedBack(user, "console");
    }

    /// @param way `from` a user, or `to` one by the bot
    private void text(String way, String user, String text) {
        event(way, user, "\"type\": \"text\", \"text\": {\"body\": \"%s\"}".formatted(text));
    }

    private void picture(String user) {
        event(
                "from",
                user,
                "\"type\": \"image\", \"image\": {\"url\": \"%s/demo/parcel.png\", \"mimeType\": \"image/png\", \"caption\": \"\"}"
                        .formatted(admin.hub()));
    }

    private void event(String way, String user, String said) {
        events++;
        long now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        platform.ask(
                        "POST",
                        "/v1/integrations/whatsapp/webhook",
                        """
                        {"id": "walk-%d", "%s": "%s",
                            "timestamp": "%d", %s}\
                        """
                                .formatted(events, way, user, now, said))
                .expect(200, "\"Message\":\"insert success\"");
    }

    private void handOver(String user, String name, String route) {
        bot.ask(
                        "POST",
                        "/v1/chats/connect",
                        """
                        {"userID": "%s", "botSlug": "demo", "botId": "demo-bot",
                            "name": "%s", "provider": "whatsapp", "email": "%s@example.com"%s}\
                        """
                                .formatted(user, name, user, route))
                .expect(200, "Chat created succefully");
    }

    private void salesforce(String event) {
        admin.fetch("POST", "/sim/salesforce/events", "[" + event + "]").expect(200);
    }

    private Reply comesOnce(String text) {
        String calls = "/sim/yalo/calls";
        Reply reply = admin.await(calls, text);
        if (reply.count(text) != 1) {
            throw screen.failed("“%s” came %d times".formatted(text, reply.count(text)));
        }
        screen.say("%s has “%s” once".formatted(calls, text));
        return reply;
    }

    /// The chat is over, and the bot was told so.
    private void handedBack(String user, String desk) {
        admin.await("/sim/studio/calls", "\"userId\":\"%s\"".formatted(user));
        String chat = "/v1/chats/" + user;
        admin.await(chat, "\"state\":\"CLOSED\"");
        admin.get(chat)
                .expect(
                        200,
                        "\"state\":\"CLOSED\"",
                        "\"endReason\":\"desk_ended\"",
                        "\"parked\":0",
                        "\"desk\":\"%s\"".formatted(desk));
    }
}
