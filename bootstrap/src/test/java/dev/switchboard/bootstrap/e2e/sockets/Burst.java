package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// The bot's answers to one conversation, one after the other. Like the bot, it repeats an answer
/// until the hub takes it.
final class Burst implements Runnable {

    private static final long PAUSE_NANOS = 20_000_000;

    private final HubClient bot;
    private final String conversation;
    private final String word;
    private final int answers;
    private final String padding;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    Burst(LiveHub hub, String conversation, int answers) {
        this(hub, conversation, "says", answers);
    }

    /// @param word distinguishes the answers of several bursts
    Burst(LiveHub hub, String conversation, String word, int answers) {
        this(hub, conversation, word, answers, 0);
    }

    /// @param padding how many additional characters each answer has
    Burst(LiveHub hub, String conversation, String word, int answers, int padding) {
        this.padding = ".".repeat(padding);
        this.bot = hub.stranger();
        this.conversation = conversation;
        this.word = word;
        this.answers = answers;
    }

    @Override
    public void run() {
        for (int i = 1; i <= answers; i++) {
            String text = conversation + " " + word + " " + i;
            while (!isTaken(text)) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            taken.add(text + padding);
        }
    }

    private boolean isTaken(String text) {
        String body =
                """
                {"requestId":"%1$s","requestPayload":{"conversationId":"%2$s"},
                 "response":{"text":"%1$s%3$s"}}\
                """
                        .formatted(text, conversation, padding);
        try {
            Answer answer = bot.post("/webhook/netomi", body, LiveHub.proof(body));
            boolean isTaken = answer.status() == 200;
            if (!isTaken && !LiveHub.waitsForItsDisk(answer)) {
                refused.incrementAndGet();
            }
            return isTaken;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /// The acknowledged answers, in order.
    List<String> taken() {
        return taken;
    }

    /// How often the hub refused an answer for another reason than a slow disk.
    int refused() {
        return refused.get();
    }
}
