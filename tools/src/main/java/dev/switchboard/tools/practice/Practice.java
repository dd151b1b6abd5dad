package dev.switchboard.tools.practice;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Starts a hub for practice, has it relay messages of each kind, and ends it. Java keeps what it
/// learns meanwhile in the AOT cache that the command names. First, another hub is killed with
/// messages on their way, because a start after a crash must be quick above all. `bin/switchboard`
/// runs it, on any Java runtime: no compiler is needed.
///
///     java -cp switchboard-tools.jar dev.switchboard.tools.practice.Practice STARTER DIRECTORY COMMAND…
///
/// The starter is the process that the practice ends with; the directory takes the hub's data and
/// its log; the command is all that starts the hub but its environment.
public final class Practice {

    static final int CUSTOMERS = 20;
    static final int WEBHOOKS_EACH = 100;
    static final int CHANNEL_MESSAGES = 300;
    static final int CHATS = 40;
    static final int SAID_IN_EACH = 50;
    static final long FIRST_USER = 5_217_300_000_000L;
    static final int SECONDS_TO_RELAY = 60;
    static final String SENTENCES =
            "A sentence of some length, as a bot would write it. ".repeat(8);

    final CountDownLatch pushed = new CountDownLatch(CUSTOMERS * WEBHOOKS_EACH);
    final World world = new World(CHANNEL_MESSAGES, CHATS * SAID_IN_EACH);
    final PracticeHub hub;

    private Practice(Path directory) {
        hub = new PracticeHub(directory, world.url);
    }

    public static void main(String[] arguments) throws Exception {
        endWith(Long.parseLong(arguments[0]));
        List<String> command = List.of(arguments).subList(2, arguments.length);
        new Practice(Path.of(arguments[1])).run(command);
    }

    /// However that process ends, nothing of a practice shall stay behind it.
    static void endWith(long starter) {
        ProcessHandle.of(starter)
                .ifPresentOrElse(
                        running -> {
                            var _ = running.onExit().thenRun(() -> System.exit(1));
                        },
                        () -> System.exit(1));
    }

    void run(List<String> command) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(hub.process::killForGood));
        try {
            hub.start(
                    command.stream()
                            .filter(flag -> !flag.startsWith("-XX:AOTCacheOutput="))
                            .toList());
            List<String> resumeTokens = ask("practice");
            openChats();
            world.deaf = true;
            sendWebhooks(0);
            talk(0);
            hub.process.kill();
            world.deaf = false;

            hub.start(command);
            ask("others");
            relayToCustomers(resumeTokens);
            relayToChannel();
            relayToDesk();
            hub.process.end();
        } finally {
            hub.process.kill();
            world.server.stop(0);
        }
    }

    /// Customers ask the bot.
    ///
    /// @return what proves later that the conversations are theirs
    List<String> ask(String conversations) {
        return together(
                        CUSTOMERS,
                        customer ->
                                hub.post(
                                        "/api/netomi/process-message",
                                        Map.of(),
                                        "{\"messageData\":{\"conversationId\":\"%s-%d\",\"messagePayload\":{\"text\":\"Hello\"}}}"
                                                .formatted(conversations, customer)))
                .stream()
                .map(answer -> answer.headers().firstValue("X-Switchboard-Resume").orElseThrow())
                .toList();
    }

    /// The bot's webhooks to customers who acknowledge each.
    void relayToCustomers(List<String> resumeTokens) throws Exception {
        List<WebSocket> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            CustomerPage customer = new CustomerPage(pushed);
            customers.add(hub.process.connect("/socket.io/?EIO=4&transport=websocket", customer));
            customers
                    .getLast()
                    .sendText(
                            "40{\"conversationId\":\"practice-%d\",\"resumeToken\":\"%s\"}"
                                    .formatted(i, resumeTokens.get(i)),
                            true)
                    .join();
            customer.welcomed.get(SECONDS_TO_RELAY, TimeUnit.SECONDS);
        }
        for (int i = 1; i < WEBHOOKS_EACH; i++) {
            sendWebhooks(i);
        }
        await(pushed, "The hub pushed too little");
        customers.forEach(WebSocket::abort);
    }

    /// One to each customer.
    void sendWebhooks(int number) {
        together(
                CUSTOMERS,
                customer ->
                        hub.post(
                                "/webhook/netomi",
                                PracticeHub.SECRET_PROOF,
                                "{\"requestPayload\":{\"conversationId\":\"practice-%d\"},\"requestId\":\"practice-%d-%d\",\"response\":{\"text\":\"%s\"}}"
                                        .formatted(customer, customer, number, SENTENCES)));
    }

    /// Messages to a channel, and its answers to the sessions server.
    void relayToChannel() throws Exception {
        Map<String, String> proof = hub.logIn("admin");
        hub.post(
                        "/channel",
                        proof,
                        "{\"channel_id\":\"practice\",\"channel_metadata\":{\"endpoint_url\":\"%s/channel\"}}"
                                .formatted(world.url))
                .join();
        for (int i = 0; i < CHANNEL_MESSAGES; i++) {
            hub.post(
                            "/channel/message",
                            proof,
                            "{\"channel_id\":\"practice\",\"session_id\":\"practice-%d\",\"message\":\"Message %d\"}"
                                    .formatted(i, i))
                    .join();
            String url = world.responseUrls.poll(SECONDS_TO_RELAY, TimeUnit.SECONDS);
            if (url == null) {
                throw new IllegalStateException("The channel heard nothing");
            }
            URI back = URI.create(url);
            hub.post(
                            back.getRawPath() + "?" + back.getRawQuery(),
                            Map.of(),
                            "{\"session_id\":\"practice-%d\",\"response_data\":{\"text\":\"Answer %d\"}}"
                                    .formatted(i, i))
                    .join();
        }
        await(world.answered, "The sessions server heard too little");
    }

    /// Users whose bot asks for people, each with an agent.
    void openChats() throws Exception {
        Map<String, String> proof = hub.logIn("bot");
        together(
                CHATS,
                chat ->
                        hub.post(
                                "/v1/chats/connect",
                                proof,
                                "{\"userID\":\"%d\",\"botSlug\":\"practice\",\"botId\":\"b-1\",\"name\":\"Ann\",\"provider\":\"whatsapp\",\"email\":\"%d@example.com\"}"
                                        .formatted(FIRST_USER + chat, chat)));
        world.salesforce.chats.values().forEach(Salesforce.Chat::join);
    }

    /// Users ask and agents answer. In between the hub must listen to all of them anew.
    void relayToDesk() throws Exception {
        for (int i = 1; i < SAID_IN_EACH; i++) {
            if (i == SAID_IN_EACH / 2) {
                world.salesforce.chats.values().forEach(Salesforce.Chat::cut);
            }
            talk(i);
        }
        await(world.salesforce.heard, "Agents heard too little");
        await(world.read, "Users read too little");
    }

    /// A question in each chat, and an answer.
    void talk(int number) {
        world.salesforce.chats.values().forEach(chat -> chat.say("Answer " + number));
        together(
                CHATS,
                chat ->
                        hub.post(
                                "/v1/integrations/whatsapp/webhook",
                                PracticeHub.SECRET_PROOF,
                                "{\"id\":\"practice-%d-%d\",\"timestamp\":%d,\"type\":\"text\",\"from\":\"%d\",\"text\":{\"body\":\"Question %d\"}}"
                                        .formatted(
                                                chat,
                                                number,
                                                System.currentTimeMillis(),
                                                FIRST_USER + chat,
                                                number)));
    }

    /// @return the answers, in order
    static List<HttpResponse<String>> together(
            int count, IntFunction<CompletableFuture<HttpResponse<String>>> request) {
        List<CompletableFuture<HttpResponse<String>>> requests =
                IntStream.range(0, count).mapToObj(request).toList();
        return requests.stream().map(CompletableFuture::join).toList();
    }

    static void await(CountDownLatch latch, String otherwise) throws InterruptedException {
        if (!latch.await(SECONDS_TO_RELAY, TimeUnit.SECONDS)) {
            throw new IllegalStateException(otherwise + ": " + latch.getCount() + " are missing");
        }
    }
}
