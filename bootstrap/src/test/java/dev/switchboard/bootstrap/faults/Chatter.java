package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A user who goes to an agent, again and again, and sends numbered messages. It repeats each
/// request until the hub answers.
abstract class Chatter implements Runnable {

    static final int TEXTS_ON_HOLD = 2;
    static final int TEXTS_WITH_AGENT = 4;

    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String PROOF = "Bearer demo-webhook-secret";

    private final HubClient platform;
    private final HubClient bot;
    final ChatBook book;
    private final Door door;
    private final String user;
    private final Chance chance;
    private volatile boolean ending;
    private volatile String doing = "nothing";
    private int said;

    /// @param bot which hands the user over
    Chatter(LiveHub hub, HubClient bot, ChatBook book, int number) {
        this.platform = hub.stranger();
        this.bot = bot;
        this.book = book;
        this.door = new Door(hub.processes().stream().map(HubProcess::url).toArray(URI[]::new));
        this.user = "52173311%05d".formatted(number);
        this.chance = new Chance(user);
    }

    final String user() {
        return user;
    }

    final void does(String what) {
        doing = what;
    }

    /// Its current action, and the events that it has had since when.
    final String doing() {
        return user + ": " + doing;
    }

    /// Begins no further chat.
    final void end() {
        ending = true;
    }

    @Override
    public final void run() {
        for (int chat = 1; !ending; chat++) {
            chat(chat);
        }
        doing = "nothing";
    }

    /// Runs one chat, from its beginning to its end.
    abstract void chat(int number);

    /// The bot hands the user over. This may take longer than the ten minutes in which equal bodies
    /// are recognised, so it identifies a repeat by a key.
    ///
    /// @param route of the bot
    final void connect(String route, int chat) {
        doing = "connects, chat " + chat;
        insist(
                () ->
                        bot.post(
                                "/v1/chats/connect",
                                body(route, chat),
                                "Idempotency-Key",
                                user + "-" + chat),
                answer -> answer.status() == 200,
                answer -> answer.status() == 503);
    }

    private String body(String route, int chat) {
        return """
        {"userID":"%s","botSlug":"shop-bot","botId":"b-1","name":"User %s","provider":"whatsapp",
         "email":"%s@example.com","extraData":{"source_flow_bot":"%s","chat":"%d"}}\
        """
                .formatted(user, user, user, route, chat);
    }

    /// Waits until the user's newest chat is in this state.
    final Answer shown(String state) {
        return insist(
                () -> bot.get("/v1/chats/" + user),
                answer -> {
                    doing = "waits to be %s: %s".formatted(state, answer.body());
                    return answer.json().path("state").asString("").equals(state);
                },
                _ -> true);
    }

    /// @param conversation its name in the book
    final void says(String conversation) {
        says(conversation, "%s-user-%d.".formatted(user, next()));
    }

    /// The number of the next message.
    final int next() {
        return ++said;
    }

    final void says(String conversation, String text) {
        String body =
                """
                {"id":"%s","timestamp":%d,"type":"text","from":"%s","text":{"body":"%s"}}\
                """
                        .formatted(text, System.currentTimeMillis(), user, text);
        var _ =
                insist(
                        () ->
                                platform.post(
                                        "/v1/integrations/whatsapp/webhook",
                                        body,
                                        "Authorization",
                                        PROOF),
                        answer -> answer.status() == 200,
                        answer -> answer.status() == 503);
        book.userSaid(conversation, text);
        pause();
    }

    private void pause() {
        LockSupport.parkNanos(chance.upTo(PAUSE).toNanos());
    }

    /// @param good whether an answer is the expected one
    /// @param bearable whether another answer is allowed for a while
    private Answer insist(
            Supplier<Answer> attempt, Predicate<Answer> good, Predicate<Answer> bearable) {
        while (true) {
            try {
                Answer answer = attempt.get();
                if (good.test(answer)) {
                    return answer;
                }
                doing = doing.replaceFirst(" \\(.*|$", " (" + answer.status() + ')');
                if (!bearable.test(answer)) {
                    book.surprise(user + ": " + answer.status() + " " + answer.body());
                }
            } catch (UncheckedIOException _) {
                door.awaitOpen(); // it was killed, before it did it or after
            }
            pause();
        }
    }
}
